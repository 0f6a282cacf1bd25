# SPDX-License-Identifier: Apache-2.0
"""The tab «Đối chiếu»: it says what differs in words and shape, shows where, proposes, and decides nothing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from officer_desk.desk import Desk
from officer_desk.domain.records import CrossCheck, DeclarationRecord, Duplicate, PictureHint
from officer_desk.domain.values import PictureRole, Verdict
from officer_desk.models.tables import Claim, TraceEntry
from officer_desk.views import cross_checking
from officer_desk.views.declaration_page import DeclarationPage
from officer_desk.views.declared_panel import COMPARED, DECLARED
from tests import building as b
from tests import comparing
from tests.views.opening import QUERY, press, the_page, words

A, B = "00017/2026/00101", "00018/2026/00101"
FRONT, BACK = PictureRole.IDENTITY_FRONT, PictureRole.IDENTITY_BACK
VERIFIED = {"kind": "cccd", "number": "001079000928", "population_verified": True}


class Told:
    """Stands for the service: gives the comparison that a test made by hand."""

    def __init__(self) -> None:
        self.make: Callable[[DeclarationRecord], CrossCheck] = comparing.clean
        self.records: dict[int, DeclarationRecord] = {}
        self.asked = 0

    def of(self, session: object, context: object, declaration_id: int, live: object = None) -> CrossCheck:
        del session, context, live
        self.asked += 1
        return self.make(self.records[declaration_id])


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    made = Told()
    monkeypatch.setattr(cross_checking.cross_checks, "of", made.of)
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> DeclarationPage:
    return the_page(qtbot, desk)


@pytest.fixture
def shown(page: DeclarationPage, take, told: Told) -> Callable[..., DeclarationRecord]:
    """Open a file whose comparison is as the test says."""

    def show(make: Callable[[DeclarationRecord], CrossCheck] = comparing.clean) -> DeclarationRecord:
        record = take(A)
        told.records[record.id], told.make = record, make
        page.open(record.id, QUERY)
        return record

    return show


def pointed(page: DeclarationPage, role: PictureRole) -> list[tuple[float, float]]:
    """Give the corners that are framed on the picture that stands alone."""
    return [(point.x(), point.y()) for point in page.body.photos.view_of(role, alone=True).pointed]


def badge(page: DeclarationPage) -> str:
    """Give what stands beside the tab's name."""
    return page.body.declared.tabs.tabs[COMPARED].accessibleDescription()


def proposed(page: DeclarationPage, verdict: Verdict) -> list[str]:
    """Give the reasons that are marked; none of them is ticked by itself."""
    return [row.text() for row in page.body.assessment.reasons[verdict].rows if row.proposed]


def promises_nothing(page: DeclarationPage) -> bool:
    """Look for words that say more of a machine's reading than that it was read."""
    frame = page.body.photos.frame_of(FRONT)
    said = " ".join(words(part) for part in (page.body.declared.compared, page.body.photos.film, frame)).lower()
    return not any(word in said for word in ("xác thực", "thật", "hợp pháp", "tin cậy"))


def test_a_clean_file_is_one_quiet_line_and_every_row_is_walked_with_its_place_on_the_pictures(page, shown) -> None:
    shown()
    assert len(page.body.declared.lines.texts()) == 1
    assert page.body.declared.lines.texts()[0].startswith("Đối chiếu 7/7 khớp. HGĐ: khớp mã số và họ tên")
    assert badge(page) == "7/7"
    press(page, "Ctrl+T")
    panel, photos = page.body.declared.compared, page.body.photos
    assert (panel.line.text(), panel.line.tone()) == ("7/7 khớp. Tờ khai, thẻ, MRZ và HGĐ giống nhau.", "quiet")
    said = words(panel)
    assert "Số 001 1 88: Hà Nội, nữ, sinh 1988 – hợp với các nguồn khác. Chỉ để nhắc, không dùng để từ chối." in said
    assert "Ảnh, điện thoại, email, số giấy tờ: không trùng hồ sơ của mã số khác." in said
    assert promises_nothing(page)
    press(page, "End")
    assert photos.shown_index == 3
    assert pointed(page, BACK) == [*comparing.LINES_AT]
    assert "đang chỉ: Giá trị đến" in words(photos)
    press(page, "Up")
    assert photos.shown_index == 2
    assert pointed(page, FRONT) == [*comparing.CODE_AT]
    assert "đang chỉ: Ngày cấp" in words(photos)


def test_two_transposed_digits_are_named_framed_and_lead_to_the_decision(page, shown) -> None:
    shown(comparing.transposed)
    press(page, "Ctrl+T")
    panel, photos = page.body.declared.compared, page.body.photos
    assert panel.line.text() == (
        "6/7 khớp. Xem Số CCCD: tờ khai đổi chỗ hai chữ số so với thẻ (93 thay cho 39). Thẻ, MRZ và HGĐ giống nhau."
    )
    assert panel.line.tone() == "amber"
    assert "Gợi ý từ đối chiếu: sửa số CCCD theo giấy tờ gốc, hoặc yêu cầu bổ sung" in words(page.body.assessment)
    assert panel.table.hasFocus()
    assert panel.table.ground_of(0) == "incomplete-bg"
    assert photos.shown_index == 2
    assert pointed(page, FRONT) == [*comparing.NUMBER_AT]
    assert "đang chỉ: Số CCCD" in words(photos)
    assert photos.film.words()[:2] == ["4,6 điểm ảnh mỗi ô QR", "MRZ: 6/6 số kiểm tra đúng"]
    press(page, "Ctrl+.")
    press(page, "Ctrl++")
    assert photos.view_of(FRONT, alone=True).quarter_turns == 1
    assert pointed(page, FRONT) == [*comparing.NUMBER_AT]
    table = panel.table
    QTest.mouseMove(table.viewport(), table.visualRect(table.records.index(6, 1)).center())
    assert photos.shown_index == 3
    QApplication.sendEvent(table, QEvent(QEvent.Type.Leave))
    assert table.pointed_field == "id_number"
    assert photos.shown_index == 2
    press(page, "Ctrl+T")
    assert photos.shown_index == 0
    assert photos.film.isHidden()
    assert pointed(page, FRONT) == []
    assert QApplication.focusWidget() is page.body.declared.tabs.tabs[COMPARED + 1]


