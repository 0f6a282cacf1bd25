# SPDX-License-Identifier: Apache-2.0
"""The command of the daily run: remind, let expire, destroy; or only list what would be done."""

from collections.abc import Iterable

import click

from officer_desk.catalogue import translate
from officer_desk.cli.common import Progress, opened, say_json
from officer_desk.domain.calendar import format_day, format_time, local
from officer_desk.domain.records import DailyReport, DueFile
from officer_desk.services import daily


def commands() -> dict[str, click.Command]:
    """Give the commands by name."""
    return {
        "expire": click.Command(
            "expire",
            callback=_expire,
            help=translate(
                "CommandLine",
                "Do the daily run: remind citizens, let files expire, destroy the data of long expired ones.",
            ),
            params=[
                click.Option(
                    ["--dry-run"], is_flag=True, help=translate("CommandLine", "Only list what would be done.")
                ),
                click.Option(["--json", "as_json"], is_flag=True, help=translate("CommandLine", "Write JSON.")),
            ],
        )
    }


def _expire(dry_run: bool, as_json: bool) -> int:
    with opened(click.get_current_context()) as office:
        job = Progress(translate("CommandLine", "Daily run"))
        report = daily.run(job, office, dry_run=dry_run)
        job.close()
    if as_json:
        say_json(_as_json(report, dry_run=dry_run))
    else:
        _say(report, dry_run=dry_run)
    return int(report.clock_wrong)


def _as_json(report: DailyReport, *, dry_run: bool) -> dict[str, object]:
    lists = {"reminded": report.reminded, "expired": report.expired, "destroyed": report.purged}
    return {
        "dry_run": dry_run,
        "clock_wrong": report.clock_wrong,
        **{name: [_file_as_json(file) for file in files] for name, files in lists.items()},
        "leftovers": report.leftovers,
    }


def _file_as_json(file: DueFile) -> dict[str, object]:
    return {
        "number": file.number,
        "office_code": file.office_code,
        "submitted_at": local(file.submitted_at).isoformat(),
        "due_on": file.due_on.isoformat(),
        "destroyed_from": None if file.destroyed_from is None else file.destroyed_from.isoformat(),
    }


def _say(report: DailyReport, *, dry_run: bool) -> None:
    if report.clock_wrong:
        text = translate(
            "CommandLine",
            "This machine's clock stands before what the desk has recorded. Nothing was done; set the clock right.",
        )
        click.echo(text, err=True)
        return
    for line in _lines(report):
        click.echo(line)
    totals = {"reminded": len(report.reminded), "expired": len(report.expired), "destroyed": len(report.purged)}
    text = (
        translate(
            "CommandLine", "To remind: {reminded}; to expire: {expired}; to destroy: {destroyed}. Nothing was done."
        )
        if dry_run
        else translate("CommandLine", "Reminded: {reminded}; expired: {expired}; destroyed: {destroyed}.")
    )
    click.echo(text.format(**totals))
    if report.leftovers:
        text = translate("CommandLine", "{count} things could not be done just now; the next run tries again.")
        click.echo(text.format(count=report.leftovers), err=True)


def _lines(report: DailyReport) -> Iterable[str]:
    yield from (_line(file, translate("CommandLine", "reminder")) for file in report.reminded)
    for file in report.expired:
        day = "" if file.destroyed_from is None else format_day(file.destroyed_from)
        yield _line(file, translate("CommandLine", "expired; destroyed on {day} unless brought back").format(day=day))
    yield from (_line(file, translate("CommandLine", "data destroyed")) for file in report.purged)


def _line(file: DueFile, what: str) -> str:
    due = translate("CommandLine", "due {day}").format(day=format_day(file.due_on))
    return "  ".join((file.number, format_time(file.submitted_at), due, what))
