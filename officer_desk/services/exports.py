# SPDX-License-Identifier: Apache-2.0
"""Exporting a list: page after page as the officer sees it, marked with who did it, traced without a personal value."""

import dataclasses
import json
from contextlib import AbstractContextManager
from pathlib import Path

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import day_of, format_day, format_time
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import Actor, DeclarationRow, ExportReport, SearchQuery
from officer_desk.errors import Refused
from officer_desk.gateways import spreadsheets
from officer_desk.models.database import trouble_in_words
from officer_desk.services import declarations, standing
from officer_desk.services.context import Context
from officer_desk.services.steps import trace
from officer_desk.services.work import Door, Watch

_BATCH = 500
CSV, EXCEL = "csv", "xlsx"


class _Stopped(Exception):
    """The officer stopped it; what is unfinished goes."""


def export(job: Watch, office: Door, actor: Actor | None, query: SearchQuery, path: Path) -> ExportReport:
    """Write the list of a question to `path` (its ending says how); the file is there whole or not at all.

    The trace row is written before the file gets its name: no list leaves the desk without one. Raises
    `Refused("export-format")`, `("file-unwritable")`, `("may-not")`.
    """
    context = office.context(actor)
    demand(context.actor.role, Task.VIEW)
    kind = path.suffix.lower().removeprefix(".")
    # Whatever the screen asked: never more than the own office, but for numbers that are known exactly.
    asked = dataclasses.replace(query, office_code=context.actor.office_code, limit=_BATCH, after=None)
    total = _ask_total(office, context, asked)
    job.progress(0, total)
    rows = 0
    try:
        with _sheet(kind, path, watermark(context)) as sheet:
            page_query: SearchQuery | None = asked
            while page_query is not None:
                if job.cancelled:
                    raise _Stopped
                page_query, written = _write_page(office, context, page_query, sheet, rows)
                rows += written
                job.progress(rows, max(rows, total))
            _trace(office, context, asked, kind, rows)
    except _Stopped:
        return ExportReport(rows, whole=False)
    return ExportReport(rows, whole=True)


def watermark(context: Context) -> str:
    """Give «Xuất bởi Trần Thị Mẫu (tran.thi.mau) lúc 21/11/2026 08:00 · cơ quan 00101»."""
    words = translate("Export", "Exported by {name} ({user}) at {time} · office {office}")
    actor = context.actor
    return words.format(
        name=actor.full_name, user=actor.user_name, time=format_time(context.now), office=actor.office_code
    )


def _ask_total(office: Door, context: Context, query: SearchQuery) -> int:
    with trouble_in_words(), office.database.reading() as session:
        standing.demand(session, context)
        return declarations.count(session, context, query)


def _write_page(
    office: Door, context: Context, query: SearchQuery, sheet: spreadsheets.Sheet, before: int
) -> tuple[SearchQuery | None, int]:
    with trouble_in_words(), office.database.reading() as session:
        page = declarations.search(session, context, query)
    for place, row in enumerate(page.rows, before + 1):
        sheet.add(_cells(place, row))
    if not page.more or not page.rows:
        return None, len(page.rows)
    last = page.rows[-1]
    return dataclasses.replace(query, after=(last.submitted_at, last.id)), len(page.rows)


def _trace(office: Door, context: Context, query: SearchQuery, kind: str, rows: int) -> None:
    asked = json.dumps(dataclasses.asdict(query), default=str, sort_keys=True)
    facts = {"rows": rows, "format": kind, "filter": context.gateways.keys.digest("export", asked)}
    with trouble_in_words(), office.database.writing.begin() as session:
        standing.demand(session, context)
        trace(session, context, "export-list", query.office_code, facts)


def _sheet(kind: str, path: Path, mark: str) -> AbstractContextManager[spreadsheets.Sheet]:
    columns = _columns()
    heads = [words for words, _width in columns]
    if kind == CSV:
        return spreadsheets.whole_csv(path, mark, heads)
    if kind == EXCEL:
        return spreadsheets.whole_excel(path, mark, heads, [width for _words, width in columns])
    raise Refused("export-format", offender=path.name)


def _columns() -> tuple[tuple[str, int], ...]:
    return (
        (translate("Export", "No."), 6),
        (translate("Export", "Declaration number"), 20),
        (translate("Export", "SI code"), 14),
        (translate("Export", "Full name"), 28),
        (translate("Export", "ID number"), 16),
        (translate("Export", "Phone"), 13),
        (translate("Export", "Registration type"), 22),
        (translate("Export", "Channel"), 14),
        (translate("Export", "Office"), 9),
        (translate("Export", "Submitted"), 12),
        (translate("Export", "Due on"), 12),
        (translate("Export", "Condition"), 16),
        (translate("Export", "Status"), 16),
    )


def _cells(place: int, row: DeclarationRow) -> tuple[str, ...]:
    return (
        str(place),
        row.number,
        row.insurance_code,
        row.full_name,
        row.id_number,
        row.phone,
        texts.kind(row.kind),
        texts.channel(row.channel),
        row.office_code,
        format_day(day_of(row.submitted_at)),
        "" if row.days_left is None else format_day(row.due_on),
        texts.condition(row.condition),
        texts.state(row.state),
    )
