# SPDX-License-Identifier: Apache-2.0
"""A question to the supervisor about a file, and the way back with the answer."""

from dataclasses import replace

import pytest

from officer_desk.domain.records import Actor, AnswerDraft, QuestionDraft, SearchQuery
from officer_desk.domain.values import Queue, Role
from officer_desk.errors import Refused
from officer_desk.models.tables import TraceEntry
from officer_desk.services import assessments, declarations, escalations
from tests import building
from tests.building import HAI, HOA

QUESTION = "Tên khác dấu, có cấp được không?"


@pytest.fixture
def file(office, officer):
    return building.take_one(office, officer, building.declaration("00001/2026/00101", HOA))


def queue_of(ask, who, queue):
    return [(row.number, row.mark, row.mark_words) for row in
            ask(declarations.search, SearchQuery("00101", queue=queue), by=who).rows]  # fmt: skip


def test_a_question_goes_to_the_supervisors_and_comes_back_with_its_answer(office, officer, supervisor, file, act, ask):
    asked = act(escalations.ask, QuestionDraft(file.id, f"  {QUESTION}\n"))
    assert (asked.question, asked.asked_by_name, asked.answered_at) == (QUESTION, "Trần Thị Mẫu", None)
    assert [one.id for one in ask(escalations.open_ones, by=supervisor)] == [asked.id]
    assert queue_of(ask, supervisor, Queue.QUESTIONS) == [(file.number, "question", QUESTION)]
    assert queue_of(ask, officer, Queue.MINE) == []
    answered = act(escalations.answer, AnswerDraft(asked.id, "Được, cùng một người"), by=supervisor)
    assert (answered.answer, answered.answered_by_name) == ("Được, cùng một người", "Nguyễn Văn Thử")
    assert ask(escalations.open_ones, by=supervisor) == ()
    assert queue_of(ask, officer, Queue.MINE) == [(file.number, "answer", "Được, cùng một người")]
    assert ask(declarations.counts)[Queue.MINE] == 1
    shown = ask(declarations.refresh, file.id)
    assert shown.questions == (answered,)
    told = {entry.act: entry.words for entry in shown.history}
    assert (told["ask-supervisor"], told["answer"]) == ((QUESTION,), ("Được, cùng một người",))


def test_a_file_with_a_question_may_be_decided_and_is_no_work_then(office, officer, supervisor, file, act, ask):
    asked = act(escalations.ask, QuestionDraft(file.id, QUESTION))
    act(assessments.record, building.invalid(file, "Họ tên không khớp dữ liệu HGĐ"))
    assert queue_of(ask, supervisor, Queue.QUESTIONS), "whoever is asked still sees it"
    act(escalations.answer, AnswerDraft(asked.id, "Đã rõ"), by=supervisor)
    assert queue_of(ask, officer, Queue.MINE) == []


def test_the_trace_has_neither_question_nor_answer_in_the_clear(office, officer, supervisor, file, act):
    asked = act(escalations.ask, QuestionDraft(file.id, QUESTION))
    act(escalations.answer, AnswerDraft(asked.id, "Được"), by=supervisor)
    with office.database.reading() as session:
        rows = [row for row in session.query(TraceEntry) if row.act in ("ask-supervisor", "answer")]
        assert [(row.act, row.subject, sorted(row.facts)) for row in rows] == [
            ("ask-supervisor", file.number, ["content"]), ("answer", file.number, ["content"])
        ]  # fmt: skip
        assert all(len(row.facts["content"]) == 64 for row in rows)


def test_one_question_at_a_time_and_one_answer_to_each(office, officer, supervisor, file, act):
    asked = act(escalations.ask, QuestionDraft(file.id, QUESTION))
    with pytest.raises(Refused, match="question-open"):
        act(escalations.ask, QuestionDraft(file.id, "Và nữa?"), by=supervisor)
    act(escalations.answer, AnswerDraft(asked.id, "Được"), by=supervisor)
    with pytest.raises(Refused, match="question-answered"):
        act(escalations.answer, AnswerDraft(asked.id, "Không được"), by=supervisor)
    act(escalations.ask, QuestionDraft(file.id, "Và nữa?"))


def test_the_same_question_sent_twice_is_asked_once(office, officer, supervisor, file):
    context = office.context(officer)
    first = office.act(context, escalations.ask, QuestionDraft(file.id, QUESTION))[0]
    assert office.act(context, escalations.ask, QuestionDraft(file.id, QUESTION))[0] == first
    answering = office.context(supervisor)
    said = office.act(answering, escalations.answer, AnswerDraft(first.id, "Được"))[0]
    assert office.act(answering, escalations.answer, AnswerDraft(first.id, "Được"))[0] == said


@pytest.mark.parametrize(("words", "why"), [(" \n ", "question-missing"), ("x" * 2001, "question-too-long")])
def test_a_question_has_words_and_not_too_many(office, officer, supervisor, file, act, words, why):
    with pytest.raises(Refused, match=why):
        act(escalations.ask, QuestionDraft(file.id, words))
    asked = act(escalations.ask, QuestionDraft(file.id, QUESTION))
    with pytest.raises(Refused, match=why):
        act(escalations.answer, AnswerDraft(asked.id, words), by=supervisor)


def test_only_supervisors_of_the_office_answer(office, officer, supervisor, file, act, ask):
    asked = act(escalations.ask, QuestionDraft(file.id, QUESTION))
    with pytest.raises(Refused, match="may-not"):
        act(escalations.answer, AnswerDraft(asked.id, "Được"))
    with pytest.raises(Refused, match="may-not"):
        ask(escalations.open_ones)
    stranger = replace(office.context(supervisor), actor=replace(supervisor, officer_id=0, office_code="00102"))
    with pytest.raises(Refused, match="may-not"):
        office.act(stranger, escalations.answer, AnswerDraft(asked.id, "Được"))
    administrator = Actor(3, "quan.tri.mau", "Quản Trị Mẫu", Role.ADMINISTRATOR, "00101")
    with pytest.raises(Refused, match="may-not"):
        act(escalations.ask, QuestionDraft(file.id, QUESTION), by=administrator)
    assert queue_of(ask, officer, Queue.QUESTIONS) == []
    assert building.take_one(office, officer, building.declaration("00002/2026/00101", HAI, phone="0900093355"))
