# SPDX-License-Identifier: Apache-2.0
"""What the board says of each file beside its row: who works on it, and what a supervisor should know first."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.domain.records import BoardNote, BoardRow, DeclarationRow
from officer_desk.domain.values import HgdAnswer, State, Verdict
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.models.tables import Assessment, Assignment, Claim, Declaration, Escalation, Officer, TraceEntry
from officer_desk.services import claims
from officer_desk.services.context import Context
from officer_desk.services.file_records import declared_of, missing_pictures

_Worker = tuple[str, str, bool]
_NOBODY: _Worker = ("", "", False)
_HGD = {HgdAnswer.NAME_DIFFERS: "name-differs", HgdAnswer.NOT_FOUND: "not-found"}


class Facts(NamedTuple):
    """A file's row, its age, and what else its own row of the database says."""

    file: DeclarationRow
    age: int
    registry_answer: HgdAnswer | None
    reminded_at: datetime | None


def board_rows(session: Session, context: Context, known: Sequence[Facts]) -> tuple[BoardRow, ...]:
    """Give the rows of the board in the same order; each question is put once for all of them."""
    open_ones = [one for one in known if one.file.state in UNDECIDED]
    ids = [one.file.id for one in open_ones]
    decided = _decisions(session, [one.file.id for one in known if one.file.state not in UNDECIDED])
    workers = _workers(session, context, ids)
    notes = _notes(session, open_ones)
    found: list[BoardRow] = []
    for one in known:
        judged = decided.get(one.file.id)
        note, worker = notes.get(one.file.id), workers.get(one.file.id, _NOBODY)
        if judged is not None:
            worker = (judged.officer_name, "", False)
            note = None if judged.spent_seconds is None else BoardNote("spent", seconds=judged.spent_seconds)
        found.append(BoardRow(one.file, one.age, note, *worker))
    return tuple(found)


def _workers(session: Session, context: Context, ids: Sequence[int]) -> dict[int, _Worker]:
    """Say who has it in hand, else whose work it is."""
    assigned = (
        select(Assignment.declaration_id, Officer.full_name, Officer.counter)
        .join(Officer, Officer.id == Assignment.officer_id)
        .where(Assignment.declaration_id.in_(ids))
    )
    found = {row.declaration_id: (row.full_name, row.counter or "", False) for row in session.execute(assigned)}
    claims = select(Claim).where(Claim.declaration_id.in_(ids), Claim.until > context.now)
    for claim in session.scalars(claims):
        found[claim.declaration_id] = (claim.officer_name, claim.counter or "", True)
    return found


def _decisions(session: Session, ids: Sequence[int]) -> dict[int, Assessment]:
    """Give the newest judgement of each decided file that stands."""
    stands = select(Assessment).where(Assessment.declaration_id.in_(ids), Assessment.taken_back_at.is_(None))
    return {row.declaration_id: row for row in session.scalars(stands.order_by(Assessment.id))}


def _notes(session: Session, known: Sequence[Facts]) -> dict[int, BoardNote]:
    ids = [one.file.id for one in known]
    found = {one.file.id: note for one in known if (note := _own_note(one)) is not None}
    fresh = {one.file.number: one.file.id for one in known if one.file.id not in found}
    found.update((fresh[number], BoardNote("unopened")) for number in _unopened(session, list(fresh)))
    incomplete = [one.file.id for one in known if one.file.state is State.INCOMPLETE]
    found.update(_lacking(session, incomplete))
    asked = select(Escalation.declaration_id, Escalation.question).where(
        Escalation.declaration_id.in_(ids), Escalation.answered_at.is_(None)
    )
    found.update((row.declaration_id, BoardNote("question", row.question)) for row in session.execute(asked))
    return found


def _own_note(one: Facts) -> BoardNote | None:
    kind = None if one.registry_answer is None else _HGD.get(one.registry_answer)
    if kind is not None:
        return BoardNote(kind)
    return None if one.reminded_at is None else BoardNote("reminded", at=one.reminded_at)


def _unopened(session: Session, numbers: Sequence[str]) -> list[str]:
    viewed = set(
        session.scalars(
            select(TraceEntry.subject).where(TraceEntry.subject.in_(numbers), TraceEntry.act == claims.VIEW).distinct()
        )
    )
    return [number for number in numbers if number not in viewed]


def _lacking(session: Session, ids: Sequence[int]) -> dict[int, BoardNote]:
    """Say which pictures are missing, else what the citizen was asked for."""
    found: dict[int, BoardNote] = {}
    for file in session.scalars(select(Declaration).where(Declaration.id.in_(ids))):
        present = [picture.role for picture in file.pictures if picture.superseded_at is None]
        missing = missing_pictures(declared_of(file), present)
        words = _asked_for(file)
        if missing:
            found[file.id] = BoardNote("lacks", roles=missing)
        elif words:
            found[file.id] = BoardNote("asked", words)
    return found


def _asked_for(file: Declaration) -> str:
    asked = [one for one in file.assessments if one.verdict is Verdict.INCOMPLETE and one.taken_back_at is None]
    return "; ".join((*asked[-1].reasons, asked[-1].note)).strip("; ") if asked else ""
