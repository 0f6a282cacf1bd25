# SPDX-License-Identifier: Apache-2.0
"""«Báo cáo»: worked with keys alone; every figure opens the files that it counted."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from officer_desk.domain.figures import By, Figure
from officer_desk.domain.periods import Period, Span
from officer_desk.services import assessments
from officer_desk.views import dialogs
from officer_desk.views.main_window import MainWindow
from officer_desk.views.report_page import ReportPage
from tests import building as b
from tests.views.listing import SlowBackground, desk_of

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def filled(office, officer, clock):
    """Four files: two refused, one of them for a reason of the officer's own; two wait."""
    clock.moment = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)
    for place, person in enumerate((b.MAI, b.HAI, b.HOA, b.LAN), 1):
        data = b.declaration(f"{place:05d}/2026/00101", person, email=None, phone=f"09{place:08d}")
        data["submitted_at"] = "2026-11-05T08:00:00+07:00"
        b.take_one(office, officer, {**data, "channel": "portal" if place == 1 else "vssid"})
    for number, draft in (("00001", ("Ảnh mờ",)), ("00002", ())):
        record = b.open_file(office, officer, f"{number}/2026/00101")
        office.act(office.context(officer), assessments.record, b.invalid(record, *draft, note="vì thế"))
    clock.moment = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
    return office


@pytest.fixture
def page(qtbot, filled, supervisor) -> ReportPage:
    return shown(qtbot, desk_of(filled, supervisor))


def shown(qtbot, desk) -> ReportPage:
    made = ReportPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 650)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    made.enter(None)
    return made


