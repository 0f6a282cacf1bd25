# SPDX-License-Identifier: Apache-2.0
"""Which reasons the file itself suggests: marked «gợi ý» in the catalogue, never ticked by themselves."""

from collections.abc import Sequence

from officer_desk import texts
from officer_desk.domain.messages import unaccent
from officer_desk.domain.records import CrossCheck, DeclarationRecord, ReasonRecord
from officer_desk.domain.values import CellVerdict, HgdAnswer, Kind, PictureRole, Verdict
from officer_desk.views.check_words import UNLIKE, cells_of, row_of

_PICTURES = {
    PictureRole.PORTRAIT: "chan dung",
    PictureRole.IDENTITY_FRONT: "mat truoc",
    PictureRole.IDENTITY_BACK: "mat sau",
    PictureRole.BIRTH_CERTIFICATE: "anh giay khai sinh",
}
_IN_USE = {"phone": "dien thoai da", "email": "email da", "id_number": "so cccd"}
"""Words of the Vietnamese catalogue, without marks; an office that words a reason otherwise gets no proposal for it."""
_UNLIKE_THE_CARD = {"id_number": "so cccd khong khop", "full_name": "ho ten khong khop giay to"}
_ANOTHER_CARD = "giay to khong phai cua"
_EXPIRED = {Verdict.INVALID: "tuy than da het han", Verdict.INCOMPLETE: "tuy than ban goc"}
_BAD_PICTURE = {Verdict.INVALID: "anh mo", Verdict.INCOMPLETE: "anh chup lai ro"}
_ORIGINAL = "tuy than ban goc"


def proposed_reasons(
    verdict: Verdict,
    catalogue: Sequence[ReasonRecord],
    record: DeclarationRecord,
    check: CrossCheck | None = None,
) -> tuple[str, ...]:
    """Give the reasons of the catalogue that fit, and a name for each missing picture that it does not know."""
    missing: list[str] = []
    if verdict is Verdict.INCOMPLETE:
        missing = [_named(catalogue, _PICTURES[role]) or texts.picture_role(role) for role in record.missing]
        wanted: list[str] = []
    else:
        wanted = _of_the_file(record)
    if check is not None:
        wanted += _of_the_check(verdict, check)
    found = (_named(catalogue, words) for words in wanted)
    return tuple(dict.fromkeys([*missing, *(reason for reason in found if reason)]))


def _of_the_file(record: DeclarationRecord) -> list[str]:
    wanted = [_IN_USE[file.what] for file in record.related if file.blocks and file.what in _IN_USE]
    if record.hgd.answer is HgdAnswer.NAME_DIFFERS and not record.hgd.near:
        wanted.append("hgd")
    account = record.account
    registers = record.declared.kind is not Kind.CHANGE
    if registers and account is not None and account.status == "active" and account.declaration_number != record.number:
        wanted.append("ma so bhxh da")
    return wanted


def _of_the_check(verdict: Verdict, check: CrossCheck) -> list[str]:
    """Propose what differs from the card, a card that has run out, and a picture that is to be taken again."""
    unlike = [field for field in _UNLIKE_THE_CARD if _differs_from_card(check, field, UNLIKE)]
    strangers = any(note.what == "another-person" for note in check.notes)
    wanted: list[str] = []
    if verdict is Verdict.INVALID:
        wanted += [_ANOTHER_CARD] if strangers else []
        wanted += [_UNLIKE_THE_CARD[field] for field in unlike]
    elif unlike:
        wanted.append(_ORIGINAL)
    if any(note.what == "card-expired" for note in check.notes):
        wanted.append(_EXPIRED[verdict])
    roles = dict.fromkeys(role for role, _ in check.hints)
    if roles:
        wanted += [_PICTURES[role] for role in roles] if verdict is Verdict.INCOMPLETE else []
        wanted.append(_BAD_PICTURE[verdict])
    return wanted


def _differs_from_card(check: CrossCheck, field: str, verdicts: Sequence[CellVerdict]) -> bool:
    row = row_of(check, field)
    cells = [] if row is None else [cell for source, cell in cells_of(row) if source in ("qr", "mrz", "live")]
    return any(cell.verdict in verdicts and cell.against == "declared" for cell in cells)


def _named(catalogue: Sequence[ReasonRecord], words: str) -> str:
    return next((reason.text for reason in catalogue if words in unaccent(reason.text).lower()), "")
