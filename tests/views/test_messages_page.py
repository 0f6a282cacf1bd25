# SPDX-License-Identifier: Apache-2.0
"""«Tin nhắn»: what an officer sees of the messages to citizens, and what he can do where one did not arrive."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from officer_desk.desk import Desk
from officer_desk.domain.records import Actor, DeclarationRecord, MessagesQuery, SendAgainDraft
from officer_desk.domain.values import MessageChannel, Role
from officer_desk.gateways.sending import Again, Answer, Failed, Sent
from officer_desk.office import OpenOffice
from officer_desk.services import assessments, outbox
from officer_desk.settings import SettingsSource
from officer_desk.views.messages_page import MessagesPage
from tests import building as b
from tests.conftest import Still
from tests.views.listing import SlowBackground, desk_of

BOTH = tuple(MessageChannel)
ADDRESS, REASON, STATUS, WHEN = 1, 6, 5, 7


@pytest.fixture
def reject(office: OpenOffice, officer: Actor) -> Callable[..., DeclarationRecord]:
    """Reject a new file, so that its SMS and its e-mail wait in the outbox."""

    def rejected(number: str, person: dict[str, str] = b.MAI, **other: object) -> DeclarationRecord:
        record = b.take_one(office, officer, b.declaration(number, person, **other))
        draft = b.invalid(record, "Giấy tờ tùy thân đã hết hạn")
        return office.act(office.context(officer), assessments.record, draft)[0].declaration

    return rejected


def deliver(office: OpenOffice, officer: Actor, answer: Answer, channels: tuple[MessageChannel, ...] = BOTH) -> None:
    """Let everything that is due end so."""
    while envelopes := office.act(office.context(officer), outbox.claim, channels, 50)[0]:
        for envelope in envelopes:
            office.act(office.context(officer), outbox.settle, envelope, answer)


def with_ways(office: OpenOffice) -> OpenOffice:
    """Give the office with both ways set up."""
    settings = replace(office.settings, sms_url="http://127.0.0.1:9/sms", mail_url="smtp://127.0.0.1:9")
    return replace(office, source=SettingsSource(settings, {}))


@pytest.fixture
def open_page(qtbot: QtBot) -> Iterator[Callable[[Desk], MessagesPage]]:
    """Open the page of a desk on the smallest screen."""
    pages: list[MessagesPage] = []

    def opened(desk: Desk) -> MessagesPage:
        page = MessagesPage(desk)
        qtbot.addWidget(page)
        page.resize(1180, 697)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.go_to(None)
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.hide()


def cell(page: MessagesPage, row: int, column: int) -> str:
    model = page.table.model()
    return model.index(row, column).data()


def column(page: MessagesPage, which: int) -> list[str]:
    return [cell(page, row, which) for row in range(page.table.model().rowCount())]


def words(page: MessagesPage) -> str:
    """Give all words of the detail that can be seen."""
    return " · ".join(label.text() for label in page.detail.findChildren(QLabel) if label.isVisible())


def press(page: MessagesPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, key, modifier)


class TestRows:
    def test_each_message_tells_where_it_goes_what_about_and_how_it_stands(
        self, desk: Desk, reject: Callable[..., DeclarationRecord], open_page: Callable[[Desk], MessagesPage]
    ) -> None:
        reject("00090/2026/00101")
        page = open_page(desk)
        assert column(page, ADDRESS) == ["mai@example.com", "0900 093 353"]
        assert [cell(page, 0, at) for at in (2, 3, 4, 5)] == [
            "00090/2026/00101", "Hoàng Thị Thu Mai", "Từ chối, kèm lý do", "Chờ gửi",
        ]  # fmt: skip
        QAbstractItemModelTester(page.table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)

    def test_what_a_person_must_look_at_stands_on_top(
        self,
        office: OpenOffice,
        officer: Actor,
        desk: Desk,
        reject: Callable[..., DeclarationRecord],
        open_page: Callable[[Desk], MessagesPage],
    ) -> None:
        reject("00090/2026/00101")
        deliver(office, officer, Failed("number-refused"), (MessageChannel.SMS,))
        reject("00091/2026/00101", b.HAI)
        page = open_page(desk)
        assert column(page, STATUS) == ["Lỗi", "Chờ gửi", "Chờ gửi", "Chờ gửi"]
        assert page.table.current_row() == 0

    def test_a_button_for_each_status_has_its_count_and_shows_only_those(
        self,
        office: OpenOffice,
        officer: Actor,
        desk: Desk,
        reject: Callable[..., DeclarationRecord],
        open_page: Callable[[Desk], MessagesPage],
    ) -> None:
        reject("00090/2026/00101")
        deliver(office, officer, Sent(), (MessageChannel.EMAIL,))
        page = open_page(desk)
        shown = [button for button in page.head._filters.values() if button.isVisible()]
        assert [(one.text(), one.accessibleDescription()) for one in shown] == [
            ("Tất cả", "2 tin"), ("Chờ gửi", "1 tin"), ("Chờ hoàn tác", "0 tin"), ("Đang gửi", "0 tin"),
            ("Đã gửi", "1 tin"), ("Lỗi", "0 tin"),
        ]  # fmt: skip
        shown[4].click()
        assert column(page, STATUS) == ["Đã gửi"]
        press(page, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
        assert "Không có tin nào ở mục «Đang gửi»." in page.state.head

    def test_the_ways_are_told_in_words(
        self, office: OpenOffice, officer: Actor, reject: Callable[..., DeclarationRecord], open_page
    ) -> None:
        reject("00090/2026/00101")
        page = open_page(desk_of(office, officer))
        assert [chip.text() for chip in page.head._ways.values()] == ["SMS: chưa đặt", "Email: chưa đặt"]
        deliver(office, officer, Again("mail-late"), (MessageChannel.EMAIL,))
        page = open_page(desk_of(with_ways(office), officer))
        assert [chip.text() for chip in page.head._ways.values()] == ["SMS: thông", "Email: đang thử lại"]

    def test_later_pages_come_on_scrolling(
        self,
        office: OpenOffice,
        officer: Actor,
        desk: Desk,
        reject: Callable[..., DeclarationRecord],
        open_page,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("officer_desk.views.message_feed.PAGE", 3)
        for number in range(90, 94):
            reject(f"000{number}/2026/00101")
        page = open_page(desk)
        page._feed.more()
        page._feed.more()
        assert len(set(column(page, 2))) == 4
        assert page.table.model().rowCount() == 8


class TestStates:
    def test_an_office_that_has_sent_nothing_yet(self, desk: Desk, open_page: Callable[[Desk], MessagesPage]) -> None:
        page = open_page(desk)
        assert page.state.isVisible()
        assert page.state.head == "Chưa có tin nào."
        assert not page.detail.isVisible()

    def test_loading_is_said_and_can_be_stopped(
        self, qtbot: QtBot, office: OpenOffice, officer: Actor, open_page
    ) -> None:
        background = SlowBackground()
        background.slow = True
        page = open_page(desk_of(office, officer, background))
        qtbot.waitUntil(lambda: page.state.head == "Đang tải danh sách…")
        page.state._first.click()
        assert page.state.head == "Đã dừng tải danh sách"
        background.slow = False
        for held in background.held:
            held()
        assert page.state.head == "Đã dừng tải danh sách"

    def test_a_page_that_cannot_be_read_says_why_and_tries_again(
        self, office: OpenOffice, officer: Actor, open_page
    ) -> None:
        page = open_page(desk_of(office, officer))
        office.database.engine.dispose()
        file = office.settings.database_path
        kept = file.read_bytes()
        file.write_bytes(b"x" * 4096)
        try:
            page.refresh()
            assert page.state.head == "Không tải được danh sách"
        finally:
            office.database.engine.dispose()
            file.write_bytes(kept)
        page.refresh()
        assert page.state.head == "Chưa có tin nào."


class TestFailed:
    """A message that did not arrive is seen with its cause, corrected and sent again."""

    @pytest.fixture
    def page(
        self, office: OpenOffice, officer: Actor, desk: Desk, reject: Callable[..., DeclarationRecord], open_page
    ) -> MessagesPage:
        reject("00090/2026/00101")
        deliver(office, officer, Failed("number-refused"), (MessageChannel.SMS,))
        return open_page(desk)

    def test_the_cause_comes_first_in_words(self, page: MessagesPage) -> None:
        said = words(page)
        assert said.index("Chưa gửi được") < said.index("Cổng SMS không nhận số này.") < said.index("Nội dung")
        assert "Đã thử 1 lần, lúc 08:00." in said
        assert "Không tự gửi nữa" in said
        assert "tự gửi lại" not in said
        assert "Các lần thử" in said
        assert "ky tu" not in said
        assert "1 tin SMS" in said or "2 tin SMS" in said

    def test_the_address_is_checked_on_leaving_not_while_typing(self, page: MessagesPage) -> None:
        field = page.detail.address.field
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, "0900 12")
        assert page.detail.address.error() == ""
        press(page, Qt.Key.Key_Escape)
        assert page.table.hasFocus()
        assert page.detail.address.error().startswith("Số di động có 10 chữ số")
        assert not field.text().endswith("353")

    def test_a_wrong_address_is_not_sent(self, page: MessagesPage) -> None:
        page.detail.address.field.setText("12")
        press(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        assert column(page, STATUS) == ["Lỗi", "Chờ gửi"]
        assert page.detail.address.error()
        assert page.detail.address.field.hasFocus()

    def test_the_corrected_address_is_sent_again_with_one_key(
        self, page: MessagesPage, office: OpenOffice, officer: Actor
    ) -> None:
        field = page.detail.address.field
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, "+84 900 093 777")
        press(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        assert "Tin sẽ gửi đến 0900 093 777 khi quản trị đặt đường gửi" in page.notice.text()
        assert column(page, STATUS) == ["Chờ gửi", "Chờ gửi"]
        found = office.ask(office.context(officer), outbox.page, MessagesQuery("00101", "queued"))
        assert {row.address for row in found.rows} == {"0900093777", "mai@example.com"}

    def test_the_rows_have_the_focus_after_it_was_sent_again(self, page: MessagesPage) -> None:
        page.detail.address.button.setFocus()
        page.detail.address.button.click()
        assert page.table.hasFocus()

    def test_another_address_than_the_declared_one_is_warned_of_where_a_password_goes(self, page: MessagesPage) -> None:
        address, record = page.detail.address, page.detail.record
        assert record is not None
        address.show_address(replace(record, row=replace(record.row, template="approved")))
        address.field.setFocus()
        address.field.selectAll()
        QTest.keyClicks(address.field, "0900093777")
        page.table.setFocus()
        assert "Khác tờ khai (0900 093 353). Kiểm tra kỹ: tin có mật khẩu." in words(page)

    def test_a_failed_one_tells_when_it_was_tried_and_a_waiting_one_that_it_cannot_go(self, page) -> None:
        assert column(page, WHEN) == ["08:00", "chưa đặt"]

    def test_what_can_be_done_stays_in_view_however_long_the_text(self, page: MessagesPage) -> None:
        detail, record = page.detail, page.detail.record
        assert record is not None
        detail.show_record(replace(record, body="Kính gửi.\n" * 60), page._desk.now(), paused=False, way_state="open")
        QApplication.sendPostedEvents()
        assert detail.open.mapTo(page, detail.open.rect().bottomLeft()).y() < page.height()

    def test_what_the_declaration_has_can_be_taken_over(self, page: MessagesPage) -> None:
        address = page.detail.address
        assert "Đúng như tờ khai: 0900 093 353." in words(page)
        address.field.setFocus()
        address.field.selectAll()
        QTest.keyClicks(address.field, "0900093777")
        page.table.setFocus()
        assert "Tờ khai ghi 0900 093 353" in words(page)
        address.use.click()
        assert address.field.text() == "0900 093 353"

    def test_what_was_typed_is_there_again_after_looking_at_another_message(self, page: MessagesPage) -> None:
        field = page.detail.address.field
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, "0900 093 77")
        page.table.setFocus()
        press(page, Qt.Key.Key_Down)
        assert not field.isVisible()
        press(page, Qt.Key.Key_Up)
        assert field.text() == "0900 093 77"
        page.refresh()
        assert field.text() == "0900 093 77"

    def test_a_citizen_who_was_told_in_another_way_is_noted(self, page: MessagesPage) -> None:
        page.detail.told.click()
        assert "báo cách khác" in page.notice.text()
        assert sorted(column(page, STATUS)) == ["Chờ gửi", "Đã báo"]

    def test_a_message_that_was_tried_meanwhile_is_looked_at_anew(
        self, page: MessagesPage, office: OpenOffice, officer: Actor
    ) -> None:
        """Two officers send the same message again: the second hears of the first."""
        record = page.detail.record
        assert record is not None
        again = SendAgainDraft(record.row.id, record.row.address, record.row.tries)
        office.act(office.context(officer), outbox.send_again, again)
        deliver(office, officer, Again("gateway-late"), (MessageChannel.SMS,))
        press(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        assert page.notice.text()
        assert column(page, STATUS)[0] == "Chờ gửi"

    def test_enter_opens_the_file_of_the_message(self, page: MessagesPage, qtbot: QtBot) -> None:
        page.focus_rows()
        with qtbot.waitSignal(page.opened) as opened:
            press(page, Qt.Key.Key_Return)
        assert opened.args[1] == "00090/2026/00101"

    def test_an_administrator_reads_but_does_not_send(self, page: MessagesPage, office: OpenOffice, open_page) -> None:
        other = open_page(desk_of(office, Actor(3, "q", "Quản Trị", Role.ADMINISTRATOR, "00101")))
        assert not other.detail.address.isVisible()
        assert not other.detail.told.isVisible()
        assert "0900 093 353" in words(other)


class TestOthers:
    def test_a_message_that_is_tried_again_tells_when(
        self, office: OpenOffice, officer: Actor, reject: Callable[..., DeclarationRecord], open_page
    ) -> None:
        reject("00090/2026/00101")
        deliver(office, officer, Again("mail-late"), (MessageChannel.EMAIL,))
        page = open_page(desk_of(with_ways(office), officer))
        said = words(page)
        assert "Máy chủ thư trả lời quá chậm." in said
        assert "Lần thử tới lúc 08:0" in said
        assert "thử tiếp đến 08:00 ngày 22/11" in said
        assert not page.detail.address.isVisible()

    def test_a_message_whose_way_is_not_set_up_says_so(
        self, desk: Desk, reject: Callable[..., DeclarationRecord], open_page
    ) -> None:
        reject("00090/2026/00101")
        assert "Chưa đặt đường gửi Email." in words(open_page(desk))

    def test_a_message_that_was_sent_tells_when(
        self, office: OpenOffice, officer: Actor, clock: Still, desk: Desk, reject, open_page
    ) -> None:
        reject("00090/2026/00101")
        deliver(office, officer, Sent())
        clock.moment += timedelta(days=1)
        page = open_page(desk)
        assert cell(page, 0, 7) == "hôm qua"
        assert "Đã gửi lúc 08:00 ngày 21/11." in words(page)


class TestPause:
    def test_a_supervisor_stops_all_sending_and_lets_it_go_on(
        self, office: OpenOffice, supervisor: Actor, reject: Callable[..., DeclarationRecord], open_page
    ) -> None:
        reject("00090/2026/00101")
        page = open_page(desk_of(office, supervisor))
        page.head.pause.click()
        assert office.ask(office.context(supervisor), outbox.page, MessagesQuery("00101")).paused
        assert page.head.go_on.isVisible()
        assert not page.head.pause.isVisible()
        assert "Đang tạm dừng gửi." in words(page)
        page.head.go_on.click()
        assert not office.ask(office.context(supervisor), outbox.page, MessagesQuery("00101")).paused
        assert page.head.pause.isVisible()

    def test_a_reception_officer_reads_why_he_cannot(self, desk: Desk, open_page) -> None:
        page = open_page(desk)
        assert not page.head.pause.isEnabled()
        assert "Phụ trách" in page.head.pause.toolTip()


def test_the_page_follows_the_office_while_it_is_shown(
    qtbot: QtBot, office: OpenOffice, officer: Actor, desk: Desk, reject: Callable[..., DeclarationRecord], open_page
) -> None:
    reject("00090/2026/00101")
    page = open_page(desk)
    deliver(office, officer, Sent())
    desk.changed.emit(frozenset({"outbox_message"}))
    qtbot.waitUntil(lambda: column(page, STATUS) == ["Đã gửi", "Đã gửi"])
