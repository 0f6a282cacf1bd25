# SPDX-License-Identifier: Apache-2.0
"""The open file and other people's work: questions and answers, the second look, a disagreement."""

from dataclasses import replace

import pytest

from officer_desk.domain.records import AnswerDraft, AssignDraft, LookDraft, QuestionDraft, SearchQuery
from officer_desk.domain.values import Queue, State, Verdict
from officer_desk.models.tables import Assignment, Escalation, SecondLook
from officer_desk.services import assessments, assigning, escalations, holding, looking, second_looks
from officer_desk.settings import SettingsSource
from tests import building as b
from tests.views.listing import desk_of
from tests.views.opening import QUERY, click, press, the_page, words

LOOKS = SearchQuery("00101", queue=Queue.SECOND_LOOK)


@pytest.fixture
def watched(office, monkeypatch):
    """The office in which every decision is looked at again."""
    monkeypatch.setattr(looking, "by_lot", lambda *_: True)
    return replace(office, source=SettingsSource(replace(office.settings, second_look_percent=50), {}))


def opened(qtbot, office, actor, record, query=QUERY):
    page = the_page(qtbot, desk_of(office, actor))
    page.open(record.id, query)
    return page


def one(office, table):
    with office.database.reading() as session:
        return session.query(table).one()


# --- questions ----------------------------------------------------------------------------------------------------


def test_a_question_is_written_in_place_and_sent_with_enter(qtbot, office, officer, take):
    page = opened(qtbot, office, officer, take("00001/2026/00101"))
    assert page.head.ask.isVisible()
    press(page, "F4")
    row = page.work.question
    assert row.words.hasFocus()
    row.words.setText("Ảnh có đạt không?")
    press(page, "Return")
    assert one(office, Escalation).question == "Ảnh có đạt không?"
    assert row.isHidden()
    assert "Đã gửi câu hỏi cho người phụ trách" in page.success.text
    assert "Trần Thị Mẫu hỏi người phụ trách: Ảnh có đạt không?" in words(page.body.declared)
    press(page, "F4")
    assert row.isHidden(), "one question at a time"
    assert "Đã hỏi rồi" in page.success.text


def test_escape_closes_the_row_first_and_the_file_stays(qtbot, office, officer, take):
    page = opened(qtbot, office, officer, take("00001/2026/00101"))
    press(page, "F4")
    press(page, "Esc")
    assert page.work.question.isHidden()
    assert page.record_shown is not None


def test_the_supervisor_sees_the_question_and_answers_in_place(qtbot, office, officer, supervisor, take):
    record = take("00001/2026/00101")
    office.act(office.context(officer), escalations.ask, QuestionDraft(record.id, "Ảnh có đạt không?"))
    page = opened(qtbot, office, supervisor, record)
    row = page.work.question
    assert "Trần Thị Mẫu hỏi" in row.title.text()
    assert (row.question.text(), row.words.hasFocus()) == ("Ảnh có đạt không?", False)
    assert page.head.ask.text() == "Trả lời"
    assert "Ảnh có đạt không?" not in words(page.body), "it is not said twice"
    press(page, "F4")
    row.words.setText("Đạt")
    click(row.go)
    assert one(office, Escalation).answer == "Đạt"
    assert row.isHidden()
    mine = opened(qtbot, office, officer, record)
    assert "Nguyễn Văn Thử trả lời: Đạt (hỏi: «Ảnh có đạt không?»)" in words(mine.body.declared)


def test_a_question_that_was_answered_meanwhile_is_said_and_the_words_stay(qtbot, office, officer, supervisor, take):
    record = take("00001/2026/00101")
    asked, _ = office.act(office.context(officer), escalations.ask, QuestionDraft(record.id, "Ảnh có đạt không?"))
    page = opened(qtbot, office, supervisor, record)
    page.work.question.words.setText("Đạt")
    office.act(office.context(supervisor), escalations.answer, AnswerDraft(asked.id, "Không đạt"))
    click(page.work.question.go)
    assert "đã trả lời câu hỏi này" in page.work.question.error.text()
    assert page.work.question.words.text() == "Đạt"


def test_leaving_with_a_question_half_written_asks_first(qtbot, office, officer, take):
    page = opened(qtbot, office, officer, take("00001/2026/00101"))
    press(page, "F4")
    page.work.question.words.setText("Ảnh có")
    page.leave()
    assert page.bar.is_asking


def test_the_note_of_whoever_assigned_it_stands_above_the_data(qtbot, office, officer, supervisor, take):
    record = take("00001/2026/00101")
    page = opened(qtbot, office, supervisor, record)
    press(page, "Ctrl+M")
    page.work.panel.filter.setText("mau")
    page.work.panel.note.setText("Khách quay lại chiều nay")
    click(page.work.panel.go)
    assert one(office, Assignment).officer_id == officer.officer_id
    assert "Đã giao 1 hồ sơ cho Trần Thị Mẫu" in page.success.text
    mine = opened(qtbot, office, officer, record)
    assert "Giao cho Trần Thị Mẫu. Khách quay lại chiều nay" in words(mine.body.declared)
    press(mine, "Ctrl+M")
    assert mine.work.panel.isHidden()


