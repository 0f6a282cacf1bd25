# SPDX-License-Identifier: Apache-2.0
"""The screens of the counter and of the queue that open by a key only: the files for them, and the way through them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from officer_desk.domain.records import Actor, LookDraft, QuestionDraft
from officer_desk.domain.values import Role, Verdict
from officer_desk.gateways.scanners import FOLDER
from officer_desk.office import OpenOffice
from officer_desk.services import assessments, declarations, escalations, second_looks, staff
from officer_desk.settings import SettingsSource
from tests import building
from tests.building import HAI, HOA, LAN

if TYPE_CHECKING:
    from officer_desk.tour.director import Steps
    from tests.e2e.child_roles import Walk

COLLEAGUE: Final = Actor(4, "le.van.hai", "Lê Văn Hai", Role.RECEPTION, "00101", "quầy 4")
APPROVED, ASKED, DISAGREED, TO_LOOK_AT, IN_HAND = (f"{number:05d}/2026/00101" for number in range(91, 96))
FOR_ALL: Final = ("batch", "day-list", "scan-ready", "scan-page")
AT_THE_FILES: Final = ("not-signed", "ask", "second-look", "in-other-hands")
BY_THE_SUPERVISOR: Final = ("assign", "take-over", "answer", "disagreement", "reopen")
SCREENS: Final = {
    Role.RECEPTION: FOR_ALL + AT_THE_FILES,
    Role.SUPERVISOR: FOR_ALL + AT_THE_FILES + BY_THE_SUPERVISOR,
    Role.ADMINISTRATOR: FOR_ALL,
}
KNOWN_BY: Final = {
    "batch": "In tờ khai",
    "day-list": "Danh sách tiếp nhận",
    "scan-ready": "Quét",
    "scan-page": "Gắn vào hồ sơ",
    "not-signed": "Lý do chưa có tờ khai đã ký",
    "ask": "Gửi câu hỏi",
    "second-look": "Ghi nhận xem lại",
    "assign": "Phân công",
    "take-over": "Tiếp quản",
    "answer": "Câu trả lời",
    "disagreement": "Giữ quyết định đầu",
    "reopen": "Lý do mở lại",
}
"""What is heard only while the screen really stands there."""
_REASON: Final = "Tờ khai trùng"


def prepare(office: OpenOffice, officer: Actor, administrator: Actor) -> None:
    """Let the office have one file for each screen; it insists on signed forms, and a folder is its scanner."""
    office.act(office.context(administrator), staff.add, *_colleague_given())
    people = {APPROVED: HAI, ASKED: HOA, IN_HAND: LAN, DISAGREED: _like_lan(1), TO_LOOK_AT: _like_lan(2)}
    building.take(office, officer, *[building.declaration(number, who) for number, who in people.items()])
    building.approve(office, officer, building.open_file(office, officer, APPROVED))
    asked = building.open_file(office, COLLEAGUE, ASKED)
    office.act(office.context(COLLEAGUE), escalations.ask, QuestionDraft(asked.id, "Cấp được không?"))
    watched = replace(office, source=SettingsSource(replace(office.settings, second_look_percent=100), {}))
    for number in (DISAGREED, TO_LOOK_AT):
        record = building.open_file(watched, COLLEAGUE, number)
        watched.act(watched.context(COLLEAGUE), assessments.record, building.invalid(record, _REASON))
    look = office.ask(office.context(officer), second_looks.waiting)[0]
    office.act(office.context(officer), second_looks.record, LookDraft(look.id, Verdict.INCOMPLETE, ("Ảnh mờ",)))
    folder = office.settings.data_dir / "may-quet"
    folder.mkdir()
    (office.settings.data_dir / "settings.toml").write_text(
        f'signed_form_offices = "all"\nscan_folder = "{folder.as_posix()}"\nscan_device = "{FOLDER}"\n', "utf-8"
    )


def _like_lan(digit: int) -> dict[str, str]:
    """Give another person whom the registry does not know."""
    return {name: text if name == "full_name" else f"{text[:-1]}{digit}" for name, text in LAN.items()}


def _colleague_given() -> tuple[str, str, Role, str, str, str]:
    who = COLLEAGUE
    return who.user_name, who.full_name, who.role, who.office_code, who.counter, "mau-Ba-Dinh-01"


def steps(walk: Walk) -> Steps:
    """Go through all that the role has beside the file that is open already."""
    yield from _in_the_list(walk)
    if walk.role is not Role.ADMINISTRATOR:
        yield from _second_look(walk)
        yield from _in_other_hands(walk)
    if walk.role is Role.SUPERVISOR:
        yield from _by_the_supervisor(walk)


def _in_the_list(walk: Walk) -> Steps:
    stage = walk.stage
    yield from stage.press("F3", "Esc", "Home", "Space", "Down", "Down", "Space", "Ctrl+P")
    yield from walk.show("batch")
    yield from stage.press("Esc")
    if walk.role is Role.SUPERVISOR:
        yield from stage.press("Ctrl+M")
        yield from walk.show("assign")
        yield from stage.press("Esc")
    yield from stage.press("Ctrl+N")
    yield from stage.then(lambda: stage.main.pages.currentWidget() is not stage.list)
    yield from walk.show("day-list")
    yield from stage.go_to_list()


def scan(walk: Walk) -> Steps:
    """A watched folder is the scanner that every machine has; what lies in it is the page."""
    stage = walk.stage
    yield from stage.press("F12")
    panel = stage.file.body.scan
    yield from stage.then(panel.row.scan.isEnabled)
    yield from walk.show("scan-ready")
    page = stage.office.settings.data_dir / "may-quet" / "to-khai.jpg"
    page.write_bytes(building.picture("#777", (400, 600)))
    yield from stage.press("Return")
    yield from stage.then(lambda: bool(panel.found))
    yield from walk.show("scan-page")
    yield from stage.press("Esc")


def approve(walk: Walk) -> Steps:
    """Judge the file valid: the office insists on a form that is not there."""
    yield from walk.stage.press("F7", "F8")
    if walk.stage.file.body.assessment.asks_question:
        yield from walk.stage.press("Return")
    yield from walk.show("not-signed")


def ask(walk: Walk) -> Steps:
    """Write a question, without sending it."""
    yield from walk.stage.press("F4")
    yield from walk.stage.write("Nhận được không?")
    yield from walk.show("ask")
    yield from walk.stage.press("Esc")


def _second_look(walk: Walk) -> Steps:
    yield from walk.open(TO_LOOK_AT)
    yield from walk.stage.press("F8")
    yield from walk.show("second-look")


def _in_other_hands(walk: Walk) -> Steps:
    stage = walk.stage
    found = stage.office.ask(stage.office.context(COLLEAGUE), declarations.find, IN_HAND)
    stage.office.act(stage.office.context(COLLEAGUE, "quầy 4"), declarations.open, found)
    yield from walk.open(IN_HAND)
    yield from walk.show("in-other-hands")
    if walk.role is Role.SUPERVISOR:
        yield from stage.press("Ctrl+J")
        yield from walk.show("take-over")
        yield from stage.press("Esc")


def _by_the_supervisor(walk: Walk) -> Steps:
    stage = walk.stage
    yield from walk.open(ASKED)
    yield from stage.press("F4")
    yield from stage.write("Được.")
    yield from walk.show("answer")
    yield from stage.press("Esc")
    yield from walk.open(DISAGREED)
    yield from walk.show("disagreement")
    yield from walk.open(APPROVED)
    yield from stage.tab_to(lambda focus: focus is stage.file.head.reopen)
    yield from stage.press("Return")
    yield from stage.write("Sai ảnh")
    yield from walk.show("reopen")
    yield from stage.press("Esc")
    yield from stage.go_to_list()
