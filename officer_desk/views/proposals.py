# SPDX-License-Identifier: Apache-2.0
"""Which reasons the file itself suggests: marked «gợi ý» in the catalogue, never ticked by themselves."""

from collections.abc import Sequence

from officer_desk import texts
from officer_desk.domain.messages import unaccent
from officer_desk.domain.records import DeclarationRecord, ReasonRecord
from officer_desk.domain.values import HgdAnswer, Kind, PictureRole, Verdict

_PICTURES = {
    PictureRole.PORTRAIT: "chan dung",
    PictureRole.IDENTITY_FRONT: "mat truoc",
    PictureRole.IDENTITY_BACK: "mat sau",
    PictureRole.BIRTH_CERTIFICATE: "anh giay khai sinh",
}
_IN_USE = {"phone": "dien thoai da", "email": "email da", "id_number": "so cccd"}
"""Words of the Vietnamese catalogue, without marks; an office that words a reason otherwise gets no proposal for it."""


def proposed_reasons(verdict: Verdict, catalogue: Sequence[ReasonRecord], record: DeclarationRecord) -> tuple[str, ...]:
    """Give the reasons of the catalogue that fit, and a name for each missing picture that it does not know."""
    if verdict is Verdict.INCOMPLETE:
        return tuple(_named(catalogue, _PICTURES[role]) or texts.picture_role(role) for role in record.missing)
    wanted = [_IN_USE[file.what] for file in record.related if file.blocks and file.what in _IN_USE]
    if record.hgd.answer is HgdAnswer.NAME_DIFFERS and not record.hgd.near:
        wanted.append("hgd")
    account = record.account
    registers = record.declared.kind is not Kind.CHANGE
    if registers and account is not None and account.status == "active" and account.declaration_number != record.number:
        wanted.append("ma so bhxh da")
    found = (_named(catalogue, words) for words in wanted)
    return tuple(dict.fromkeys(reason for reason in found if reason))


def _named(catalogue: Sequence[ReasonRecord], words: str) -> str:
    return next((reason.text for reason in catalogue if words in unaccent(reason.text).lower()), "")
