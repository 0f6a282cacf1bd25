# SPDX-License-Identifier: Apache-2.0
"""Keys on the open file go where the eye is: nobody presses what he did not choose."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from officer_desk.desk import Desk
from officer_desk.domain.values import PictureRole, State, Verdict
from officer_desk.views import dialogs
from officer_desk.views.declaration_page import DeclarationPage
from officer_desk.views.notices import Notice
from officer_desk.views.registry_panels import NotFoundPanel
from tests import building as b
from tests.views.opening import QUERY, press, the_page, wait_for_pictures, words

A, B = "00017/2026/00101", "00018/2026/00101"
NO_BACK = {"portrait": "p.jpg", "identity_front": "f.jpg"}
CHILD: dict[str, Any] = {
    "kind": "child",
    "identity": {"kind": "birth_certificate", "number": "86/2018", "population_verified": True},
    "guardian": {"insurance_code": "0100007236", "full_name": "Hoàng Thị Thu Mai", "relation": "mẹ"},
    "pictures": {"portrait": "p.jpg", "birth_certificate": "b.jpg"},
    "email": None,
}


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> DeclarationPage:
    return the_page(qtbot, desk)


class TestFocus:
    @pytest.mark.parametrize(("key", "verdict"), [("F9", Verdict.INVALID), ("F11", Verdict.INCOMPLETE)])
    def test_the_key_of_a_verdict_goes_on_in_its_reasons(self, page, take, key, verdict) -> None:
        page.open(take(A).id, QUERY)
        press(page, key)
        rows = page.body.assessment.reasons[verdict].rows
        assert rows[0].hasFocus()
        press(page, "Space")
        press(page, "Down")
        press(page, "Space")
        press(page, "Up")
        assert rows[0].hasFocus()
        press(page, "Up")
        press(page, "Left")
        press(page, "Right")
        assert rows[0].hasFocus()
        assert page.body.assessment.verdict is verdict
        assert [row.isChecked() for row in rows[:3]] == [True, True, False]
        assert page.record_shown.state is State.WAITING

    def test_down_goes_from_the_filter_into_what_it_left(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        press(page, "F9")
        panel = page.body.assessment.reasons[Verdict.INVALID]
        press(page, "Ctrl+F")
        panel.filter.setText("dien thoai")
        press(page, "Down")
        assert next(row for row in panel.rows if not row.isHidden()).hasFocus()

    def test_space_after_f8_takes_nothing_back(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        press(page, "F6")
        press(page, "F8")
        assert page.body.assessment.cards[Verdict.VALID].hasFocus()
        press(page, "Space")
        assert page.body.assessment.verdict is Verdict.VALID

    def test_no_arrow_leaves_a_button(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        wait_for_pictures(page.body.photos)
        buttons = (
            page.head.receive,
            page.bar.leave,
            page.body.assessment.cards[Verdict.VALID],
            page.body.photos.bar.box,
            page.body.photos.frame_of(PictureRole.PORTRAIT).mark,
            page.body.photos.tools["in"],
            page.body.declared.tabs.tabs[0],
        )
        for button in buttons:
            for arrow in ("Up", "Down", "Left", "Right"):
                button.setFocus()
                press(page, arrow)
                assert button.hasFocus(), (button, arrow)
        assert page.body.assessment.verdict is None

    def test_opening_the_other_notices_throws_the_focus_nowhere(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        lines = page.body.declared.lines
        lines.show_notices([Notice("red", "Một"), Notice("amber", "Hai")])
        more = lines.findChildren(type(page.bar.leave))[-1]
        assert more.text() == "và 1 điều khác"
        more.setFocus()
        press(page, "Space")
        assert lines.texts() == ["Một", "Hai"]
        held = QApplication.focusWidget()
        assert held is not None
        assert held.isAncestorOf(lines)


class TestWords:
    def test_the_guardians_phone_is_allowed(self, page, take) -> None:
        take(A)
        nhi = {"insurance_code": "0100007669", "full_name": "Hoàng An Nhi", "id": "-"}
        page.open(take(B, nhi, **CHILD).id, QUERY)
        press(page, "F8")
        assert "Điện thoại của người giám hộ: được phép" in page.body.assessment.checks.texts()

    def test_a_change_without_pictures_has_nothing_to_compare(self, page, take, office, officer) -> None:
        b.approve(office, officer, take(A))
        page.open(take(B, kind="change", changes={"phone": "0900 094 939"}, pictures={}).id, QUERY)
        press(page, "F8")
        assert not page.body.photos.bar.isVisible()
        assert not page.body.photos.choice.isVisible()
        assert "0/0" not in words(page)

    def test_what_hgd_will_say_is_told_before_recording(self, page, take) -> None:
        page.open(take(A, b.HOA).id, QUERY)
        for key in ("F6", "F7", "F8"):
            press(page, key)
        assert page.bar.sentence == "Ghi nhận sẽ hỏi HGĐ: tên gần khớp, cần xác nhận"
        assert page.bar.record.isEnabled()
        assert page.body.assessment.preview.shown == ""
        press(page, "Ctrl+Return")
        press(page, "Space")
        assert page.bar.sentence.startswith("Cấp và kích hoạt tài khoản")

    def test_who_came_while_the_code_is_not_there_can_be_received(self, page, take) -> None:
        page.open(take(A, b.LAN).id, QUERY)
        for key in ("F7", "F8", "Return", "Ctrl+Return"):
            press(page, key)
        assert isinstance(page.body.registry, NotFoundPanel)
        assert "«Tiếp nhận» (F6)" in page.bar.sentence
        press(page, "F6")
        assert page.record_shown.state is State.IN_PROGRESS
        assert "«Đang xử lý»" in words(page.body)
        assert "F6" not in page.bar.sentence

    def test_the_hint_goes_with_its_answer(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        assert "F8 sẽ hỏi" in words(page.body.assessment)
        press(page, "F8")
        press(page, "Return")
        assert "F8 sẽ hỏi" not in words(page.body.assessment)

    def test_a_missing_picture_is_said_beside_hgd_and_at_the_button(self, page, take) -> None:
        page.open(take(A, pictures=NO_BACK).id, QUERY)
        said = page.body.declared.lines.texts()
        assert any("Còn thiếu ảnh: mặt sau." in line for line in said)
        assert any(line.startswith("HGĐ:") for line in said)
        assert page.bar.sentence.startswith("Còn thiếu ảnh mặt sau: thêm ảnh, hoặc chọn")

    def test_a_supplement_without_words_asks_for_them(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        press(page, "F11")
        assert page.bar.sentence == "Cần nhập nội dung cần bổ sung."

    def test_an_added_picture_is_told(self, page, take, monkeypatch, tmp_path: Path) -> None:
        path = tmp_path / "sau.jpg"
        path.write_bytes(b.picture("blue", (80, 60)))
        monkeypatch.setattr(dialogs, "choose_file", lambda *_: path)
        page.open(take(A, pictures=NO_BACK).id, QUERY)
        page.body.photos.picture_wanted.emit(PictureRole.IDENTITY_BACK)
        assert page.body.line.text() == "Đã thêm ảnh mặt sau."


class TestDrafts:
    def test_a_kept_draft_is_told_and_then_shown(self, page, take) -> None:
        first, second = take(A), take(B, b.HAI, phone="0900 222 333", email=None)
        page.open(first.id, QUERY)
        press(page, "F9")
        press(page, "Space")
        ticked = page.body.assessment.reasons[Verdict.INVALID].selected
        page.open(second.id, QUERY)
        assert page.body.line.text() == ""
        page.open(first.id, QUERY)
        assert page.body.line.text() == "Bản nháp lý do lúc 08:00. F9 để xem."
        assert page.body.assessment.typed.reasons[Verdict.INVALID] == ticked
        press(page, "F9")
        assert page.body.line.text() == ""
        assert page.body.assessment.reasons[Verdict.INVALID].selected == ticked

    def test_the_question_about_leaving_moves_nothing_and_gives_the_focus_back(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        press(page, "F9")
        press(page, "Space")
        held, height = QApplication.focusWidget(), page.body.height()
        press(page, "Escape")
        QApplication.sendPostedEvents()
        assert page.bar.is_asking
        assert page.body.height() == height
        assert not page.bar.leave.isVisible()
        press(page, "Escape")
        assert not page.bar.is_asking
        assert QApplication.focusWidget() is held


class TestPicturesOfManyKinds:
    def test_frames_come_back_for_a_file_of_the_same_kind(self, page, take) -> None:
        nhi = {"insurance_code": "0100007669", "full_name": "Hoàng An Nhi", "id": "-"}
        grown, child = take(A), take(B, nhi, **CHILD)
        page.open(grown.id, QUERY)
        front = page.body.photos.frame_of(PictureRole.IDENTITY_FRONT)
        page.open(child.id, QUERY)
        assert not front.isVisible()
        page.open(grown.id, QUERY)
        photos = page.body.photos
        assert photos.frame_of(PictureRole.IDENTITY_FRONT) is front
        assert all(photos.frame_of(role).isVisible() for role in b.ALL_THREE)
        assert all(photos.view_of(role).has_picture for role in b.ALL_THREE)

    def test_all_pictures_are_whole_and_upright_again(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        view = page.body.photos.view_of(PictureRole.PORTRAIT)
        view.one_to_one()
        view.turn(1)
        press(page, "Ctrl+0")
        assert view.is_fitted
        assert view.quarter_turns == 0
