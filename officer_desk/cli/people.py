# SPDX-License-Identifier: Apache-2.0
"""Commands for the administrator: officers, and verifying the trace."""

import click

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.cli.common import local_administrator, opened, say_json
from officer_desk.domain.values import Role
from officer_desk.services import audit, officers


def commands() -> dict[str, click.Command]:
    """Give the commands by name."""
    return {"officers": _officers(), "audit": _audit()}


def _officers() -> click.Group:
    name = click.Argument(["name"])
    group = click.Group("officers", help=translate("CommandLine", "Officers: add, list, unlock, reset."))
    group.add_command(
        click.Command(
            "add",
            callback=_add,
            help=translate("CommandLine", "Add an officer and show the first password."),
            params=[
                name,
                click.Option(["--full-name"], required=True, help=translate("CommandLine", "Full name.")),
                click.Option(
                    ["--role"],
                    type=click.Choice([r.value for r in Role]),
                    default=Role.RECEPTION.value,
                    show_default=True,
                    help=translate("CommandLine", "Role."),
                ),
                click.Option(["--office"], required=True, help=translate("CommandLine", "Code of the office.")),
                click.Option(["--counter"], help=translate("CommandLine", "Name of the counter.")),
            ],
        )
    )
    group.add_command(
        click.Command(
            "list",
            callback=_list,
            help=translate("CommandLine", "List the officers."),
            params=[click.Option(["--json", "as_json"], is_flag=True, help=translate("CommandLine", "Write JSON."))],
        )
    )
    group.add_command(
        click.Command("unlock", callback=_unlock, help=translate("CommandLine", "Unlock an officer."), params=[name])
    )
    group.add_command(
        click.Command(
            "reset",
            callback=_reset,
            help=translate("CommandLine", "Give a new first password and take the phone away."),
            params=[name],
        )
    )
    return group


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
    return group


def _add(name: str, full_name: str, role: str, office: str, counter: str | None) -> None:
    with opened(click.get_current_context()) as here:
        context = here.context(local_administrator())
        (record, first), _ = here.act(context, officers.add, name, full_name, Role(role), office, counter, None)
    click.echo(
        translate("CommandLine", "{name}, first password: {password}").format(name=record.user_name, password=first)
    )


def _list(as_json: bool) -> None:
    with opened(click.get_current_context()) as here:
        found = here.ask(here.context(local_administrator()), officers.listing)
    if as_json:
        keys = (
            "user_name",
            "full_name",
            "role",
            "office_code",
            "counter",
            "locked",
            "enrolled",
            "must_change_password",
        )
        say_json([{key: getattr(officer, key) for key in keys} for officer in found])
        return
    for officer in found:
        locked = translate("CommandLine", "locked") if officer.locked else ""
        click.echo(
            "  ".join((officer.user_name, officer.full_name, texts.role(officer.role), officer.office_code, locked))
        )


def _unlock(name: str) -> None:
    with opened(click.get_current_context()) as here:
        here.act(here.context(local_administrator()), officers.unlock, name)
    click.echo(translate("CommandLine", "{name} is unlocked.").format(name=name))


def _reset(name: str) -> None:
    with opened(click.get_current_context()) as here:
        (record, first), _ = here.act(here.context(local_administrator()), officers.reset, name)
    click.echo(
        translate("CommandLine", "{name}, first password: {password}").format(name=record.user_name, password=first)
    )


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
