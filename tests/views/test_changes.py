# SPDX-License-Identifier: Apache-2.0
"""The open change file: what differs, pictures side by side, the question before it is applied, the account's tab."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from officer_desk.desk import Desk
from officer_desk.domain.records import Actor, DeclarationRecord, ReopenDraft
from officer_desk.domain.values import Verdict
from officer_desk.models.tables import Account
from officer_desk.office import OpenOffice
from officer_desk.services import account_records, assessments, issuing, reopening
from officer_desk.views.declaration_page import DeclarationPage
from officer_desk.views.declared_panel import ACCOUNT
from officer_desk.views.thumbnails import Thumbnail
from officer_desk.views.widgets import FocusRing
from tests import building as b
from tests.views.opening import QUERY, click, press, the_page, words

A, B, C = "00017/2026/00101", "00018/2026/00101", "00019/2026/00101"
PORTRAIT = {"portrait": "mới.jpg"}
CHANGE = 0


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> DeclarationPage:
    return the_page(qtbot, desk)


@pytest.fixture
def registered(office: OpenOffice, officer: Actor, take) -> DeclarationRecord:
    """Mai's registration, approved."""
    return b.approve(office, officer, take(A)).declaration


@pytest.fixture
def ask_for(take, registered) -> Callable[..., DeclarationRecord]:
    """Import a change of Mai's account and open its file."""

    def do(number: str = B, brought: dict[str, str] | None = None, **changes: Any) -> DeclarationRecord:
        wanted = {**changes, **({"pictures": list(brought)} if brought else {})}
        return take(number, kind="change", changes=wanted, pictures=brought or {})

    return do


@pytest.fixture
def move_account(office: OpenOffice, supervisor: Actor, registered) -> Callable[..., None]:
    """Change the account elsewhere, as taking a decision back does."""

    def do(**values: Any) -> None:
        def move(session, context) -> None:
            account = session.scalars(select(Account)).one()
            before, after = account_records.what_differs(account_records.account_values(account), values)
            issuing.put_back(session, account, after)
            issuing.note(session, context, account, registered.id, "taken-back", before=before, after=after)

        office.act(office.context(supervisor), move)

    return do


class TestTheTab:
    def test_it_shows_what_differs_and_nothing_else(self, page, ask_for) -> None:
        page.open(ask_for(phone="0900 094 939", email="mai@example.com").id, QUERY)
        said = words(page.body.declared)
        assert "Điện thoại: 0900 093 353 → 0900 094 939" in said
        assert "mai@example.com" not in said
        assert "Tổ 13" not in said
        assert page.body.declared.tabs.tabs[CHANGE].accessibleName().startswith("Thay đổi")

    def test_a_file_that_changes_nothing_says_so(self, page, ask_for) -> None:
        page.open(ask_for(phone="0900 093 353").id, QUERY)
        assert "Tài khoản đã có đúng các thông tin đề nghị; không có gì thay đổi." in words(page.body.declared)
        assert "→" not in page.body.declared.words()

    def test_a_decided_change_shows_what_it_changed(self, page, office, officer, ask_for) -> None:
        record = ask_for(phone="0900 094 939")
        b.approve(office, officer, record, compared=())
        page.open(record.id, QUERY)
        said = words(page.body.declared)
        assert "Điện thoại: 0900 093 353 → 0900 094 939" in said
        assert "Trước khi đổi" in said
        assert "Đề nghị đổi thành" not in said

    def test_a_reopened_change_says_what_refusing_it_does(self, page, office, officer, supervisor, ask_for) -> None:
        done = b.approve(office, officer, ask_for(phone="0900 094 939"), compared=()).declaration
        office.act(office.context(supervisor), reopening.reopen, ReopenDraft(done.id, done.version, "Nhầm người"))
        page.open(done.id, QUERY)
        said = words(page.body.declared)
        assert "Từ chối hồ sơ sẽ trả tài khoản lại như trước." in said
        assert "Tài khoản tạm ngừng cho đến khi hồ sơ này được quyết định lại." in said

    def test_without_an_account_it_says_what_to_do(self, page, take) -> None:
        page.open(take(B, kind="change", changes={"phone": "0900 094 939"}, pictures={}).id, QUERY)
        first = page.body.declared.lines.texts()[0]
        assert "Mã số này không có tài khoản để thay đổi." in first
        assert "Từ chối hồ sơ (F9)" in first
        press(page, "F8")
        assert "không có tài khoản" in page.bar.sentence
        press(page, "Ctrl+Return")
        assert not page.confirmation.isVisible()
        assert "Chưa ghi nhận gì" in page.body.line.text()

    def test_an_undecided_registration_is_named_as_what_comes_first(self, page, take) -> None:
        take(A)
        page.open(take(B, kind="change", changes={"phone": "0900 094 939"}, pictures={}).id, QUERY)
        assert f"Hồ sơ đăng ký {A} chưa xử lý" in page.body.declared.lines.texts()[0]


