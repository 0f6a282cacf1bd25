# SPDX-License-Identifier: Apache-2.0
"""The comparison, scene by scene: what agrees, what differs, what cannot be read, and every kind of paper."""

from typing import Final

from officer_desk.domain.records import CrossCheck, DeclarationRecord
from officer_desk.domain.values import CellVerdict, IdentityKind, Kind, PictureRole
from officer_desk.tour import cast, hands
from officer_desk.tour.director import Steps
from officer_desk.tour.stage import Stage
from officer_desk.views.check_summary import summary
from officer_desk.views.check_words import row_of, worst_of


def agreeing(stage: Stage) -> Steps:
    """Everything agrees: one quiet line, and each row has its place on the pictures."""
    yield from _open(stage, stage.cast.find(cast.clean, compared=_agrees))
    stage.take("doi-chieu-khop")
    yield from stage.press("Down", "Down")
    stage.take("doi-chieu-tung-muc")
    yield from stage.go_to_list()


def two_digits(stage: Stage) -> Steps:
    """Two digits of the number changed places."""
    yield from _open(stage, stage.cast.find(cast.with_cards, compared=transposed))
    stage.take("doi-chieu-doi-cho")
    yield from stage.press("F11")
    stage.take("goi-y-bo-sung")
    yield from stage.go_to_list()


def a_strangers_card(stage: Stage) -> Steps:
    """The card is somebody else's; his file opens beside this one."""
    yield from _open(stage, stage.cast.find(cast.with_cards, compared=_strangers))
    stage.take("doi-chieu-the-nguoi-khac")
    link = next((line.link for line in stage.file.body.declared.compared.duplicates if line.isVisible()), None)
    if link is not None:
        hands.click(link)
        yield from stage.then(stage.file.body.declared.compared.beside.isVisible)
        stage.take("mo-ben-canh")
        yield from stage.press("Esc")
    yield from stage.press("F9")
    stage.take("goi-y-ly-do")
    yield from stage.go_to_list()


def an_unread_code(stage: Stage) -> Steps:
    """The card's code cannot be read: that is said, and nothing is called a match for it."""
    yield from _open(stage, stage.cast.find(cast.with_cards, compared=_unread))
    stage.take("doi-chieu-qr-khong-doc-duoc")
    yield from stage.go_to_list()


def a_new_card(stage: Stage) -> Steps:
    """The card of 2024 has its code on the back."""
    yield from _open(stage, stage.cast.find(cast.with_cards, compared=_new_card))
    stage.take("doi-chieu-can-cuoc-2024")
    yield from stage.go_to_list()


def other_papers(stage: Stage) -> Steps:
    """A child's certificate, a passport, a new portrait: what there is to compare, and what not."""
    for name, wanted in (("tre-em", cast.child), ("ho-chieu", _passport), ("doi-anh", _new_portrait)):
        yield from _open(stage, stage.cast.find(wanted))
        stage.take(f"doi-chieu-{name}")
        yield from stage.go_to_list()


SCENES: Final = (agreeing, two_digits, a_strangers_card, an_unread_code, a_new_card, other_papers)


def transposed(check: CrossCheck) -> bool:
    """Two digits of the declared number changed places."""
    row = row_of(check, "id_number")
    return row is not None and row.qr.reason == "transposed" and worst_of(row) is CellVerdict.CLOSE


def _open(stage: Stage, record: DeclarationRecord) -> Steps:
    """Open a file and go to its comparison."""
    yield from stage.open(record)
    panel = stage.file.body.declared.compared
    yield from stage.then(lambda: panel.check is not None and not panel.check.pending)
    yield from stage.press("Ctrl+T")


def _agrees(check: CrossCheck) -> bool:
    return check.code_role is PictureRole.IDENTITY_FRONT and summary(check, IdentityKind.CCCD).icon == "equal"


def _strangers(check: CrossCheck) -> bool:
    return any(note.what == "another-person" for note in check.notes)


def _unread(check: CrossCheck) -> bool:
    row = row_of(check, "id_number")
    return check.code is None and row is not None and row.qr.reason == "not-read"


def _new_card(check: CrossCheck) -> bool:
    return check.code_role is PictureRole.IDENTITY_BACK


def _passport(record: DeclarationRecord) -> bool:
    return record.declared.identity.kind is IdentityKind.PASSPORT and len(record.pictures) > 1


def _new_portrait(record: DeclarationRecord) -> bool:
    return record.declared.kind is Kind.CHANGE and bool(record.pictures)
