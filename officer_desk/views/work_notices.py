# SPDX-License-Identifier: Apache-2.0
"""What stands above the data about whose work a file is: a supervisor's note, his answer, the second look."""

from dataclasses import dataclass

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_time
from officer_desk.domain.records import AssignmentRecord, DeclarationRecord, LookRecord, QuestionRecord
from officer_desk.domain.workflow import UNDECIDED


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say: tone of `MessageLine`, its heavier head, its text, and where it comes from."""

    tone: str
    head: str
    text: str = ""
    source: str = ""
    icon: str | None = None
    can_ask_again: bool = False
    registry: bool = False
    """HGĐ's answer: it stays in view."""
    stays: bool = False
    """Somebody wrote it to the officer: it stays in view too."""
    asks: bool = False
    """It is a question that waits for its answer."""


def work_notices(record: DeclarationRecord) -> list[Notice]:
    """Give what somebody wrote about the file for whoever works on it."""
    if record.fresh_look is not None:
        head = translate("WorkNotices", "Second look.")
        text = translate("WorkNotices", "Assess the file as if nobody had decided it yet.")
        return [Notice("information", head, text, icon="eye", stays=True)]
    found: list[Notice] = []
    if record.assignment is not None and record.state in UNDECIDED:
        found.append(_assigned(record.assignment))
    if record.questions:
        found.append(_asked(record.questions[0]))
    if record.look is not None:
        found += _looked(record.look)
    return found


def _assigned(assigned: AssignmentRecord) -> Notice:
    head = translate("WorkNotices", "Assigned to {name}.").format(name=assigned.officer_name)
    if assigned.by_rule:
        return Notice("information", head, translate("WorkNotices", "By the office's rule."), icon="user-check")
    source = f"{assigned.by_name}, {format_time(assigned.at)}"
    return Notice("information", head, assigned.note, source, icon="user-check", stays=bool(assigned.note))


def _asked(question: QuestionRecord) -> Notice:
    if question.answered_at is None:
        head = translate("WorkNotices", "{name} asked the supervisor:").format(name=question.asked_by_name)
        source = format_time(question.asked_at)
        icon = "circle-question-mark"
        return Notice("information", head, question.question, source, icon=icon, stays=True, asks=True)
    head = translate("WorkNotices", "{name} answered:").format(name=question.answered_by_name)
    source = format_time(question.answered_at)
    words = translate("WorkNotices", "{answer} (asked: «{question}»)")
    told = words.format(answer=question.answer, question=question.question)
    return Notice("information", head, told, source, icon="message-square-text", stays=True)


def _looked(look: LookRecord) -> list[Notice]:
    why = "; ".join(texts.look_why(reason) for reason in look.why)
    match look.status:
        case "open":
            head = translate("WorkNotices", "The decision waits for a second officer.")
            return [Notice("information", head, why[:1].upper() + why[1:] + ".", icon="eye", stays=True)]
        case "disagreed":
            head = translate("WorkNotices", "Two officers found differently.")
            text = translate("WorkNotices", "A supervisor settles it.")
            return [Notice("amber", head, text, stays=True)]
        case _:
            return []
