# SPDX-License-Identifier: Apache-2.0
"""Questions to a supervisor about a file (hỏi người phụ trách), and the answers; the file may be decided meanwhile."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import AnswerDraft, QuestionDraft, QuestionRecord
from officer_desk.errors import Refused
from officer_desk.models.tables import Declaration, Escalation
from officer_desk.services.beside import question_record
from officer_desk.services.context import Context
from officer_desk.services.steps import already_done, load, load_whole, trace

MOST = 2000
ASK, ANSWER = "ask-supervisor", "answer"
"""The acts' names in the trace."""


def ask(session: Session, context: Context, draft: QuestionDraft) -> QuestionRecord:
    """Ask the supervisors of the actor's office about a file.

    Raises `Refused` with "may-not", "question-missing", "question-too-long", "question-open" (one at a time), and what
    `steps.load_whole` refuses.
    """
    demand(context.actor.role, Task.ASK_SUPERVISOR)
    declaration = load_whole(session, draft.declaration_id)
    open_one = _open_one(session, declaration)
    if already_done(session, context) and open_one is not None:
        return question_record(open_one)
    question = _words(draft.question)
    if open_one is not None:
        raise Refused("question-open", by=open_one.asked_by_name)
    asked = Escalation(
        declaration_id=declaration.id,
        office_code=context.actor.office_code,
        asked_by=context.actor.officer_id,
        asked_by_name=context.actor.full_name,
        question=question,
        asked_at=context.now,
    )
    session.add(asked)
    session.flush()
    trace(session, context, ASK, declaration.number, {"content": _digest(context, question)})
    return question_record(asked)


def answer(session: Session, context: Context, draft: AnswerDraft) -> QuestionRecord:
    """Answer a question; the file is then among the work of whoever asked.

    Raises `Refused` with "may-not", "question-missing", "question-too-long", "question-answered" (with `by`).
    """
    demand(context.actor.role, Task.ANSWER)
    asked = session.get(Escalation, draft.escalation_id)
    if asked is None or asked.office_code != context.actor.office_code:
        raise Refused("may-not", act=ANSWER)
    if already_done(session, context):
        return question_record(asked)
    if asked.answered_at is not None:
        raise Refused("question-answered", by=asked.answered_by_name)
    asked.answer = _words(draft.answer)
    asked.answered_by, asked.answered_by_name = context.actor.officer_id, context.actor.full_name
    asked.answered_at = context.now
    session.flush()
    number = load(session, asked.declaration_id).number
    trace(session, context, ANSWER, number, {"content": _digest(context, asked.answer)})
    return question_record(asked)


def open_ones(session: Session, context: Context) -> tuple[QuestionRecord, ...]:
    """Give the questions that wait for a supervisor of the actor's office, the oldest first."""
    demand(context.actor.role, Task.ANSWER)
    here = (Escalation.office_code == context.actor.office_code, Escalation.answered_at.is_(None))
    return tuple(
        question_record(row) for row in session.scalars(select(Escalation).where(*here).order_by(Escalation.id))
    )


def _open_one(session: Session, declaration: Declaration) -> Escalation | None:
    here = (Escalation.declaration_id == declaration.id, Escalation.answered_at.is_(None))
    return session.scalar(select(Escalation).where(*here))


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise Refused("question-missing")
    if len(words) > MOST:
        raise Refused("question-too-long", most=MOST)
    return words


def _digest(context: Context, words: str) -> str:
    return context.gateways.keys.digest("question", words)
