# SPDX-License-Identifier: Apache-2.0
"""The command that writes the trace into a file."""

from pathlib import Path

import click

from officer_desk.catalogue import translate
from officer_desk.cli.common import PATHS, Progress, local_administrator, opened
from officer_desk.services import audit_export


def command() -> click.Command:
    """Give the command."""
    return click.Command(
        "export",
        callback=_export,
        help=translate("CommandLine", "Write the whole trace into a file; docs/verify_trace.py checks it."),
        params=[click.Argument(["file"], type=PATHS)],
    )


def _export(file: Path) -> None:
    with opened(click.get_current_context()) as office:
        job = Progress(translate("CommandLine", "Exporting"))
        rows = audit_export.export(job, office, local_administrator(), file)
        job.close()
    text = translate("CommandLine", "{rows} rows of the trace are in {path}. Check: python3 verify_trace.py {path}")
    click.echo(text.format(rows=rows, path=file))
