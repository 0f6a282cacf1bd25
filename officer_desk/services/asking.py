# SPDX-License-Identifier: Apache-2.0
"""What HGĐ says of each undecided file, kept beside it, so that the board counts without asking for each.

It is noted whenever HGĐ is asked for the file; and when a newer extract has come, all undecided files are asked for
anew, in the background and some at a time.
"""

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from officer_desk.domain.values import HgdAnswer
from officer_desk.models.database import trouble_in_words
from officer_desk.models.tables import Declaration, Mark
from officer_desk.services.context import Context
from officer_desk.services.file_records import ask_registry, declared_of, keep_answer
from officer_desk.services.work import Door, Watch

ASKED = "registry-answers"
"""The mark of the extract by which all undecided files were asked for."""
_AT_ONCE = 100
_Answers = dict[int, HgdAnswer]


def renew(job: Watch, office: Door) -> int:
    """Ask for all undecided files if the extract is newer than the answers; gives how many answers are new.

    May be stopped at any time and done by several desks at once: it begins again until it has come to its end.
    """
    context = office.context(None)
    taken_at = context.gateways.households.taken_at()
    wanted = "" if taken_at is None else taken_at.isoformat()
    with trouble_in_words():
        if not wanted or _mark(office) == wanted:
            return 0
        changed, after, total = 0, 0, _count(office)
        for done in range(0, total + _AT_ONCE, _AT_ONCE):
            if job.cancelled:
                return changed
            job.progress(min(done, total), total)
            answers, after = _ask_some(office, context, after)
            changed += _note(office, answers)
            if not after:
                break
        with office.database.writing.begin() as session:
            session.merge(Mark(name=ASKED, value=wanted, at=context.now))
        return changed


def _mark(office: Door) -> str:
    with office.database.reading() as session:
        mark = session.get(Mark, ASKED)
        return "" if mark is None else mark.value


def _count(office: Door) -> int:
    with office.database.reading() as session:
        return session.scalar(select(func.count()).where(Declaration.decided_at.is_(None))) or 0


def _ask_some(office: Door, context: Context, after: int) -> tuple[_Answers, int]:
    """Ask for the next files without holding up anybody who writes; gives the new answers, and where to go on."""
    with office.database.reading() as session:
        files = _next(session, after)
        new: _Answers = {}
        for file in files:
            known = file.registry_answer
            keep_answer(file, ask_registry(context, declared_of(file)))
            if file.registry_answer is not None and file.registry_answer is not known:
                new[file.id] = file.registry_answer
        after = files[-1].id if len(files) == _AT_ONCE else 0
        session.expunge_all()  # it is written later, and only if the file is still undecided
        return new, after


def _next(session: Session, after: int) -> Sequence[Declaration]:
    undecided = select(Declaration).where(Declaration.decided_at.is_(None), Declaration.id > after)
    return session.scalars(undecided.order_by(Declaration.id).limit(_AT_ONCE)).all()


def _note(office: Door, answers: _Answers) -> int:
    """Write answers down, except for files that were decided meanwhile; who has a file open does not notice."""
    if not answers:
        return 0
    with office.database.writing.begin() as session:
        for declaration_id, answer in answers.items():
            session.execute(
                update(Declaration)
                .where(Declaration.id == declaration_id, Declaration.decided_at.is_(None))
                .values(registry_answer=answer)
            )
    return len(answers)
