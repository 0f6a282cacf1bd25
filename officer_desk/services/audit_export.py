# SPDX-License-Identifier: Apache-2.0
"""The trace as a file that `docs/verify_trace.py` checks: every row as it was digested, and the ends of the chains."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from officer_desk import __version__
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import Actor
from officer_desk.gateways.disk import whole_file
from officer_desk.models.database import trouble_in_words
from officer_desk.models.tables import TraceEntry, TraceHead
from officer_desk.services.context import Context
from officer_desk.services.steps import trace
from officer_desk.services.work import Door, Watch

FORMAT, VERSION = "officer-desk/trace", 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BATCH = 500


def export(job: Watch, office: Door, actor: Actor | None, target: Path) -> int:
    """Write the whole trace, this act included, and give the number of rows; all of it or nothing.

    Raises `Refused("may-not")`, `Unavailable("no-room")` and its like.
    """
    context = office.context(actor)
    demand(context.actor.role, Task.EXPORT_TRACE)
    with trouble_in_words():
        with office.database.writing.begin() as session:
            trace(session, context, "export-trace", "trace")
        with office.database.reading() as session, whole_file(target) as file:
            return _write(job, session, context, file)


def _write(job: Watch, session: Session, context: Context, file: IO[bytes]) -> int:
    total = session.scalar(select(func.count()).select_from(TraceEntry)) or 0
    _line(file, {"format": FORMAT, "version": VERSION, "program": __version__, "exported_at": _micros(context.now)})
    done = 0
    rows = select(TraceEntry).order_by(TraceEntry.office_code, TraceEntry.sequence)
    for entry in session.scalars(rows.execution_options(yield_per=_BATCH)):
        _line(file, {"row": _row(entry)})
        done += 1
        if done % _BATCH == 0:
            job.progress(done, total)
    heads = session.scalars(select(TraceHead).order_by(TraceHead.office_code)).all()
    for head in heads:
        values = {"office_code": head.office_code, "sequence": head.sequence, "digest": head.digest, "seal": head.seal}
        _line(file, {"head": values})
    _line(file, {"end": {"rows": done, "heads": len(heads)}})
    job.progress(total, total)
    return done


def _row(entry: TraceEntry) -> dict[str, Any]:
    """Give a row with the values that its digest is made of (docs/trace.md), the digest, and its place."""
    return {
        "id": entry.id,
        "office_code": entry.office_code,
        "sequence": entry.sequence,
        "at": _micros(entry.at),
        "officer_id": entry.officer_id,
        "user_name": entry.user_name,
        "role": str(entry.role),
        "act": entry.act,
        "act_key": entry.act_key,
        "subject": entry.subject,
        "facts": entry.facts,
        "previous": entry.previous,
        "digest": entry.digest,
    }


def _micros(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _line(file: IO[bytes], value: dict[str, Any]) -> None:
    file.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