def test_another_persons_card_is_a_red_line_on_the_first_tab_and_proposes_reasons(page, shown) -> None:
    shown(comparing.of_another)
    line = page.body.declared.lines.texts()[0]
    assert line.startswith("Đối chiếu 5/7 khớp. Xem Số CCCD: tờ khai ghi 001188000936, thẻ ghi 079071000147.")
    assert "HGĐ khớp tờ khai." in line
    assert "xem có phải thẻ của người khác không" in line
    assert line.endswith("Xem cả: Họ và tên.")
    press(page, "F9")
    assert proposed(page, Verdict.INVALID) == [
        "Giấy tờ không phải của người đăng ký",
        "Số CCCD không khớp giấy tờ",
        "Họ tên không khớp giấy tờ",
    ]
    assert page.body.assessment.reasons[Verdict.INVALID].selected == ()
    press(page, "Ctrl+T")
    assert promises_nothing(page)


def test_bad_pictures_propose_what_is_to_be_sent_again(page, shown) -> None:
    hints = ((FRONT, PictureHint("glare", 0.4)), (BACK, PictureHint("tilted", 4.0)))
    record = shown(lambda record: comparing.clean(record, hints=hints))
    press(page, "F11")
    again = [
        "Ảnh mặt trước giấy tờ tùy thân",
        "Ảnh mặt sau giấy tờ tùy thân",
        "Ảnh chụp lại rõ bốn góc, không lóa",
    ]
    assert proposed(page, Verdict.INCOMPLETE) == again
    panel = page.body.assessment.reasons[Verdict.INCOMPLETE]
    assert panel.selected == ()
    panel.rows[0].click()
    page.checking._on_checked(comparing.transposed(record))
    assert proposed(page, Verdict.INCOMPLETE) == ["Giấy tờ tùy thân bản gốc còn hạn"]
    assert panel.selected == (panel.rows[0].text(),)


def test_nothing_of_the_file_before_stays_and_late_answers_about_it_are_dropped(page, shown, told, take) -> None:
    mai = shown(comparing.of_another)
    press(page, "Ctrl+T")
    told.make = lambda record: CrossCheck(record.id, record.number)
    bare = take(B, b.HAI, pictures={}, phone="0900 111 222", email=None, identity=VERIFIED)
    told.records[bare.id] = bare
    page.open(bare.id, QUERY)
    page.checking._on_checked(comparing.of_another(mai))
    said = words(page, hidden=True)
    for gone in ("079071000147", "Vũ Đức Vượng", "đang chỉ", "QR đã đọc", "5/7", "thẻ của người khác"):
        assert gone not in said
    assert page.body.declared.tabs.current == DECLARED
    press(page, "Ctrl+T")
    assert page.body.declared.compared.line.text() == "Chưa có gì để đối chiếu."


def test_pictures_that_are_still_read_say_so_and_their_answer_comes_by_itself(
    page, shown, told, desk, monkeypatch
) -> None:
    first: list[int] = []
    monkeypatch.setattr(desk, "read_first", first.append)
    record = shown(lambda record: comparing.unread(record, "reading"))
    assert first == [record.id]
    assert badge(page) == "đang đọc"
    assert "Đối chiếu" not in " ".join(page.body.declared.lines.texts())
    press(page, "Ctrl+T")
    table = page.body.declared.compared.table.records
    assert table.data(table.index(0, 2)) == "đang đọc"
    told.make = comparing.clean
    desk.changed.emit(frozenset({"picture_reading"}))
    assert badge(page) == "7/7"
    asked = told.asked
    desk.changed.emit(frozenset({"picture_reading"}))
    assert told.asked == asked


def test_another_file_opens_beside_this_one_and_esc_brings_the_matrix_back(page, shown, take, office) -> None:
    other = take(B, b.HAI, email=None)
    double = Duplicate("phone", other.id, other.number, other.declared.full_name)
    record = shown(lambda record: comparing.clean(record, duplicates=(double,)))
    press(page, "Ctrl+T")
    panel = page.body.declared.compared
    assert "Cùng điện thoại với hồ sơ" in words(panel)
    panel.duplicates[0].link.click()
    said = words(panel)
    for expected in (B, "Lê Đức Hải", "001079000928", "001188000936"):
        assert expected in said
    assert page.record_shown is not None
    assert page.record_shown.id == record.id
    with office.database.reading.begin() as session:
        seen = session.scalars(select(TraceEntry).where(TraceEntry.subject == B, TraceEntry.act == "view")).all()
        assert [entry.facts.get("beside") for entry in seen][-1] == A
        assert session.get(Claim, record.id) is not None
    press(page, "Esc")
    assert page.record_shown is not None
    assert "Lê Đức Hải" not in words(panel.beside, hidden=True)
    assert panel.table.hasFocus()