def test_a_note_stays_in_view_although_something_worse_is_to_be_said(qtbot, office, officer, supervisor, take):
    record = take("00001/2026/00101", b.HOA, pictures={})
    office.act(office.context(supervisor), assigning.assign, AssignDraft((record.id,), 1, "Khách quay lại"))
    page = opened(qtbot, office, officer, record)
    shown = words(page.body.declared)
    assert "Khách quay lại" in shown
    assert "gần khớp" in shown


# --- the second look ----------------------------------------------------------------------------------------------


def test_the_first_officer_hears_that_it_waits(qtbot, watched, officer, take):
    record = take("00001/2026/00101")
    page = opened(qtbot, watched, officer, record)
    b.approve(watched, officer, record)
    page.watch.look()
    assert "Quyết định chờ người thứ hai xem lại" in words(page.body)
    other = take("00002/2026/00101", b.HAI, phone="0900093351", email=None)
    page.open(other.id, QUERY)
    page.choose(Verdict.INVALID)
    page.body.assessment.reasons[Verdict.INVALID].restore((), "Tờ khai trùng")
    page.deciding.on_answers()
    page.recording.record()
    assert "chờ người thứ hai xem lại; chưa gửi tin nào" in page.success.text


@pytest.mark.parametrize("query", [LOOKS, QUERY])
def test_a_second_look_shows_the_file_undecided_and_records_what_is_found(
    qtbot, watched, officer, supervisor, take, query
):
    record = take("00001/2026/00101")
    watched.act(watched.context(officer), assessments.record, b.invalid(record, "Tờ khai trùng", note="Ảnh mờ"))
    page = opened(qtbot, watched, supervisor, record, query)
    shown = words(page, hidden=True)
    assert "Xem lại lần hai" in shown
    assert not any(told in shown for told in ("Từ chối duyệt", "Tờ khai trùng", "Ảnh mờ"))
    assert page.bar.record.text() == "Ghi nhận xem lại"
    hidden = (page.head.ask, page.head.receive, page.head.reopen, page.head.other, page.head.print)
    assert all(button.isHidden() for button in hidden)
    press(page, "F8")
    assert page.bar.can_record, page.bar.sentence
    press(page, "Ctrl+Return")
    look = one(watched, SecondLook)
    assert (look.status, look.verdict, look.officer_name) == ("disagreed", Verdict.VALID, "Nguyễn Văn Thử")
    assert "người thứ nhất đánh giá khác" in page.success.text


def test_what_others_do_meanwhile_tells_the_second_officer_nothing(qtbot, watched, officer, supervisor, take):
    record = take("00001/2026/00101")
    watched.act(watched.context(officer), assessments.record, b.invalid(record, "Tờ khai trùng"))
    page = opened(qtbot, watched, supervisor, record, LOOKS)
    watched.act(watched.context(officer), holding.release_due)
    page.watch.look()
    assert page.record_shown.state is State.WAITING
    press(page, "F6")
    press(page, "F4")
    assert page.work.question.isHidden()
    assert page.record_shown.state is State.WAITING


def test_not_valid_needs_words_also_in_a_second_look(qtbot, watched, officer, supervisor, take):
    record = take("00001/2026/00101")
    watched.act(watched.context(officer), assessments.record, b.invalid(record, "Tờ khai trùng"))
    page = opened(qtbot, watched, supervisor, record, LOOKS)
    press(page, "F9")
    assert not page.bar.can_record
    page.body.assessment.reasons[Verdict.INVALID].restore((), "Tờ khai trùng")
    page.deciding.on_answers()
    click(page.bar.record)
    assert one(watched, SecondLook).status == "agreed"
    assert "hai người đánh giá như nhau" in page.success.text


# --- disagreements ------------------------------------------------------------------------------------------------


@pytest.fixture
def disagreed(watched, officer, supervisor, take):
    record = take("00001/2026/00101")
    watched.act(watched.context(officer), assessments.record, b.invalid(record, "Tờ khai trùng"))
    draft = LookDraft(one(watched, SecondLook).id, Verdict.VALID)
    watched.act(watched.context(supervisor), second_looks.record, draft)
    return record


def test_a_supervisor_sees_both_findings_and_lets_the_first_hold(qtbot, watched, supervisor, disagreed):
    page = opened(qtbot, watched, supervisor, disagreed, LOOKS)
    row = words(page.work.disagreement)
    for told in ("Trần Thị Mẫu, 21/11/2026 08:00", "không hợp lệ", "Tờ khai trùng", "Nguyễn Văn Thử"):
        assert told in row
    assert page.record_shown.state is State.REJECTED, "nobody judges it afresh any more"
    press(page, "Alt+G")
    assert one(watched, SecondLook).status == "upheld"
    assert page.work.disagreement.isHidden()
    assert "Giữ quyết định đầu" in page.success.text


def test_taken_back_the_file_is_open_again(qtbot, watched, supervisor, disagreed):
    page = opened(qtbot, watched, supervisor, disagreed)
    press(page, "Alt+B")
    assert one(watched, SecondLook).status == "overruled"
    assert page.record_shown.state is State.WAITING
    assert page.work.disagreement.isHidden()


def test_an_officer_is_told_of_it_and_settles_nothing(qtbot, watched, officer, disagreed):
    page = opened(qtbot, watched, officer, disagreed)
    assert page.work.disagreement.isHidden()
    assert "Hai người đánh giá khác nhau" in words(page.body)
