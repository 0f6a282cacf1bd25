# SPDX-License-Identifier: Apache-2.0
"""A period report as a file: PDF with plots, or Excel with every file it counts. Marked with who took it, traced."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain import report_tables
from officer_desk.domain.calendar import day_of, format_time
from officer_desk.domain.figures import IN, OUT, By, Figure
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import Actor, PaperReport, PeriodReport, ReportFile
from officer_desk.domain.values import Channel, Kind, Role
from officer_desk.errors import Refused
from officer_desk.gateways import spreadsheets
from officer_desk.gateways.disk import whole_file
from officer_desk.gateways.spreadsheets import Table
from officer_desk.models.database import trouble_in_words
from officer_desk.printing import letterhead, period_report, wording
from officer_desk.printing.bars import Bar, Hatch, grouped
from officer_desk.printing.control_slip import office_name
from officer_desk.printing.letterhead import Letterhead
from officer_desk.printing.period_report import ReportPaper, ReportTable
from officer_desk.services import standing
from officer_desk.services.context import Context
from officer_desk.services.exports import watermark
from officer_desk.services.forms import office_record
from officer_desk.services.steps import trace
from officer_desk.services.work import Door, Watch

PDF, EXCEL = "pdf", "xlsx"
REPORT = "report"
"""The act's name in the trace."""
_MOST_BARS = 23
"""So many reasons have a bar of their own: with the rest they fit on a page."""
_BY_HAND = "…………"
_HATCHES = {
    Figure.CARRIED: Hatch.EMPTY,
    Figure.RECEIVED: Hatch.LEVEL,
    Figure.AGAIN: Hatch.UPRIGHT,
    Figure.APPROVED: Hatch.DENSE,
    Figure.REFUSED: Hatch.CROSSED,
    Figure.EXPIRED: Hatch.FALLING,
    Figure.WITHDRAWN: Hatch.RISING,
    Figure.OPEN: Hatch.EMPTY,
}


def write(job: Watch, office: Door, actor: Actor | None, report: PeriodReport, by: By, path: Path) -> PaperReport:
    """Write a report to `path` (its ending says how); the file is there whole or not at all.

    The trace row is written before the file gets its name. Raises `Refused("report-format")`,
    `("file-unwritable")`, `("may-not")`, `Unavailable` for what a disk says.
    """
    context = office.context(actor)
    demand(context.actor.role, Task.REPORT)
    if context.actor.role is not Role.ADMINISTRATOR and report.query.office_code != context.actor.office_code:
        raise Refused("may-not", act=Task.REPORT)
    kind = path.suffix.lower().removeprefix(".")
    match kind:
        case "pdf":
            whole = _write_pdf(job, office, context, report, by, path)
        case "xlsx":
            whole = _write_excel(job, office, context, report, by, path)
        case _:
            raise Refused("report-format", offender=path.name)
    return PaperReport(path.name, whole)


def digest(context: Context, report: PeriodReport) -> str:
    """Give a keyed digest of all that was counted: whoever has the paper and the key can prove what it said."""
    counted = [[file.number, sorted(file.figures), file.reason] for file in report.files]
    return context.gateways.keys.digest("report", json.dumps(counted, ensure_ascii=False))


def name_of(report: PeriodReport, by: By, key: str | int | None) -> str:
    """Name a line of figures."""
    if key is None:
        return translate("Report", "Total")
    match by:
        case By.OFFICE:
            code = str(key)
            return f"{report.offices.get(code, '')} ({code})".strip()
        case By.CHANNEL:
            return texts.channel(Channel(key))
        case By.KIND:
            return texts.kind(Kind(key))
        case By.OFFICER:
            return report.officers.get(int(key), str(key)) if key else translate("Report", "Nobody yet")


def balance(report: PeriodReport) -> str:
    """Say how the two sides of the report balance."""
    sums = report_tables.lines(report, By.OFFICE)[-1].counts
    came = " + ".join(f"{texts.figure(figure).lower()} {grouped(sums[figure])}" for figure in IN)
    went = " + ".join(f"{texts.figure(figure).lower()} {grouped(sums[figure])}" for figure in OUT)
    total = grouped(sum(sums[figure] for figure in IN))
    return translate("Report", "Balance: {came} = {went} = {total} files.").format(came=came, went=went, total=total)


def _write_pdf(job: Watch, office: Door, context: Context, report: PeriodReport, by: By, path: Path) -> bool:
    job.progress(0, 2)
    with trouble_in_words(), office.database.reading() as session:
        head = _letterhead(session, context, report)
    data = period_report.render(paper(context, report, by, head))
    job.progress(1, 2)
    if job.cancelled:
        return False
    with whole_file(path) as file:
        file.write(data)
        _trace(office, context, report, by, PDF)
    job.progress(2, 2)
    return True


def _write_excel(job: Watch, office: Door, context: Context, report: PeriodReport, by: By, path: Path) -> bool:
    total, done = len(report.files), 0

    def files() -> Iterator[tuple[str | int, ...]]:
        nonlocal done
        for file in report.files:
            yield _cells(report, file)
            done += 1
            if done % 500 == 0:
                job.progress(done, total)

    job.progress(0, total)
    sheets = (*_figures(report, by), _all_files(files()))
    whole = spreadsheets.write_tables(
        path,
        watermark(context),
        sheets,
        may_go_on=lambda: not job.cancelled,
        before_naming=lambda: _trace(office, context, report, by, EXCEL),
    )
    job.progress(total, total)
    return whole


