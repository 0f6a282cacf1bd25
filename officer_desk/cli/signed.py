# SPDX-License-Identifier: Apache-2.0
"""The command that files scanned, signed forms."""

from pathlib import Path

import click

from officer_desk.catalogue import translate
from officer_desk.cli.common import PATHS, Progress, local_administrator, opened, say_json
from officer_desk.domain.records import StackReport
from officer_desk.services import stacks

_DONE = frozenset({"filed", "flagged"})


def commands() -> dict[str, click.Command]:
    """Give the commands by name."""
    told = translate(
        "CommandLine", "File signed forms that were scanned: PDF, TIFF and picture files, or folders of them."
    )
    return {
        "file-signed": click.Command(
            "file-signed",
            callback=_file_signed,
            help=told,
            params=[
                click.Argument(["paths"], nargs=-1, required=True, type=PATHS),
                click.Option(["--json", "as_json"], is_flag=True, help=translate("CommandLine", "Write JSON.")),
            ],
        ),
    }


def _file_signed(paths: tuple[Path, ...], as_json: bool) -> int:
    with opened(click.get_current_context()) as office:
        job = Progress(translate("CommandLine", "Filing signed forms"))
        report = stacks.file_stack(job, office, local_administrator(), paths, "files")
        job.close()
    if as_json:
        say_json(_as_json(report))
    else:
        for page in report.pages:
            click.echo(page.message, err=page.outcome not in _DONE)
        click.echo(_summary(report))
    return 0 if all(page.outcome in _DONE for page in report.pages) else 1


def _as_json(report: StackReport) -> dict[str, object]:
    pages = [
        {"page": page.page, "outcome": page.outcome, "number": page.number, "message": page.message}
        for page in report.pages
    ]
    return {"pages": pages}


def _summary(report: StackReport) -> str:
    outcomes = [page.outcome for page in report.pages]
    text = translate(
        "CommandLine",
        "{pages} pages: {filed} filed, {flagged} filed but outdated, {refused} refused, {unread} waiting in the tray.",
    )
    counts = {name: outcomes.count(name) for name in ("filed", "flagged", "refused", "unread")}
    return text.format(pages=len(outcomes), **counts)
