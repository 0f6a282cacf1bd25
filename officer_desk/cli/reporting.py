# SPDX-License-Identifier: Apache-2.0
"""The command that makes the period report: as a table, as JSON, or as a file."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.cli.common import PATHS, Progress, local_administrator, opened, say_json
from officer_desk.domain import report_tables
from officer_desk.domain.figures import By, Figure
from officer_desk.domain.periods import Period, Span
from officer_desk.domain.records import PeriodReport, ReportQuery
from officer_desk.errors import Refused
from officer_desk.services import report_papers, reports

_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])
_SHAPE = "YYYY-MM-DD"


def commands() -> dict[str, click.Command]:
    """Give the commands by name."""
    return {
        "report": click.Command(
            "report",
            callback=_report,
            help=translate("CommandLine", "The period report: what came, how it was decided, what is left."),
            params=[
                click.Option(
                    ["--from", "first"],
                    type=_DAY,
                    metavar=_SHAPE,
                    required=True,
                    help=translate("CommandLine", "The first day."),
                ),
                click.Option(
                    ["--to", "last"],
                    type=_DAY,
                    metavar=_SHAPE,
                    required=True,
                    help=translate("CommandLine", "The last day."),
                ),
                click.Option(
                    ["--by"],
                    type=click.Choice([by.value for by in By]),
                    default=By.OFFICE.value,
                    help=translate("CommandLine", "By what the figures are told apart."),
                ),
                click.Option(["--office"], default="", help=translate("CommandLine", "Only this office.")),
                click.Option(["--json", "as_json"], is_flag=True, help=translate("CommandLine", "Write JSON.")),
                click.Option(
                    ["-o", "--output", "target"],
                    type=PATHS,
                    help=translate("CommandLine", "Write the report to this file, .pdf or .xlsx."),
                ),
            ],
        )
    }


def _report(first: datetime, last: datetime, by: str, office: str, as_json: bool, target: Path | None) -> None:
    period = _period(first.date(), last.date())
    told_apart = By(by)
    with opened(click.get_current_context()) as here:
        job = Progress(translate("CommandLine", "Counting"))
        report = reports.make(job, here, local_administrator(), ReportQuery(period, office))
        job.close()
        if report is None:
            raise click.Abort
        if target is not None:
            report_papers.write(job, here, local_administrator(), report, told_apart, target)
    if as_json:
        say_json(_as_json(report, told_apart))
        return
    if target is not None:
        click.echo(translate("CommandLine", "The report is in {path}.").format(path=target))
        return
    _say_table(report, told_apart)


def _period(first: date, last: date) -> Period:
    if first > last:
        raise Refused("period-backwards")
    return Period(Span.ANY, first, last)


def _as_json(report: PeriodReport, by: By) -> dict[str, object]:
    lines = report_tables.lines(report, by)
    return {
        "from": report.query.period.first.isoformat(),
        "to": report.query.period.last.isoformat(),
        "until": report.until.isoformat(),
        "by": by.value,
        "lines": [
            {"key": line.key, "name": report_papers.name_of(report, by, line.key), **_counts(line.counts)}
            for line in lines[:-1]
        ],
        "total": _counts(lines[-1].counts),
        "refused_by_reason": {texts.refusal_reason(reason): count for reason, count in report_tables.reasons(report)},
    }


def _counts(counts: Mapping[Figure, int]) -> dict[str, int]:
    return {figure.value: count for figure, count in counts.items()}


def _say_table(report: PeriodReport, by: By) -> None:
    click.echo(texts.period(report.query.period))
    rows: list[Sequence[str]] = [
        (report_papers.name_of(report, by, line.key), *(str(line.counts[figure]) for figure in Figure))
        for line in report_tables.lines(report, by)
    ]
    for place, figure in enumerate(("", *Figure)):
        name = texts.figure(figure) if isinstance(figure, Figure) else texts.grouping(by)
        click.echo("  ".join((f"{name:<24}", *(f"{row[place]:>12}" for row in rows))))
    click.echo(report_papers.balance(report))