def press(qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def numbers(page) -> list[str]:
    return [file.number for file in page.files._model.records]


def sums(page) -> dict[Figure, int]:
    line = page.figures.line(page.figures.model().rowCount() - 1)
    return {figure: count for figure, count in zip(Figure, line[1], strict=True) if count}


def test_the_report_of_this_month_is_there_with_the_focus_on_its_figures(page) -> None:
    assert page.report.query.period.span is Span.MONTH
    assert sums(page) == {Figure.RECEIVED: 4, Figure.LATE: 2, Figure.REFUSED: 2, Figure.OPEN: 2}
    assert page.figures.hasFocus()
    assert "Tháng 11/2026 · BHXH quận Ba Đình" in page.head._subtitle.whole()


def test_the_sum_is_in_sight_in_a_low_window_too(qtbot, page) -> None:
    page.resize(1176, 520)
    last = page.figures.model().index(page.figures.model().rowCount() - 1, 1)
    qtbot.waitUntil(lambda: page.figures.viewport().rect().contains(page.figures.visualRect(last)))


def test_enter_on_a_figure_opens_its_files_and_esc_comes_back_to_it(qtbot, page) -> None:
    for _ in list(Figure).index(Figure.REFUSED) * [0]:
        press(qtbot, KEYS.Key_Right)
    press(qtbot, KEYS.Key_Return)
    assert numbers(page) == ["00001/2026/00101", "00002/2026/00101"]
    assert page.files._title.whole() == "Từ chối · Đăng ký mới: 2 hồ sơ"
    assert page.files._model.cell(0, 2).text == b.MAI["full_name"]
    press(qtbot, KEYS.Key_Down)
    with qtbot.waitSignal(page.opened, check_params_cb=lambda _id, number: number == "00002/2026/00101"):
        press(qtbot, KEYS.Key_Return)
    press(qtbot, KEYS.Key_Escape)
    assert page.figures.hasFocus()
    assert page.figures.currentIndex().column() == list(Figure).index(Figure.REFUSED) + 1
    with qtbot.waitSignal(page.closed):
        press(qtbot, KEYS.Key_Escape)


def test_a_figure_of_nothing_opens_nothing(qtbot, page) -> None:
    press(qtbot, KEYS.Key_Return)
    assert page.figures.hasFocus()


def test_a_reason_opens_the_files_that_were_refused_for_it(qtbot, page) -> None:
    press(qtbot, KEYS.Key_Tab)
    assert page.reasons.hasFocus()
    assert [page.reasons.line(row) for row in range(3)] == [
        ("Lý do do cán bộ tự ghi", (1,)),
        ("Ảnh mờ", (1,)),
        ("Tổng cộng", (2,)),
    ]
    press(qtbot, KEYS.Key_Down)
    press(qtbot, KEYS.Key_Return)
    assert numbers(page) == ["00001/2026/00101"]
    press(qtbot, KEYS.Key_Escape)
    assert page.reasons.hasFocus()


def test_the_figures_are_told_apart_by_what_is_chosen(page) -> None:
    page.head.groupings.choose(1)
    assert [page.figures.line(row)[0] for row in range(3)] == ["VssID", "Cổng dịch vụ công", "Tổng cộng"]
    assert page._by is By.CHANNEL
    page.head.groupings.choose(2)
    assert [page.figures.line(row)[0] for row in range(3)] == ["Trần Thị Mẫu", "Chưa ai xử lý", "Tổng cộng"]


def test_keys_go_from_period_to_period(qtbot, page) -> None:
    press(qtbot, KEYS.Key_Up, CTRL)
    assert page.report.query.period.first == date(2026, 10, 1)
    assert sums(page) == {}
    press(qtbot, KEYS.Key_Down, CTRL)
    page.head.spans.choose(1)
    assert page.report.query.period == Period(Span.WEEK, date(2026, 10, 26), date(2026, 11, 1))
    press(qtbot, KEYS.Key_Down, CTRL)
    assert page.report.query.period.first == date(2026, 11, 2)
    assert sums(page)[Figure.RECEIVED] == 4


def test_any_days_are_typed_and_wrong_ones_are_said_under_them(qtbot, page) -> None:
    page.head.spans.choose(3)
    assert page.head.first.hasFocus()
    qtbot.keyClicks(page.head.first, "06112026")
    press(qtbot, KEYS.Key_Return)
    assert page.report.query.period == Period(Span.ANY, date(2026, 11, 6), date(2026, 11, 30))
    assert sums(page) == {Figure.CARRIED: 2, Figure.LATE: 2, Figure.OPEN: 2}
    page.head.last.selectAll()
    qtbot.keyClicks(page.head.last, "01112026")
    qtbot.keyClick(page.head.last, KEYS.Key_Return)
    assert page.head._error.text() == "Ngày đầu đứng sau ngày cuối."
    assert page.report.query.period.last == date(2026, 11, 30)


def test_pdf_and_excel_are_written_where_the_officer_says(qtbot, page, tmp_path, monkeypatch) -> None:
    asked = []

    def choose_save(parent, title, suggested):
        asked.append(suggested)
        return tmp_path / suggested

    monkeypatch.setattr(dialogs, "choose_save", choose_save)
    press(qtbot, KEYS.Key_S, CTRL)
    page.head.excel.click()
    assert asked == ["bao-cao-2026-11-01-2026-11-30.pdf", "bao-cao-2026-11-01-2026-11-30.xlsx"]
    assert (tmp_path / asked[0]).read_bytes().startswith(b"%PDF")
    assert page.notice.text() == f"Đã ghi báo cáo. {asked[1]}"
    page.saving.write(page.report, By.KIND, tmp_path / "nowhere" / "a.pdf")
    assert page.notice.text().startswith("Chưa ghi được báo cáo. ")


def test_a_long_count_says_so_and_can_be_stopped(qtbot, filled, supervisor) -> None:
    slow = SlowBackground()
    slow.slow = True
    page = shown(qtbot, desk_of(filled, supervisor, slow))
    page._patience.timeout.emit()
    assert page.state.head == "Đang đếm hồ sơ…"
    page._show_progress(400, 1200)
    press(qtbot, KEYS.Key_Space)
    assert page.state.head == "Đã dừng đếm."
    slow.slow = False
    for held in slow.held:
        held()
    assert page.report is None
    page.refresh()
    assert sums(page)[Figure.RECEIVED] == 4


def test_a_supervisor_comes_from_the_list_by_its_key_and_goes_back_with_esc(qtbot, filled, supervisor) -> None:
    window = MainWindow(desk_of(filled, supervisor))
    qtbot.addWidget(window)
    window.resize(1366, 697)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.start()
    press(qtbot, KEYS.Key_E, CTRL)
    page = window.pages.currentWidget()
    assert isinstance(page, ReportPage)
    assert page.figures.hasFocus()
    press(qtbot, KEYS.Key_Escape)
    assert window.pages.currentWidget() is window.search_page


def test_for_a_reception_officer_the_key_does_nothing(qtbot, filled, officer) -> None:
    window = MainWindow(desk_of(filled, officer))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.start()
    press(qtbot, KEYS.Key_E, CTRL)
    assert window.pages.currentWidget() is window.search_page
