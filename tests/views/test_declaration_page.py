# SPDX-License-Identifier: Apache-2.0
"""The open file: nothing of another file shows, every answer of «Ghi nhận» has its screen, nothing typed is lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from officer_desk.desk import Desk
from officer_desk.domain.records import Actor, ReceiveDraft
from officer_desk.domain.values import HgdAnswer, PictureRole, Role, State, Verdict
from officer_desk.models.tables import Account, Declaration, OutboxMessage
from officer_desk.services import assessments, claims
from officer_desk.views import dialogs
from officer_desk.views.declaration_page import DeclarationPage
from officer_desk.views.declared_panel import ACCOUNT, HISTORY, RELATED
from officer_desk.views.registry_panels import NameDiffersPanel, NotFoundPanel
from tests import building as b
from tests.views.listing import SlowBackground, desk_of
from tests.views.opening import QUERY, click, press, the_page, wait_for_pictures, words

A, B = "00017/2026/00101", "00018/2026/00101"
NHI = {"insurance_code": "0100007669", "full_name": "Hoàng An Nhi", "id": "-"}
CHILD: dict[str, Any] = {
    "kind": "child",
    "identity": {"kind": "birth_certificate", "number": "86/2018", "population_verified": True},
    "guardian": {"insurance_code": "0100007236", "full_name": "Hoàng Thị Thu Mai", "relation": "mẹ"},
    "pictures": {"portrait": "p.jpg", "birth_certificate": "b.jpg"},
    "email": None,
}
BARE: dict[str, Any] = {
    "phone": "0900 111 222",
    "email": None,
    "pictures": {},
    "identity": {"kind": "cccd", "number": "001079000928", "population_verified": True},
}


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> DeclarationPage:
    return the_page(qtbot, desk)


def receive(page: DeclarationPage) -> None:
    press(page, "F6")


def make_ready(page: DeclarationPage) -> None:
    """Receive, compare, valid."""
    receive(page)
    press(page, "F7")
    press(page, "F8")


class TestOpening:
    def test_a_file_shows_what_was_declared_and_what_the_registry_says(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        said = words(page)
        for expected in (A, "Hoàng Thị Thu Mai", "0100007236", "001188000936", "0900 093 353", "mai@example.com"):
            assert expected in said
        assert "HGĐ: khớp mã số và họ tên" in said
        assert "Trong hạn · còn 9 ngày" in said
        assert "Chờ xử lý" in said

    def test_nothing_of_the_file_before_shows(self, page, take, office, officer) -> None:
        mai = take(A)
        bare = take(B, b.HAI, **BARE)
        page.open(mai.id, QUERY)
        press(page, "F7")
        press(page, "F9")
        panel = page.body.assessment.reasons[Verdict.INVALID]
        click(panel.rows[0])
        panel.note.setPlainText("Chữ của hồ sơ trước")
        page.body.photos.show_only(2)
        page.body.declared.tabs.choose(ACCOUNT)
        page.set_window_line("hồ sơ 1 trong hàng chờ 2")
        page.open(bare.id, QUERY)
        said = words(page, hidden=True)
        for gone in (A, "Hoàng Thị Thu Mai", "0100007236", "001188000936", "mai@example.com", "trong hàng chờ"):
            assert gone not in said
        assert "Chữ của hồ sơ trước" not in said
        assert page.body.photos.compared == ()
        assert page.body.photos.shown_index == 0
        assert page.body.assessment.verdict is None
        assert not any(row.isChecked() for row in panel.rows)
        assert page.body.declared.tabs.current == 0
        assert page.bar.sentence.startswith("Còn thiếu ảnh chân dung 4×6")

    def test_while_a_file_opens_nothing_of_the_one_before_shows(self, qtbot, office, officer, take) -> None:
        slow = SlowBackground()
        page = the_page(qtbot, desk_of(office, officer, slow))
        page.open(take(A).id, QUERY)
        slow.slow = True
        page.open(take(B, b.HAI).id, QUERY)
        said = words(page, hidden=True)
        assert A not in said
        assert "Hoàng Thị Thu Mai" not in said

    def test_a_late_answer_about_another_file_is_dropped(self, qtbot, office, officer, take) -> None:
        mai, hai = take(A), take(B, b.HAI, phone="0900 222 333", email=None)
        slow = SlowBackground()
        page = the_page(qtbot, desk_of(office, officer, slow))
        slow.slow = True
        page.open(mai.id, QUERY)
        page.open(hai.id, QUERY)
        slow.slow = False
        first, second = slow.held
        second()
        first()
        assert page.record_shown is not None
        assert page.record_shown.number == B
        assert "Hoàng Thị Thu Mai" not in words(page, hidden=True)

    def test_a_file_that_cannot_be_opened_says_so_and_can_be_tried_again(self, page) -> None:
        page.open(4711, QUERY)
        assert "Không mở được hồ sơ." in page.body.line.text()
        assert "Thử lại" in words(page.body)

    def test_the_head_says_why_a_button_is_off(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        receive(page)
        assert not page.head.receive.isEnabled()
        assert page.head.receive.toolTip() == "Công dân đã đến rồi."
        assert "Không tính hạn · đã đến 08:00" in words(page.head)

    def test_the_history_names_what_was_done(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        receive(page)
        press(page, "Ctrl+T")
        press(page, "Ctrl+T")
        assert page.body.declared.tabs.current == HISTORY
        assert "Tiếp nhận" in page.body.declared.history.words() or "Đã tiếp nhận" in page.body.declared.history.words()

    def test_a_related_file_is_named_and_opens(self, page, take, qtbot) -> None:
        child = take(B, NHI, **CHILD)
        page.open(take(A).id, QUERY)
        assert f"Cùng điện thoại: {B}" in words(page.body.declared)
        assert "được phép" in words(page.body.declared)
        page.body.declared.tabs.choose(RELATED)
        item = page.body.declared.related.topLevelItem(0)
        page.body.declared.related.itemActivated.emit(item, 0)
        assert page.record_shown is not None
        assert page.record_shown.id == child.id

    def test_a_change_shows_the_old_value_beside_the_new(self, page, take, office, officer) -> None:
        b.approve(office, officer, take(A))
        page.open(take(B, kind="change", changes={"phone": "0900 094 939"}, pictures={}).id, QUERY)
        said = words(page.body.declared)
        assert "0900 093 353 → 0900 094 939" in said
        assert "Đề nghị đổi thành" in said


class TestDeciding:
    def test_a_clean_file_is_five_keys(self, page, take, office) -> None:
        page.open(take(A).id, QUERY)
        for key in ("F7", "F8", "Return", "Ctrl+Return"):
            press(page, key)
        assert page.success.text.startswith("Đăng ký thành công.")
        assert "0100007236" in page.success.text
        assert "1 SMS, 1 email chờ gửi" in page.success.text
        with office.database.reading() as session:
            assert session.scalar(select(Declaration.state)) is State.APPROVED
            assert session.scalar(select(Account.login_name)) == "0100007236"

    def test_the_question_stands_in_the_dock_with_the_focus_on_its_answer(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        press(page, "F8")
        question = page.body.assessment.question
        assert question.isVisible()
        assert question.yes.hasFocus()
        assert not page.bar.record.isEnabled()
        click(question.no)
        assert page.body.assessment.verdict is None

    def test_the_sentence_names_what_is_not_yet_compared(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        receive(page)
        press(page, "F8")
        wait_for_pictures(page.body.photos)
        click(page.body.photos.frame_of(PictureRole.PORTRAIT).mark)
        click(page.body.photos.frame_of(PictureRole.IDENTITY_FRONT).mark)
        assert page.bar.sentence == "Chưa đối chiếu giấy tờ gốc (F7): còn mặt sau chưa xem."
        assert not page.bar.record.isEnabled()
        click(page.body.photos.frame_of(PictureRole.IDENTITY_BACK).mark)
        assert page.bar.record.isEnabled()

    def test_a_picture_that_cannot_be_compared_needs_a_reason(self, page, take, office) -> None:
        page.open(take(A).id, QUERY)
        receive(page)
        press(page, "F8")
        click(page.body.photos.bar.why)
        page.body.photos.bar.field.setText("Công dân để quên thẻ ở nhà")
        assert page.bar.record.isEnabled()
        press(page, "Ctrl+Return")
        assert page.success.text.startswith("Đăng ký thành công.")

    def test_the_exact_messages_are_seen_before_recording_with_the_password_masked(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        make_ready(page)
        preview = page.body.assessment.preview
        assert A in preview.shown
        assert "Mat khau: ********" in preview.shown or "••••" in preview.shown
        assert "gửi 0900 093 353" in preview.foot

    def test_a_refusal_needs_a_reason_and_sends_it(self, page, take, office) -> None:
        page.open(take(A).id, QUERY)
        press(page, "F9")
        assert page.bar.sentence == "Cần nhập ít nhất một lý do."
        panel = page.body.assessment.reasons[Verdict.INVALID]
        click(panel.rows[0])
        page.deciding.pause_is_over()
        assert "Giay to khong phai cua nguoi dang ky" in panel.preview.shown
        press(page, "Ctrl+Return")
        assert page.success.text.startswith("Từ chối duyệt thành công.")
        with office.database.reading() as session:
            assert session.scalar(select(Declaration.state)) is State.REJECTED

    def test_a_supplement_proposes_what_is_missing(self, page, take, office) -> None:
        page.open(take(A).id, QUERY)
        press(page, "F11")
        panel = page.body.assessment.reasons[Verdict.INCOMPLETE]
        panel.note.setPlainText("Giấy tờ gốc")
        press(page, "Ctrl+Return")
        assert page.success.text.startswith("Cập nhật thành công.")
        with office.database.reading() as session:
            assert session.scalar(select(Declaration.state)) is State.INCOMPLETE

    def test_after_recording_the_next_file_has_no_assessment_and_the_words_follow(self, page, take) -> None:
        second = take(B, b.HAI, email=None, phone="0900 222 333")
        page.next_requested.connect(lambda: page.open(second.id, QUERY))
        page.open(take(A).id, QUERY)
        make_ready(page)
        press(page, "Ctrl+Return")
        assert page.record_shown is not None
        assert page.record_shown.number == B
        assert page.body.assessment.verdict is None
        assert page.success.text.startswith("Đăng ký thành công.")
        press(page, "Ctrl+Return")
        assert page.record_shown.state is State.WAITING
        page.open(second.id, QUERY)
        assert page.success.text == ""

    def test_the_form_of_the_recorded_file_can_be_printed_from_the_line(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        make_ready(page)
        press(page, "Ctrl+Return")
        spy = QSignalSpy(page.print_requested)
        click(page.success.print)
        assert spy.at(0)[0].number == A

    def test_an_account_in_use_names_its_file_and_gives_the_button_back(self, page, take, office, officer) -> None:
        b.approve(office, officer, take(A))
        other = take(B, b.HAI, email=None)
        page.open(other.id, QUERY)
        assert A in page.body.declared.lines.texts()[0]
        make_ready(page)
        press(page, "Ctrl+Return")
        assert A in page.body.line.text()
        assert page.bar.record.isEnabled()

    def test_a_change_is_confirmed_before_it_is_recorded(self, page, take, office, officer) -> None:
        b.approve(office, officer, take(A))
        page.open(take(B, kind="change", changes={"phone": "0900 094 939"}, pictures={}).id, QUERY)
        press(page, "F8")
        press(page, "Ctrl+Return")
        assert page.confirmation.isVisible()
        assert "0900 093 353 → 0900 094 939" in words(page.confirmation)
        with office.database.reading() as session:
            assert session.scalar(select(Account.phone)) == "0900093353"
        click(page.confirmation.confirm)
        assert page.success.text.startswith("Cập nhật thông tin thành công.")
        with office.database.reading() as session:
            assert session.scalar(select(Account.phone)) == "0900094939"


class TestRegistry:
    def test_a_near_name_is_shown_letter_by_letter_and_confirmed_with_the_space_bar(self, page, take, office) -> None:
        page.open(take(A, b.HOA).id, QUERY)
        make_ready(page)
        press(page, "Ctrl+Return")
        assert isinstance(page.body.registry, NameDiffersPanel)
        assert page.success.text == ""
        box = page.body.assessment.same_person
        assert box.hasFocus()
        assert "«Trần Thị Hoà» và «Trần Thị Hòa»" in box.accessibleName()
        assert not page.bar.record.isEnabled()
        press(page, "Space")
        press(page, "Ctrl+Return")
        assert page.success.text.startswith("Đăng ký thành công.")
        with office.database.reading() as session:
            assert session.scalar(select(Account.full_name)) == "Trần Thị Hòa"

    def test_a_near_name_can_be_held(self, page, take, office) -> None:
        page.open(take(A, b.HOA).id, QUERY)
        make_ready(page)
        press(page, "Ctrl+Return")
        click(page.body.assessment.keep)
        assert page.body.registry is None
        assert page.body.assessment.verdict is None
        assert "Hồ sơ giữ nguyên" in page.body.line.text()
        with office.database.reading() as session:
            assert session.scalars(select(OutboxMessage)).all() == []

    def test_another_name_cannot_be_confirmed(self, page, take) -> None:
        page.open(take(A, {**b.MAI, "full_name": "Vũ Văn Khác"}).id, QUERY)
        make_ready(page)
        press(page, "Ctrl+Return")
        assert isinstance(page.body.registry, NameDiffersPanel)
        assert not page.body.assessment.same_person.isVisible()
        assert page.bar.next.isVisible()
        press(page, "Ctrl+Return")
        assert page.success.text == ""

    def test_a_code_that_is_not_in_the_registry_is_guided_not_refused(self, page, take) -> None:
        page.open(take(A, b.LAN).id, QUERY)
        make_ready(page)
        press(page, "Ctrl+Return")
        assert isinstance(page.body.registry, NotFoundPanel)
        said = words(page.body)
        assert "Mã số chưa có trong HGĐ" in said
        assert "không phải từ chối" in said
        assert page.record_shown is not None
        assert page.record_shown.state is State.IN_PROGRESS
        spy = QSignalSpy(page.guidance_requested)
        press(page, "Ctrl+G")
        assert spy.at(0)[0].number == A

    def test_asking_again_brings_the_file_back_when_the_code_is_there(self, page, take, office) -> None:
        record = take(A)
        page.open(record.id, QUERY)
        extract = office.settings.data_dir / "households.db"
        kept = extract.read_bytes()
        extract.unlink()
        make_ready(page)
        press(page, "Ctrl+Return")
        assert page.body.line.text().startswith("Chưa hỏi được HGĐ.")
        assert page.record_shown is not None
        assert page.record_shown.hgd.answer is HgdAnswer.CANNOT_ASK
        extract.write_bytes(kept)
        press(page, "F5")
        assert page.record_shown.hgd.answer is HgdAnswer.MATCH
        assert not page.body.line.isVisible()
        press(page, "Ctrl+Return")
        assert page.success.text.startswith("Đăng ký thành công.")


class TestOthers:
    def test_a_file_changed_by_somebody_else_is_named_and_the_words_stay(
        self, page, take, office, supervisor, clock
    ) -> None:
        record = take(A)
        page.open(record.id, QUERY)
        press(page, "F9")
        page.body.assessment.reasons[Verdict.INVALID].note.setPlainText("Chữ đã gõ")
        clock.moment += claims.LEASE  # the machine slept: nobody had the file in hand
        office.act(office.context(supervisor), assessments.receive, ReceiveDraft(record.id, record.version))
        press(page, "Ctrl+Return")
        assert "Hồ sơ vừa được Nguyễn Văn Thử thay đổi." in page.body.line.text()
        assert "Chờ xử lý → Đang xử lý" in page.body.line.text()
        assert page.body.assessment.reasons[Verdict.INVALID].text == "Chữ đã gõ"
        press(page, "Ctrl+Return")
        assert page.success.text.startswith("Từ chối duyệt thành công.")

    def test_a_change_by_another_process_is_seen_without_moving_anything(
        self, page, take, office, supervisor, desk, clock
    ) -> None:
        record = take(A)
        page.open(record.id, QUERY)
        clock.moment += claims.LEASE
        view = page.body.photos.view_of(PictureRole.IDENTITY_FRONT)
        view.zoom_in()
        scale = view.scale
        office.act(office.context(supervisor), assessments.receive, ReceiveDraft(record.id, record.version))
        desk.changed.emit(frozenset({"declaration"}))
        assert "Nguyễn Văn Thử" in page.body.line.text()
        assert page.body.photos.view_of(PictureRole.IDENTITY_FRONT) is view
        assert view.scale == scale

    def test_withdrawing_asks_for_the_reason_in_one_line(self, page, take, office) -> None:
        page.open(take(A).id, QUERY)
        page.head.withdraw.trigger()
        assert not page.head.go.isEnabled()
        page.head.reason.setText("Công dân khai nhầm")
        click(page.head.go)
        assert page.success.text.startswith("Cập nhật thành công.")
        with office.database.reading() as session:
            assert session.scalar(select(Declaration.state)) is State.WITHDRAWN


class TestPictures:
    def test_a_picture_is_replaced_from_a_file_and_the_old_one_stays(self, page, take, monkeypatch, tmp_path) -> None:
        path = tmp_path / "moi.jpg"
        path.write_bytes(b.picture("blue", (80, 60)))
        monkeypatch.setattr(dialogs, "choose_file", _always(path))
        page.open(take(A).id, QUERY)
        press(page, "F7")
        page.body.photos.picture_wanted.emit(PictureRole.IDENTITY_BACK)
        record = page.record_shown
        assert record is not None
        assert [old.role for old in record.older_pictures] == [PictureRole.IDENTITY_BACK]
        assert PictureRole.IDENTITY_BACK not in page.body.photos.compared
        assert PictureRole.PORTRAIT in page.body.photos.compared

    def test_what_is_no_picture_is_refused_in_words(self, page, take, monkeypatch, tmp_path) -> None:
        path = tmp_path / "hinh.jpg"
        path.write_bytes(b"no picture")
        monkeypatch.setattr(dialogs, "choose_file", _always(path))
        page.open(take(A).id, QUERY)
        page.body.photos.picture_wanted.emit(PictureRole.PORTRAIT)
        assert page.body.line.isVisible()
        assert page.record_shown is not None
        assert page.record_shown.older_pictures == ()


class TestLeaving:
    def test_leaving_asks_only_if_something_typed_would_be_lost(self, page, take) -> None:
        spy = QSignalSpy(page.closed)
        page.open(take(A).id, QUERY)
        press(page, "F7")
        press(page, "Escape")
        assert spy.count() == 1

    def test_what_was_typed_is_kept_as_a_draft(self, page, take) -> None:
        spy = QSignalSpy(page.closed)
        record = take(A)
        page.open(record.id, QUERY)
        press(page, "F9")
        panel = page.body.assessment.reasons[Verdict.INVALID]
        panel.note.setPlainText("Lý do dở dang")
        click(panel.rows[1])
        press(page, "Escape")
        assert spy.count() == 0
        assert "Lý do đang gõ được giữ làm bản nháp." in words(page.bar)
        press(page, "Escape")
        assert spy.count() == 0
        press(page, "Escape")
        press(page, "Return")
        assert spy.count() == 1
        page.open(record.id, QUERY)
        assert page.body.assessment.verdict is None
        press(page, "F9")
        assert panel.text == "Lý do dở dang"
        assert panel.rows[1].isChecked()

    def test_something_else_can_wait_for_the_leaving(self, page, take) -> None:
        done: list[str] = []
        page.open(take(A).id, QUERY)
        page.leave(lambda: done.append("queue"))
        assert done == ["queue"]


def test_an_administrator_sees_the_file_and_is_told_why_he_cannot_assess(qtbot, office, take) -> None:
    admin = Actor(3, "quan.tri.mau", "Quản Trị Mẫu", Role.ADMINISTRATOR, "00101")
    page = the_page(qtbot, desk_of(office, admin))
    page.open(take(A).id, QUERY)
    card = page.body.assessment.cards[Verdict.VALID]
    assert not card.isEnabled()
    assert card.toolTip()
    assert not page.body.photos.bar.box.isEnabled()


def test_a_page_that_is_gone_is_not_answered(office, officer, take) -> None:
    slow = SlowBackground()
    page = DeclarationPage(desk_of(office, officer, slow))
    record = take(A)
    slow.slow = True
    page.open(record.id, QUERY)
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for answer in slow.held:
        answer()


@pytest.mark.parametrize("size", [(1322, 653), (1322, 724), (1876, 1036)])
def test_nothing_stands_outside_the_page(page, take, size, qtbot) -> None:
    page.resize(*size)
    page.open(take(A, full_name=("Nguyễn Phước Công Tằng Tôn Nữ " * 4).strip()[:100]).id, QUERY)
    for verdict in Verdict:
        page.choose(verdict)
        QApplication.sendPostedEvents()
        for widget in page.findChildren(QWidget):
            if widget.isVisible() and widget.parentWidget() in (page, page.body, page.head, page.bar):
                corner = widget.mapTo(page, widget.rect().bottomRight())
                assert corner.x() < page.width(), widget
                assert corner.y() < page.height(), widget


def _always(path: Path) -> Callable[..., Path]:
    return lambda *_: path
