# SPDX-License-Identifier: Apache-2.0
"""«Mở lại hồ sơ»: a supervisor opens a decided file again, after having seen what that does."""

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from officer_desk.domain.records import Actor
from officer_desk.domain.values import Role, State
from officer_desk.models.tables import Account, Declaration, OutboxMessage
from officer_desk.office import OpenOffice
from officer_desk.services import assessments
from officer_desk.views.declaration_page import DeclarationPage
from officer_desk.views.declared_panel import HISTORY
from tests import building as b
from tests.views.listing import desk_of
from tests.views.opening import QUERY, click, press, the_page, words

A, B = "00017/2026/00101", "00018/2026/00101"
WHY = "Ảnh chân dung không phải của công dân"


@pytest.fixture
def page(qtbot: QtBot, office: OpenOffice, supervisor: Actor) -> DeclarationPage:
    return the_page(qtbot, desk_of(office, supervisor))


@pytest.fixture
def approved(take, office, officer) -> int:
    found = b.approve(office, officer, take(A)).declaration.id
    b.send_all(office, officer)  # the citizen knows
    return found


@pytest.fixture
def refused(take, office, officer) -> int:
    record = take(A)
    office.act(office.context(officer), assessments.record, b.invalid(record, "Ảnh chân dung không rõ mặt"))
    return record.id


class TestTheButton:
    def test_it_stands_in_the_head_of_a_decided_file_only(self, page, approved, take) -> None:
        page.open(approved, QUERY)
        assert page.head.reopen.isVisible()
        assert page.head.reopen.isEnabled()
        assert not page.head.receive.isVisible()
        page.open(take(B, b.HAI, phone="0900 222 333", email=None).id, QUERY)
        assert not page.head.reopen.isVisible()
        assert page.head.receive.isVisible()

    def test_a_reception_officer_sees_why_he_cannot(self, qtbot, desk, approved) -> None:
        page = the_page(qtbot, desk)
        page.open(approved, QUERY)
        assert page.head.reopen.isVisible()
        assert not page.head.reopen.isEnabled()
        assert page.head.reopen.toolTip() == "Chỉ phụ trách mở lại được hồ sơ đã quyết định."

    def test_a_supervisor_of_another_office_sees_whose_it_is(self, qtbot, office, approved) -> None:
        page = the_page(qtbot, desk_of(office, Actor(0, "khac", "Người Khác", Role.SUPERVISOR, "00102")))
        page.open(approved, QUERY)
        assert page.head.reopen.toolTip() == "Chỉ cơ quan của hồ sơ mở lại được."

    def test_while_the_decision_can_be_taken_back_that_is_the_way(
        self, qtbot, unhurried, supervisor, officer, take
    ) -> None:
        found = b.approve(unhurried, officer, take(A)).declaration.id
        page = the_page(qtbot, desk_of(unhurried, supervisor))
        page.open(found, QUERY)
        assert page.head.reopen.toolTip() == "Quyết định còn hoàn tác được: dùng «Hoàn tác»."


class TestTheWarning:
    def test_it_says_that_the_account_is_suspended_and_shows_the_messages(self, page, approved) -> None:
        page.open(approved, QUERY)
        click(page.head.reopen)
        row = page.head.reopening
        assert row.isVisible()
        assert row.reason.hasFocus()
        assert "Tài khoản sẽ tạm ngừng." in row.warning
        assert row.preview.shown
        assert "0900 093 353" in row.preview.foot

    def test_of_a_refused_file_it_says_that_the_refusal_falls(self, page, refused) -> None:
        page.open(refused, QUERY)
        click(page.head.reopen)
        assert "Quyết định cũ không còn hiệu lực" in page.head.reopening.warning

    def test_a_newer_file_of_the_same_person_stands_in_the_way(self, page, refused, take) -> None:
        take(B, phone="0900 093 353")
        page.open(refused, QUERY)
        click(page.head.reopen)
        row = page.head.reopening
        assert B in row.warning
        row.reason.setText(WHY)
        assert not row.go.isEnabled()

    def test_without_a_reason_nothing_is_reopened(self, page, approved, office) -> None:
        page.open(approved, QUERY)
        click(page.head.reopen)
        row = page.head.reopening
        assert not row.go.isEnabled()
        assert row.go.toolTip() == "Nhập lý do trước."
        press(page, "Return")
        with office.database.reading() as session:
            assert session.scalar(select(Declaration.state)) is State.APPROVED

    def test_escape_and_the_button_close_it_and_the_reason_is_asked_about_when_leaving(self, page, approved) -> None:
        page.open(approved, QUERY)
        row = page.head.reopening
        click(page.head.reopen)
        press(page, "Esc")
        assert not row.isVisible()
        click(page.head.reopen)
        click(row.stay)
        assert not row.isVisible()
        click(page.head.reopen)
        row.reason.setText(WHY)
        page.leave()
        assert page.bar.is_asking


class TestReopening:
    def test_the_file_is_in_progress_again_the_account_suspended_the_citizen_told(self, page, approved, office) -> None:
        page.open(approved, QUERY)
        click(page.head.reopen)
        page.head.reopening.reason.setText(WHY)
        press(page, "Return")
        assert page.success.text == (
            f"Đã mở lại hồ sơ. Hoàng Thị Thu Mai, {A}: lại đang xử lý, tài khoản tạm ngừng. 1 SMS, 1 email chờ gửi."
        )
        assert not page.head.reopening.isVisible()
        assert page.record_shown is not None
        assert page.record_shown.state is State.IN_PROGRESS
        with office.database.reading() as session:
            assert session.scalar(select(Account.status)) == "suspended"
            assert set(session.scalars(select(OutboxMessage.template))) >= {"approved", "reopened"}

    def test_it_can_be_decided_anew_at_once(self, page, approved) -> None:
        page.open(approved, QUERY)
        click(page.head.reopen)
        page.head.reopening.reason.setText(WHY)
        click(page.head.reopening.go)
        for key in ("F7", "F8"):
            press(page, key)
        assert page.bar.record.isEnabled()

    def test_the_history_names_who_and_why(self, page, approved, qtbot) -> None:
        page.open(approved, QUERY)
        click(page.head.reopen)
        page.head.reopening.reason.setText(WHY)
        click(page.head.reopening.go)
        page.body.declared.tabs.choose(HISTORY)
        history = page.body.declared.history
        qtbot.waitUntil(lambda: bool(words(history)))
        said = words(history)
        assert "Mở lại hồ sơ" in said
        assert "Nguyễn Văn Thử · Phụ trách" in said
        assert WHY in said

    def test_if_the_file_moved_meanwhile_nothing_is_reopened_and_the_reason_stays(
        self, page, approved, office, supervisor
    ) -> None:
        page.open(approved, QUERY)
        click(page.head.reopen)
        page.head.reopening.reason.setText(WHY)
        with office.database.writing.begin() as session:
            session.get_one(Declaration, approved).version += 1
        click(page.head.reopening.go)
        assert page.head.reopening.reason.text() == WHY
        assert page.head.reopening.go.isEnabled()
        assert "Hồ sơ vừa được" in page.body.line.text()
        with office.database.reading() as session:
            assert session.scalar(select(Declaration.state)) is State.APPROVED
