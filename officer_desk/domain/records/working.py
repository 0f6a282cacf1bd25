# SPDX-License-Identifier: Apache-2.0
"""Whose work a file is: assignments, questions to a supervisor, second looks."""

from dataclasses import dataclass
from datetime import datetime

from officer_desk.domain.values import Kind, State, Verdict


@dataclass(frozen=True, slots=True)
class AssignDraft:
    """Files to give to an officer; without one they go back to the queue."""

    declaration_ids: tuple[int, ...]
    officer_id: int | None
    note: str = ""
    """What he should know."""


@dataclass(frozen=True, slots=True)
class AssignReport:
    """What assigning did."""

    count: int
    """Files that were given, or went back to the queue."""
    officer_name: str | None
    left: tuple[str, ...] = ()
    """Numbers of files that were decided meanwhile: nobody gets them."""


@dataclass(frozen=True, slots=True)
class AssignmentRecord:
    """Whose work a file is."""

    officer_id: int
    officer_name: str
    note: str
    by_name: str
    at: datetime
    by_rule: bool


@dataclass(frozen=True, slots=True)
class OfficerLoad:
    """How much an officer of the office has to do; `holding`: undecided files that are his or that he has open."""

    officer_id: int
    full_name: str
    counter: str | None
    absent: bool
    holding: int
    done_today: int


@dataclass(frozen=True, slots=True)
class AssigningRule:
    """Who gets new files of a kind. `how`: "nobody" · "round-robin" (all reception officers) · "named" (in turn)."""

    kind: Kind
    how: str
    names: tuple[str, ...] = ()
    """User names."""


@dataclass(frozen=True, slots=True)
class AssigningDraft:
    """Rules to put in force."""

    rules: tuple[AssigningRule, ...]
    seen_digest: str


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """A question to a supervisor about a file, and his answer."""

    id: int
    declaration_id: int
    asked_by: int
    asked_by_name: str
    question: str
    asked_at: datetime
    answered_by_name: str | None = None
    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question about a file."""

    declaration_id: int
    question: str


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """The answer to a question."""

    escalation_id: int
    answer: str


@dataclass(frozen=True, slots=True)
class LookRecord:
    """A second look as those see it who need not judge afresh."""

    id: int
    declaration_id: int
    number: str
    status: str
    """"open" · "later" (the decision took effect already) · "agreed" · "disagreed" · "upheld" · "overruled" ·
    "taken-back"."""
    why: tuple[str, ...]
    asked_at: datetime
    first_officer_id: int
    first_name: str
    first_verdict: Verdict
    first_words: tuple[str, ...]
    officer_name: str | None = None
    verdict: Verdict | None = None
    words: tuple[str, ...] = ()
    done_at: datetime | None = None
    settled_by_name: str | None = None
    settled_at: datetime | None = None
    in_force: bool = False
    """The decision has taken effect: it cannot be taken back, only the file be reopened."""


@dataclass(frozen=True, slots=True)
class LookRow:
    """A decision that waits for somebody's second look; what was decided is not told."""

    id: int
    declaration_id: int
    number: str
    full_name: str
    asked_at: datetime
    status: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookCounts:
    """How many decisions wait for the actor's second look, and how many disagreements for a supervisor."""

    waiting: int
    disagreed: int


@dataclass(frozen=True, slots=True)
class LookDraft:
    """What the second officer finds."""

    look_id: int
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class LookOutcome:
    """What came of a second look."""

    number: str
    full_name: str
    state: State
    agreed: bool


@dataclass(frozen=True, slots=True)
class SettleDraft:
    """A supervisor's word on a disagreement: the first decision holds, or it is taken back."""

    look_id: int
    uphold: bool
