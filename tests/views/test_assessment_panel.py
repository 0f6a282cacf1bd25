# SPDX-License-Identifier: Apache-2.0
"""The dock «Đánh giá hồ sơ»: nothing is chosen beforehand, reasons are ticked by officers only, words say why."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from officer_desk.domain.records import Actor, DeclarationRecord, MessagePreview, ReasonRecord
from officer_desk.domain.values import Kind, MessageChannel, Role, State, Verdict
from officer_desk.office import OpenOffice
from officer_desk.views.assessment_panel import AssessmentPanel
from officer_desk.views.message_preview import MessageBox
from officer_desk.views.proposals import proposed_reasons
from officer_desk.views.reasons_panel import ReasonsPanel
from officer_desk.views.record_plan import Answers, plan
from tests import building as b
from tests.views.opening import words

NUMBER = "00017/2026/00101"


@pytest.fixture
def record(office: OpenOffice, officer: Actor) -> DeclarationRecord:
    return b.take_one(office, officer, b.declaration(NUMBER))


@pytest.fixture
def panel(qtbot: QtBot) -> AssessmentPanel:
    made = AssessmentPanel()
    qtbot.addWidget(made)
    made.resize(722, 560)
    made.show()
    made.clear()
    return made


@pytest.fixture
def reasons(qtbot: QtBot, office: OpenOffice) -> ReasonsPanel:
    made = ReasonsPanel(Verdict.INVALID)
    qtbot.addWidget(made)
    made.resize(690, 480)
    made.show()
    made.set_catalogue(office.gateways.texts.reasons(Verdict.INVALID), ())
    return made


class TestCards:
    def test_nothing_is_chosen_beforehand(self, panel: AssessmentPanel, record: DeclarationRecord) -> None:
        panel.show_declaration(record, Role.RECEPTION)
        assert panel.verdict is None
        assert [card.text() for card in panel.cards.values()] == ["Hồ sơ hợp lệ", "Hồ sơ không hợp lệ", "Chờ bổ sung"]

    def test_only_one_can_be_chosen(self, panel: AssessmentPanel, record: DeclarationRecord) -> None:
        panel.show_declaration(record, Role.RECEPTION)
        panel.cards[Verdict.INVALID].click()
        panel.cards[Verdict.INCOMPLETE].click()
        assert panel.verdict is Verdict.INCOMPLETE
        assert not panel.cards[Verdict.INVALID].isChecked()

    def test_a_waiting_registration_asks_whether_the_citizen_came(
        self, panel: AssessmentPanel, record: DeclarationRecord
    ) -> None:
        panel.show_declaration(record, Role.RECEPTION)
        panel.choose(Verdict.VALID)
        assert panel.asks_question
        QTest.keyClick(panel.question.yes, Qt.Key.Key_Return)
        assert panel.citizen_came
        assert not panel.asks_question

    def test_a_child_and_a_change_need_no_visit(self, panel: AssessmentPanel, record: DeclarationRecord) -> None:
        change = replace(record, declared=replace(record.declared, kind=Kind.CHANGE))
        panel.show_declaration(change, Role.RECEPTION)
        panel.choose(Verdict.VALID)
        panel.show_compared(3, 3, done=True)
        assert not panel.asks_question
        assert "Không cần công dân đến quầy" in panel.checks.texts()

    @pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED, State.WITHDRAWN])
    def test_a_decided_file_says_why_nothing_can_be_chosen(
        self, panel: AssessmentPanel, record: DeclarationRecord, state: State
    ) -> None:
        panel.show_declaration(replace(record, state=state), Role.RECEPTION)
        for card in panel.cards.values():
            assert not card.isEnabled()
            assert card.toolTip() == "Hồ sơ đã có kết quả."
        assert not panel.choose(Verdict.VALID)

    def test_a_file_that_lacks_pictures_cannot_be_valid(
        self, panel: AssessmentPanel, record: DeclarationRecord
    ) -> None:
        panel.show_declaration(replace(record, state=State.INCOMPLETE, missing=(b.BACK,)), Role.RECEPTION)
        assert not panel.cards[Verdict.VALID].isEnabled()
        assert "chờ bổ sung" in panel.cards[Verdict.VALID].toolTip()
        assert panel.cards[Verdict.INVALID].isEnabled()

    def test_the_checklist_tells_done_from_open_in_words(
        self, panel: AssessmentPanel, record: DeclarationRecord
    ) -> None:
        panel.show_declaration(replace(record, state=State.IN_PROGRESS), Role.RECEPTION)
        panel.choose(Verdict.VALID)
        panel.show_compared(1, 3, done=False)
        assert "Chưa đối chiếu giấy tờ gốc 1/3 ảnh" in panel.checks.texts()
        panel.show_compared(3, 3, done=True)
        assert "Đã đối chiếu giấy tờ gốc 3/3 ảnh" in panel.checks.texts()
        assert "HGĐ khớp mã số và họ tên" in panel.checks.texts()


class TestReasons:
    def test_proposed_reasons_are_marked_and_never_ticked(self, reasons: ReasonsPanel, office: OpenOffice) -> None:
        catalogue = office.gateways.texts.reasons(Verdict.INVALID)
        reasons.set_catalogue(catalogue, (catalogue[2].text, "Không có trong danh mục"))
        proposed = [row for row in reasons.rows if row.proposed]
        assert [row.text() for row in proposed] == ["Không có trong danh mục", catalogue[2].text]
        assert reasons.selected == ()

    def test_the_filter_knows_no_marks_and_keeps_what_is_ticked(self, reasons: ReasonsPanel) -> None:
        reasons.rows[0].click()
        reasons.filter.setText("dien thoai")
        left = [row.text() for row in reasons.rows if not row.isHidden()]
        assert left == [
            "Giấy tờ không phải của người đăng ký",
            "Điện thoại đã đăng ký cho mã số khác",
            "Điện thoại không liên lạc được",
        ]

    def test_a_filter_without_hits_says_so(self, reasons: ReasonsPanel) -> None:
        reasons.filter.setText("xyz")
        assert "Không có lý do nào có chữ này." in words(reasons)

    def test_clearing_forgets_ticks_and_words(self, reasons: ReasonsPanel, office: OpenOffice) -> None:
        reasons.rows[0].click()
        reasons.note.setPlainText("Chữ")
        reasons.clear()
        reasons.set_catalogue(office.gateways.texts.reasons(Verdict.INVALID), ())
        assert not reasons.has_words

    def test_a_refreshed_catalogue_keeps_the_ticks(self, reasons: ReasonsPanel, office: OpenOffice) -> None:
        reasons.rows[3].click()
        ticked = reasons.selected
        reasons.set_catalogue(office.gateways.texts.reasons(Verdict.INVALID), ())
        assert reasons.selected == ticked

    def test_free_words_end_at_five_hundred_characters(self, reasons: ReasonsPanel) -> None:
        reasons.note.setPlainText("a" * 500)
        QTest.keyClick(reasons.note, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(reasons.note, "bc")
        assert len(reasons.text) <= 500

    def test_long_reasons_wrap_and_are_not_cut(self, reasons: ReasonsPanel) -> None:
        long = "Lý do rất dài của cơ quan " * 4
        reasons.set_catalogue([ReasonRecord(Verdict.INVALID, "Nhóm", long)], ())
        (row,) = reasons.rows
        assert row.heightForWidth(320) > 40


class TestProposals:
    def test_missing_pictures_are_proposed_in_the_words_of_the_catalogue(
        self, record: DeclarationRecord, office: OpenOffice
    ) -> None:
        catalogue = office.gateways.texts.reasons(Verdict.INCOMPLETE)
        found = proposed_reasons(Verdict.INCOMPLETE, catalogue, replace(record, missing=(b.BACK,)))
        assert found == ("Ảnh mặt sau giấy tờ tùy thân",)

    def test_a_picture_that_the_catalogue_does_not_name_is_proposed_by_its_own_name(
        self, record: DeclarationRecord
    ) -> None:
        assert proposed_reasons(Verdict.INCOMPLETE, (), replace(record, missing=(b.BACK,))) == ("Mặt sau",)


class TestMessages:
    def test_sms_and_email_are_switched_and_counted(self, qtbot: QtBot) -> None:
        box = MessageBox()
        qtbot.addWidget(box)
        sms = MessagePreview(MessageChannel.SMS, "0900093353", "", "Noi dung", 2, 185, 306)
        email = MessagePreview(MessageChannel.EMAIL, "mai@example.com", "Thông báo", "Kính gửi", 1, 8, 8)
        box.show_messages((sms, email))
        assert box.shown == "Noi dung"
        assert box.foot == "2 tin · 185/306 ký tự · gửi 0900 093 353"
        box.switch.choose(1)
        assert box.shown == "Thông báo\n\nKính gửi"
        box.show_messages((sms, email))
        assert box.switch.current == 1
        box.clear()
        assert (box.shown, box.foot) == ("", "")


class TestPlan:
    def test_each_reason_why_not_has_its_sentence(self, record: DeclarationRecord) -> None:
        known: list[tuple[Callable[[], DeclarationRecord | None], dict[str, Any], str]] = [
            (lambda: None, {}, "Chưa mở hồ sơ"),
            (lambda: record, {"busy": True}, "Đang ghi nhận…"),
            (lambda: replace(record, state=State.REJECTED), {}, "Hồ sơ đã có kết quả: từ chối"),
            (lambda: record, {}, "Chưa chọn đánh giá"),
            (lambda: record, {"verdict": Verdict.INVALID}, "Cần nhập ít nhất một lý do."),
            (
                lambda: record,
                {"verdict": Verdict.VALID, "asks_whether_came": True},
                "Trả lời «Công dân đã đến?» trước",
            ),
            (
                lambda: record,
                {"verdict": Verdict.VALID, "compared": (b.PORTRAIT, b.FRONT)},
                "Chưa đối chiếu giấy tờ gốc (F7): còn mặt sau chưa xem.",
            ),
            (
                lambda: record,
                {"verdict": Verdict.VALID, "compared": b.ALL_THREE, "asks_same_person": True},
                "Xác nhận cùng một người (dấu cách), hoặc giữ hồ sơ lại",
            ),
        ]
        for shown, answers, sentence in known:
            made = plan(shown(), Answers(**{"verdict": None, **answers}))
            assert (made.ready, made.sentence) == (False, sentence)

    def test_the_sentence_says_what_will_be_done(self, record: DeclarationRecord) -> None:
        sms = MessagePreview(MessageChannel.SMS, "0900093353", "", "", 1, 10, 160)
        made = plan(record, Answers(Verdict.VALID, compared=b.ALL_THREE, messages=(sms,)))
        assert (made.ready, made.sentence) == (True, "Cấp và kích hoạt tài khoản 0100007236; gửi 1 SMS")
        refused = plan(record, Answers(Verdict.INVALID, has_words=True))
        assert refused.sentence.startswith("Từ chối, gửi lý do tới 0900 093 353")