class TestPictures:
    def test_the_old_picture_stands_beside_the_new_one(self, page, registered, ask_for) -> None:
        record = ask_for(brought=PORTRAIT)
        page.open(record.id, QUERY)
        had = {picture.role: picture.sha256 for picture in registered.pictures}
        old, new = page.body.photos._slots
        assert (old.label, new.label) == ("Chân dung đang dùng", "Chân dung đề nghị")
        assert old.record is not None
        assert new.record is not None
        assert (old.record.sha256, new.record.sha256) == (had[b.PORTRAIT], record.pictures[0].sha256)
        assert old.strip.geometry().size() == new.strip.geometry().size()
        assert old.strip.geometry().right() < new.strip.geometry().left()

    def test_only_the_new_one_is_compared_with_papers(self, page, ask_for) -> None:
        page.open(ask_for(brought=PORTRAIT).id, QUERY)
        old, new = page.body.photos._slots
        assert old.strip.mark.isHidden()
        press(page, "F7")
        assert page.body.photos.compared == (b.PORTRAIT,)
        assert "1/1 ảnh" in words(page.body.photos.bar)
        assert not old.strip.mark.isChecked()
        assert new.strip.mark.isChecked()

    def test_they_can_be_shown_in_turns_in_the_same_place(self, page, ask_for) -> None:
        page.open(ask_for(brought=PORTRAIT).id, QUERY)
        old, new = page.body.photos._slots
        seen = []
        for _ in range(3):
            press(page, "Ctrl+B")
            seen.append((old.large.isVisible(), new.large.isVisible()))
        assert seen == [(True, False), (False, True), (True, False)]
        press(page, "Ctrl+0")
        assert old.strip.isVisible()
        assert new.strip.isVisible()

    def test_of_several_pictures_each_pair_stands_alone(self, page, ask_for) -> None:
        page.open(ask_for(brought={**PORTRAIT, "identity_front": "trước.jpg"}).id, QUERY)
        press(page, "Ctrl+2")
        large = [slot.large.isVisible() for slot in page.body.photos._slots]
        assert large == [False, False, True, True]
        press(page, "Ctrl+B")
        assert [slot.large.isVisible() for slot in page.body.photos._slots] == [False, False, True, False]

    def test_a_picture_that_the_account_never_had_is_told_so(self, page, office, officer, take) -> None:
        child = {
            "kind": "child",
            "identity": {"kind": "birth_certificate", "number": "86/2018", "population_verified": True},
            "guardian": {"insurance_code": "0100007236", "full_name": "Hoàng Thị Thu Mai", "relation": "mẹ"},
            "pictures": {"portrait": "p.jpg", "birth_certificate": "b.jpg"},
            "email": None,
        }
        nhi = {"insurance_code": "0100007669", "full_name": "Hoàng An Nhi", "id": "-"}
        registered = take(A, nhi, **child)
        b.approve(office, officer, registered, compared=registered.required)
        change = {
            **child,
            "kind": "change",
            "guardian": None,
            "identity": {"kind": "cccd", "number": "001318000927", "population_verified": True},
            "changes": {"pictures": ["identity_front"]},
            "pictures": {"identity_front": "trước.jpg"},
        }
        page.open(take(B, nhi, **change).id, QUERY)
        assert page.body.photos._slots[0].strip.words == "Tài khoản chưa có ảnh này."
        assert not page.body.photos._slots[0].strip.add.isVisible()


