# SPDX-License-Identifier: Apache-2.0
"""«Hoàn tác»: for 20 seconds a decision is offered back, on every page; what had been chosen comes back with it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from officer_desk.desk import Desk
from officer_desk.domain.records import Actor, SearchQuery
from officer_desk.domain.values import PictureRole, State, Verdict
from officer_desk.models.tables import Account, Declaration, OutboxMessage
from officer_desk.office import OpenOffice
from officer_desk.services import assessments
from officer_desk.views.declaration_page import DeclarationPage
from officer_desk.views.declared_panel import HISTORY
from officer_desk.views.main_window import MainWindow
from tests import building as b
from tests.conftest import Still
from tests.views.listing import desk_of
from tests.views.opening import QUERY, click, press, the_page, wait_for_pictures, words

A, B, C = "00017/2026/00101", "00018/2026/00101", "00019/2026/00101"
HAI: dict[str, Any] = {"phone": "0900 222 333", "email": None}
REASON = "Ảnh chân dung không rõ mặt"


@pytest.fixture
def window(qtbot: QtBot, unhurried: OpenOffice, officer: Actor) -> Iterator[MainWindow]:
    made = MainWindow(desk_of(unhurried, officer))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.start()
    yield made
    made.hide()


@pytest.fixture
def page(qtbot: QtBot, unhurried: OpenOffice, officer: Actor) -> DeclarationPage:
    return alone(qtbot, desk_of(unhurried, officer))


def alone(qtbot: QtBot, desk: Desk) -> DeclarationPage:
    """Give an open file without its window; a file whose decision is taken back is opened by itself."""
    made = the_page(qtbot, desk)
    made.undoing.taken_back.connect(lambda found, query: made.open(found, query or QUERY))
    return made


def approve(page: DeclarationPage) -> None:
    for key in ("F7", "F8", "Return", "Ctrl+Return"):
        press(page, key)


def refuse(page: DeclarationPage, note: str = "Ảnh bị mờ") -> None:
    press(page, "F9")
    page.body.assessment.reasons[Verdict.INVALID].note.setPlainText(note)
    press(page, "Ctrl+Return")


def pass_by(clock: Still, page: DeclarationPage | MainWindow, seconds: float) -> None:
    """Let time pass, and the timer come once."""
    clock.moment += timedelta(seconds=seconds)
    page.undoing.tick()


def file_page(window: MainWindow) -> DeclarationPage:
    found = window.pages.currentWidget()
    assert isinstance(found, DeclarationPage)
    return found


def listed(window: MainWindow) -> SearchQuery:
    return window.search_page.query


def states(office: OpenOffice) -> dict[str, State]:
    with office.database.reading() as session:
        found = session.execute(select(Declaration.number, Declaration.state)).all()
    return dict(found)


class TestTheLine:
    def test_it_says_what_was_done_and_when_the_messages_go(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        approve(page)
        assert page.success.text == (
            f"Đăng ký thành công. Hoàng Thị Thu Mai, {A}: đã cấp tài khoản 0100007236. 1 SMS, 1 email gửi sau 20 giây."
        )
        assert page.success.undo.isVisible()
        assert page.success.height() == 44

    def test_it_shortens_once_a_second_and_says_the_rest_in_words(self, page, take, clock) -> None:
        page.open(take(A).id, QUERY)
        approve(page)
        assert page.success.share_left == 1
        pass_by(clock, page, 3)
        assert "gửi sau 17 giây." in page.success.text
        assert page.success.share_left == pytest.approx(17 / 20)
        pass_by(clock, page, 16.5)
        assert "gửi sau 1 giây." in page.success.text

    def test_when_the_time_is_over_nothing_is_offered(self, page, take, clock) -> None:
        page.open(take(A).id, QUERY)
        approve(page)
        pass_by(clock, page, 20)
        assert "1 SMS, 1 email chờ gửi." in page.success.text
        assert not page.success.undo.isVisible()
        assert page.success.share_left == 0
        assert not page.held.isVisible()
        press(page, "Ctrl+Z")
        assert page.success.text == "Đã quá thời gian hoàn tác. Phụ trách có thể mở lại hồ sơ."

    def test_an_office_without_undo_time_has_neither_bar_nor_button(self, qtbot, desk, take, office) -> None:
        page = alone(qtbot, desk)
        page.open(take(A).id, QUERY)
        approve(page)
        assert "đã cấp và kích hoạt tài khoản 0100007236. 1 SMS, 1 email chờ gửi." in page.success.text
        assert not page.success.undo.isVisible()
        assert page.success.share_left == 0
        press(page, "Ctrl+Z")
        assert states(office)[A] is State.APPROVED

    def test_a_long_time_is_said_in_minutes(self, page, take, clock, unhurried) -> None:
        page.open(take(A).id, QUERY)
        (unhurried.settings.data_dir / "settings.toml").write_text("undo_seconds = 300\n", "utf-8")
        approve(page)
        assert "gửi sau 5 phút 0 giây." in page.success.text
        pass_by(clock, page, 212)
        assert "gửi sau 88 giây." in page.success.text

    def test_it_follows_into_the_next_file_and_on_while_there_is_time(self, window, take, clock) -> None:
        first, second = take(A), take(B, b.HAI, **HAI)
        window.open_file(second.id, listed(window))
        press(window, "F9")
        page = file_page(window)
        refuse(page)
        shown = file_page(window)
        assert shown.record_shown is not None
        assert shown.record_shown.number == A
        assert shown.success.isVisible()
        assert "gửi sau 20 giây" in shown.success.text
        shown.leave()
        assert window.pages.currentWidget() is window.search_page
        assert window.success.isVisible()
        assert "gửi sau 20 giây" in window.success.text
        pass_by(clock, window, 21)
        window.open_file(first.id, listed(window))
        assert file_page(window).success.text == ""

    def test_after_the_last_file_it_stands_on_the_list(self, window, take, clock) -> None:
        record = take(A)
        window.open_file(record.id, listed(window))
        approve(file_page(window))
        assert window.pages.currentWidget() is window.search_page
        assert window.success.isVisible()
        assert "đã cấp tài khoản 0100007236" in window.success.text
        assert window.success.undo.isVisible()
        pass_by(clock, window, 60)
        assert "chờ gửi." in window.success.text
        window.open_file(record.id, listed(window))
        assert file_page(window).success.text == ""

    def test_from_the_list_the_form_is_printed_and_the_list_comes_back(self, window, take) -> None:
        window.open_file(take(A).id, listed(window))
        approve(file_page(window))
        click(window.success.print)
        assert window.pages.currentWidget() is not window.search_page
        assert window.success.undo.isVisible()
        window.pages.currentWidget().closed.emit()
        assert window.pages.currentWidget() is window.search_page

    def test_what_else_succeeds_does_not_hide_it(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        approve(page)
        page.show_success("Đã in trang hướng dẫn.", "Máy in HP-Quay3")
        assert page.success.text.startswith("Đăng ký thành công.")
        assert "Đã in trang hướng dẫn." in page.body.line.text()

    def test_closing_it_leaves_the_way_through_the_file(self, page, take, unhurried) -> None:
        page.open(take(A).id, QUERY)
        approve(page)
        click(page.success.close_button)
        assert not page.success.isVisible()
        assert "Quyết định còn hoàn tác được 20 giây." in page.held.text
        click(page.held.undo)
        assert states(unhurried)[A] is State.IN_PROGRESS


class TestTakingBack:
    def test_the_key_takes_the_decision_back_and_the_citizen_hears_nothing(self, page, take, unhurried) -> None:
        page.open(take(A).id, QUERY)
        approve(page)
        press(page, "Ctrl+Z")
        assert "Đã hoàn tác quyết định." in page.success.text
        assert "Công dân chưa nhận tin nào." in page.success.text
        assert not page.success.undo.isVisible()
        with unhurried.database.reading() as session:
            assert session.scalar(select(Declaration.state)) is State.IN_PROGRESS
            assert set(session.scalars(select(OutboxMessage.status))) == {"taken-back"}
            assert session.scalar(select(Account.status)) == "cancelled"

    def test_what_was_chosen_for_an_approval_comes_back(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        approve(page)
        press(page, "Ctrl+Z")
        assert page.body.assessment.verdict is Verdict.VALID
        assert set(page.body.photos.compared) == set(b.ALL_THREE)
        assert page.bar.record.isEnabled()
        press(page, "Ctrl+Return")
        assert page.success.text.startswith("Đăng ký thành công.")

    def test_reasons_and_words_of_a_refusal_come_back(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        press(page, "F9")
        panel = page.body.assessment.reasons[Verdict.INVALID]
        click(panel.rows[0])
        reason = panel.selected
        panel.note.setPlainText("Ảnh bị mờ ở góc trái")
        press(page, "Ctrl+Return")
        assert page.body.assessment.reasons[Verdict.INVALID].text == ""
        press(page, "Ctrl+Z")
        assert page.body.assessment.verdict is Verdict.INVALID
        assert panel.selected == reason
        assert panel.text == "Ảnh bị mờ ở góc trái"
        assert page.record_shown is not None
        assert page.record_shown.state is State.WAITING

    def test_why_papers_were_not_compared_comes_back(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        press(page, "F6")
        wait_for_pictures(page.body.photos)
        click(page.body.photos.frame_of(PictureRole.PORTRAIT).mark)
        press(page, "F8")
        click(page.body.photos.bar.why)
        page.body.photos.bar.field.setText("Công dân để quên thẻ ở nhà")
        press(page, "Ctrl+Return")
        press(page, "Ctrl+Z")
        assert page.body.photos.compared == (PictureRole.PORTRAIT,)
        assert page.body.photos.not_compared_reason == "Công dân để quên thẻ ở nhà"

    def test_a_withdrawal_is_taken_back_with_the_wish_that_was_written(self, page, take, unhurried) -> None:
        page.open(take(A).id, QUERY)
        page.head.withdraw.trigger()
        page.head.reason.setText("Công dân khai lại ở nơi khác")
        click(page.head.go)
        assert states(unhurried)[A] is State.WITHDRAWN
        assert page.success.undo.isVisible()
        press(page, "Ctrl+Z")
        assert states(unhurried)[A] is State.WAITING
        assert page.head.reason.isVisible()
        assert page.head.reason.text() == "Công dân khai lại ở nơi khác"

    def test_a_supplement_is_taken_back_with_its_words(self, page, take, unhurried) -> None:
        page.open(take(A).id, QUERY)
        press(page, "F11")
        panel = page.body.assessment.reasons[Verdict.INCOMPLETE]
        panel.note.setPlainText("Ảnh chân dung mới")
        press(page, "Ctrl+Return")
        assert states(unhurried)[A] is State.INCOMPLETE
        press(page, "Ctrl+Z")
        assert states(unhurried)[A] is State.WAITING
        assert page.body.assessment.verdict is Verdict.INCOMPLETE
        assert panel.text == "Ảnh chân dung mới"

    def test_a_change_is_taken_back_with_all_that_it_changed(
        self, page, take, unhurried, office, officer, clock
    ) -> None:
        b.approve(office, officer, take(A))
        page.open(take(B, kind="change", changes={"phone": "0900 094 939"}, pictures={}).id, QUERY)
        press(page, "F8")
        press(page, "Ctrl+Return")
        click(page.confirmation.confirm)
        assert "gửi sau 20 giây" in page.success.text
        press(page, "Ctrl+Z")
        assert states(unhurried)[B] is State.WAITING
        with unhurried.database.reading() as session:
            assert session.scalar(select(Account.phone)) == "0900093353"

    def test_from_the_next_file_and_from_the_list_the_file_opens_again(self, window, take) -> None:
        _, second = take(A), take(B, b.HAI, **HAI)
        window.open_file(second.id, listed(window))
        refuse(file_page(window))
        press(window, "Ctrl+Z")
        page = file_page(window)
        assert page.record_shown is not None
        assert page.record_shown.number == B
        assert page.body.assessment.reasons[Verdict.INVALID].text == "Ảnh bị mờ"
        press(window, "Ctrl+Return")
        assert file_page(window).record_shown is not None
        file_page(window).leave()
        assert window.pages.currentWidget() is window.search_page
        press(window, "Ctrl+Z")
        assert file_page(window).record_shown is not None
        assert file_page(window).record_shown.number == B
        assert "Đã hoàn tác quyết định." in file_page(window).success.text

    def test_what_is_typed_in_the_next_file_is_kept(self, window, take) -> None:
        first, second = take(A), take(B, b.HAI, **HAI)
        window.open_file(second.id, listed(window))
        refuse(file_page(window))
        page = file_page(window)
        press(window, "F9")
        page.body.assessment.reasons[Verdict.INVALID].note.setPlainText("Chữ của hồ sơ sau")
        click(page.success.undo)
        window.open_file(first.id, listed(window))
        assert page.body.assessment.reasons[Verdict.INVALID].text == "Chữ của hồ sơ sau"

    def test_too_late_says_so_and_who_can_still_help(self, page, take, clock, unhurried) -> None:
        page.open(take(A).id, QUERY)
        approve(page)
        clock.moment += timedelta(seconds=19)
        page.undoing.tick()
        said = page.undoing.said
        clock.moment += timedelta(seconds=2)
        page.undoing.take_back_of(said.record, said)
        assert page.success.text == "Đã quá thời gian hoàn tác. Phụ trách có thể mở lại hồ sơ."
        assert not page.success.undo.isVisible()
        assert states(unhurried)[A] is State.APPROVED

    def test_the_line_is_about_the_newest_and_older_ones_are_taken_back_in_their_file(
        self, page, take, clock, unhurried
    ) -> None:
        first, second = take(A), take(B, b.HAI, **HAI)
        page.open(first.id, QUERY)
        refuse(page)
        pass_by(clock, page, 8)
        page.open(second.id, QUERY)
        refuse(page)
        assert B in page.success.text
        assert not page.held.isVisible()
        page.open(first.id, QUERY)
        assert "Quyết định còn hoàn tác được 12 giây." in page.held.text
        assert B in page.success.text
        click(page.held.undo)
        assert states(unhurried) == {A: State.WAITING, B: State.REJECTED}
        assert A in page.success.text

    def test_the_offer_in_the_file_goes_when_its_time_is_over(self, page, take, clock, unhurried, officer) -> None:
        record = take(A)
        unhurried.act(unhurried.context(officer), assessments.record, b.invalid(record, REASON))
        page.open(record.id, QUERY)
        assert page.held.isVisible()
        pass_by(clock, page, 20)
        assert not page.held.isVisible()
        press(page, "Ctrl+Z")
        assert states(unhurried)[A] is State.REJECTED

    def test_the_decision_of_a_colleague_is_not_offered(self, page, take, unhurried, supervisor) -> None:
        record = take(A)
        unhurried.act(unhurried.context(supervisor), assessments.record, b.invalid(record, REASON))
        page.open(record.id, QUERY)
        assert not page.held.isVisible()

    def test_the_history_shows_both_and_marks_what_does_not_hold(self, page, take, qtbot) -> None:
        page.open(take(A).id, QUERY)
        refuse(page)
        press(page, "Ctrl+Z")
        page.body.assessment.unchoose()
        page.body.declared.tabs.choose(HISTORY)
        history = page.body.declared.history
        qtbot.waitUntil(lambda: bool(words(history)))
        said = words(history)
        assert "Hoàn tác" in said
        assert "Đã hoàn tác lúc 08:00, không còn hiệu lực" in said
        assert "Ảnh bị mờ" in said

    def test_until_it_is_final_the_account_waits(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        approve(page)
        assert page.record_shown is not None
        assert page.record_shown.account is not None
        assert page.record_shown.account.status == "pending"

    def test_a_second_press_does_nothing(self, page, take, unhurried) -> None:
        page.open(take(A).id, QUERY)
        approve(page)
        press(page, "Ctrl+Z")
        version = page.record_shown.version
        press(page, "Ctrl+Z")
        assert page.record_shown.version == version


class TestTheKeyInAField:
    def test_typing_is_undone_before_the_decision(self, page, take, unhurried) -> None:
        second = take(B, b.HAI, **HAI)
        page.open(take(A).id, QUERY)
        refuse(page)
        page.open(second.id, QUERY)
        press(page, "F9")
        note = page.body.assessment.reasons[Verdict.INVALID].note
        note.setFocus()
        QTest.keyClicks(note, "abc")
        press(page, "Ctrl+Z")
        assert note.toPlainText() == ""
        press(page, "Ctrl+Z")  # pressed once too often: it was about the words
        assert states(unhurried)[A] is State.REJECTED
        page.setFocus()
        press(page, "Ctrl+Z")
        assert states(unhurried)[A] is State.WAITING

    def test_a_field_of_one_line_does_the_same(self, window, take, unhurried) -> None:
        window.open_file(take(A).id, listed(window))
        refuse(file_page(window))
        box = window.top_bar.quick_box
        box.focus()
        QTest.keyClicks(QApplication.focusWidget(), "abc")
        press(window, "Ctrl+Z")
        assert box.text() == ""
        press(window, "Ctrl+Z")
        assert states(unhurried)[A] is State.REJECTED
        window.search_page.focus_list()
        press(window, "Ctrl+Z")
        assert states(unhurried)[A] is State.WAITING

    def test_while_a_word_is_being_composed_the_key_does_nothing(self, page, take, unhurried) -> None:
        second = take(B, b.HAI, **HAI)
        page.open(take(A).id, QUERY)
        refuse(page)
        page.open(second.id, QUERY)
        press(page, "F9")
        note = page.body.assessment.reasons[Verdict.INVALID].note
        note.setFocus()
        QApplication.sendEvent(note, QInputMethodEvent("vie", []))
        press(page, "Ctrl+Z")
        assert states(unhurried)[A] is State.REJECTED