def _trace(office: Door, context: Context, report: PeriodReport, by: By, kind: str) -> None:
    period = report.query.period
    facts = {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "by": by,
        "format": kind,
        "files": len(report.files),
        "digest": digest(context, report),
    }
    with trouble_in_words(), office.database.writing.begin() as session:
        standing.demand(session, context)
        trace(session, context, REPORT, report.query.office_code or "all", facts)


def paper(context: Context, report: PeriodReport, by: By, head: Letterhead) -> ReportPaper:
    """Give all that stands on the printed pages."""
    form = wording.load(context.gateways.texts.read, context.settings.form_template)
    code = report.query.office_code
    office = f"{report.offices.get(code, '')} ({code})".strip() if code else translate("Report", "All offices")
    made = translate("Report", "Made by {name} at {time}. Figures until {until}, counted from the trace.")
    sums = report_tables.lines(report, by)[-1].counts
    outcome = tuple(Bar(texts.figure(figure), sums[figure], _HATCHES[figure]) for figure in (*IN, *OUT))
    return ReportPaper(
        head=head,
        office=office,
        title=translate("Report", "REPORT ON THE PROCESSING OF DECLARATIONS"),
        period=texts.period(report.query.period),
        lines=(
            made.format(
                name=context.actor.full_name, time=format_time(report.made_at), until=format_time(report.until)
            ),
        ),
        balance=balance(report),
        tables=tuple(_printed(table) for table in _figures(report, by)),
        plots=(
            (translate("Report", "Files of the period"), outcome),
            (translate("Report", "First reason of refusal"), _plotted(report_tables.reasons(report))),
        ),
        empty_plot=translate("Report", "None in this period."),
        signers=(
            (translate("Report", "MADE BY"), context.actor.full_name),
            (translate("Report", "IN CHARGE OF THE OFFICE"), ""),
        ),
        signer_hint=form.slip.signature_hint,
        mark=watermark(context),
        page_words=translate("Report", "Page {page}/{pages}"),
    )


def _letterhead(session: Session, context: Context, report: PeriodReport) -> Letterhead:
    """Head the report with its office and the one above; that of all offices has a place to be written by hand."""
    form = wording.load(context.gateways.texts.read, context.settings.form_template)
    day, code = day_of(report.made_at), report.query.office_code
    if not code:
        return letterhead.made(form, "", translate("Report", "All offices").upper(), _BY_HAND, day)
    office = office_record(session, code)
    above = "" if office.parent_name is None else office_name(office.parent_name, form.slip.office)
    place = context.gateways.units.province_name(code[1:3])
    return letterhead.made(form, above, office_name(office.name, form.slip.office), place, day)


def _plotted(reasons: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """Give a bar for each reason; of very many the rarest share one, so that the bars add up to the refused."""
    some = [(texts.refusal_reason(reason), count) for reason, count in reasons[:_MOST_BARS]]
    if rest := sum(count for _, count in reasons[_MOST_BARS:]):
        some.append((translate("Report", "Other reasons"), rest))
    return tuple(Bar(words, count, Hatch.DENSE) for words, count in some)


def _printed(table: Table) -> ReportTable:
    rows = [
        tuple(cell if isinstance(cell, str) else grouped(cell) for cell in row) for row in (*table.rows, table.total)
    ]
    return ReportTable(table.name, tuple(table.heads), tuple(rows))


def _figures(report: PeriodReport, by: By) -> tuple[Table, Table]:
    lines = report_tables.lines(report, by)
    figures = [(name_of(report, by, line.key), *(line.counts[figure] for figure in Figure)) for line in lines]
    refused = report_tables.reasons(report)
    total = translate("Report", "Total"), sum(count for _, count in refused)
    heads = (texts.grouping(by), *(texts.figure(figure) for figure in Figure))
    return (
        Table(translate("Report", "Figures"), heads, (34, *[11] * len(Figure)), figures[:-1], figures[-1]),
        Table(
            translate("Report", "Refused by first reason"),
            (translate("Report", "Reason"), translate("Report", "Files")),
            (70, 11),
            [(texts.refusal_reason(reason), count) for reason, count in refused],
            total,
        ),
    )


def _all_files(rows: Iterator[tuple[str | int, ...]]) -> Table:
    heads = (
        translate("Report", "Declaration number"),
        texts.grouping(By.OFFICE),
        texts.grouping(By.CHANNEL),
        texts.grouping(By.KIND),
        texts.grouping(By.OFFICER),
        translate("Report", "State at the end"),
        translate("Report", "Reason"),
        *(texts.figure(figure) for figure in Figure),
    )
    widths = (20, 9, 22, 22, 24, 16, 40, *[11] * len(Figure))
    return Table(translate("Report", "Files"), heads, widths, rows)


def _cells(report: PeriodReport, file: ReportFile) -> tuple[str | int, ...]:
    return (
        file.number,
        file.office_code,
        texts.channel(file.channel),
        texts.kind(file.kind),
        name_of(report, By.OFFICER, file.officer_id),
        texts.state(file.state),
        texts.refusal_reason(file.reason) if file.reason else "",
        *(int(figure in file.figures) for figure in Figure),
    )