class TestTheQuestion:
    def test_it_shows_pictures_registry_and_who_is_told(self, page, ask_for) -> None:
        page.open(ask_for(brought=PORTRAIT, phone="0900 094 939").id, QUERY)
        for key in ("F7", "F8"):
            press(page, key)
        page.deciding.pause_is_over()
        press(page, "Ctrl+Return")
        said = words(page.confirmation)
        assert "Thông tin đăng ký thay đổi" in said
        assert "Đồng ý cập nhật 2 mục sau vào tài khoản?" in said
        assert "HGĐ: khớp mã số và họ tên." in said
        assert "Dữ liệu tài khoản không đổi từ lúc mở hồ sơ." in said
        assert "Báo tới 0900 094 939, mai@example.com và 0900 093 353" in said
        assert len(page.confirmation.findChildren(Thumbnail)) == 2

    def test_the_ring_stands_around_the_button_each_time_it_is_asked(self, qtbot, page, ask_for) -> None:
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        for number, brought in ((B, None), (C, PORTRAIT)):
            page.open(ask_for(number, brought, phone="0900 094 939").id, QUERY)
            for key in ("F7", "F8"):
                press(page, key)
            page.deciding.pause_is_over()
            press(page, "Ctrl+Return")
            QApplication.sendPostedEvents()
            confirm, out = page.confirmation.confirm, FocusRing.OUTSIDE
            (ring,) = (ring for ring in page.findChildren(FocusRing) if ring.isVisible())
            around = ring.mapTo(page, ring.rect().topLeft())
            assert around == confirm.mapTo(page, QPoint(-out, -out))
            press(page, "Esc")

    def test_an_account_that_moves_meanwhile_closes_it_and_is_told(
        self, page, desk, office, ask_for, move_account
    ) -> None:
        page.open(ask_for(phone="0900 094 939").id, QUERY)
        press(page, "F8")
        press(page, "Ctrl+Return")
        assert page.confirmation.isVisible()
        move_account(phone="0900000042")
        desk.changed.emit(frozenset({"account"}))
        assert not page.confirmation.isVisible()
        said = page.body.line.text()
        assert "Nguyễn Văn Thử" in said
        assert "Điện thoại: 0900 093 353 → 0900 000 042" in said
        assert "0900 000 042 → 0900 094 939" in words(page.body.declared)
        assert page.body.assessment.verdict is Verdict.VALID

    def test_a_conflict_tells_what_moved_and_keeps_what_was_typed(self, page, office, ask_for, move_account) -> None:
        page.open(ask_for(phone="0900 094 939").id, QUERY)
        press(page, "F9")
        page.body.assessment.reasons[Verdict.INVALID].note.setPlainText("Chữ ký khác mẫu")
        press(page, "F8")
        press(page, "Ctrl+Return")
        move_account(email="moi@example.com")
        click(page.confirmation.confirm)
        assert "Thư điện tử: mai@example.com → moi@example.com" in page.body.line.text()
        assert page.body.assessment.reasons[Verdict.INVALID].note.toPlainText() == "Chữ ký khác mẫu"
        with office.database.reading() as session:
            assert session.scalars(select(Account.phone)).one() == "0900093353"
        press(page, "Ctrl+Return")
        click(page.confirmation.confirm)
        assert page.success.text.startswith("Cập nhật thông tin thành công.")

    def test_it_never_records_what_was_not_asked_about(self, page, office, officer, ask_for, move_account) -> None:
        page.open(ask_for(phone="0900 094 939").id, QUERY)
        for key in ("F8", "Ctrl+Return"):
            press(page, key)
        move_account(email="moi@example.com")
        page._show(b.open_file(office, officer, B))
        click(page.confirmation.confirm)
        assert page.success.text == ""
        with office.database.reading() as session:
            assert session.scalars(select(Account.phone)).one() == "0900093353"

    def test_the_old_contact_has_its_own_message_in_the_preview(self, page, ask_for) -> None:
        page.open(ask_for(phone="0900 094 939").id, QUERY)
        press(page, "F8")
        page.deciding.pause_is_over()
        preview = page.body.assessment.preview
        preview.switch.choose(2)
        assert "SMS số cũ" in words(preview.switch)
        assert "0900 093 353" in preview.foot


class TestTheAccount:
    def test_it_says_what_it_is_and_every_change_with_a_way_to_its_file(self, page, office, officer, ask_for) -> None:
        b.approve(office, officer, ask_for(phone="0900 094 939"), compared=())
        later = ask_for(C, brought=PORTRAIT)
        page.open(later.id, QUERY)
        page.body.declared.tabs.choose(ACCOUNT)
        said = words(page.body.declared.account)
        assert "Tài khoản 0100007236: đang hoạt động." in said
        assert "0900 093 353 → 0900 094 939" in said
        assert "Cấp tài khoản" in said
        assert said.index("Thay đổi thông tin") < said.index("Cấp tài khoản")
        assert len(page.body.declared.account.findChildren(Thumbnail)) == 3
        click(next(link for link in page.body.declared.account.findChildren(QPushButton) if link.text() == B))
        assert page.record_shown is not None
        assert page.record_shown.number == B

    def test_a_registration_has_it_too(self, page, registered) -> None:
        page.open(registered.id, QUERY)
        page.body.declared.tabs.choose(ACCOUNT)
        assert "Tài khoản 0100007236: đang hoạt động." in words(page.body.declared.account)

    def test_a_refused_change_stands_not_in_it(self, page, office, officer, ask_for) -> None:
        refused = ask_for(phone="0900 094 939")
        office.act(office.context(officer), assessments.record, b.invalid(refused, "Ảnh mờ"))
        page.open(refused.id, QUERY)
        page.body.declared.tabs.choose(ACCOUNT)
        assert "0900 094 939" not in words(page.body.declared.account)
