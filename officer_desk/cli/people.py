# SPDX-License-Identifier: Apache-2.0
"""Commands for whoever looks after the office: verifying and exporting the trace."""

import click

from officer_desk.catalogue import translate
from officer_desk.cli import exporting
from officer_desk.cli.common import local_administrator, opened, say_json
from officer_desk.services import audit


def commands() -> dict[str, click.Command]:
    """Give the commands by name."""
    return {"audit": _audit()}


def _audit() -> click.Group:
    group = click.Group("audit", help=translate("CommandLine", "The trace of all acts and views."))
    group.add_command(
        click.Command(
            "verify",
            callback=_verify,
            help=translate("CommandLine", "Say whether the trace is intact."),
            params=[click.Option(["--json", "as_json"], is_flag=True, help=translate("CommandLine", "Write JSON."))],
        )
    )
    group.add_command(exporting.command())
    return group


def _verify(as_json: bool) -> int:
    with opened(click.get_current_context()) as here:
        found = here.ask(here.context(local_administrator()), audit.verify)
    if as_json:
        say_json(
            {
                "intact": found.intact,
                "rows": found.rows,
                "office_code": found.office_code,
                "sequence": found.sequence,
                "wrong": found.wrong,
                "subject": found.subject,
            }
        )
    elif found.intact:
        click.echo(translate("CommandLine", "The trace is intact: {rows} rows.").format(rows=found.rows))
    else:
        click.echo(
            _wrong(found.wrong or "").format(office=found.office_code, row=found.sequence, file=found.subject), err=True
        )
    return 0 if found.intact else 1


def _wrong(wrong: str) -> str:
    return {
        "edited": translate("CommandLine", "Office {office}: row {row} of the trace was edited."),
        "deleted": translate("CommandLine", "Office {office}: row {row} of the trace was deleted."),
        "reordered": translate("CommandLine", "Office {office}: row {row} of the trace is out of order."),
        "cut-off": translate("CommandLine", "Office {office}: the trace was cut off at its end, from row {row}."),
        "no-row": translate("CommandLine", "Rows of the trace were taken away: file {file} has acts without one."),
        "no-seal": translate(
            "CommandLine", "Office {office}: the end of the trace is not sealed by this office's key."
        ),
    }[wrong]
