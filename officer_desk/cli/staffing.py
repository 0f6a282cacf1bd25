# SPDX-License-Identifier: Apache-2.0
"""Commands for the administrator: officers and settings."""

from collections.abc import Callable
from typing import Any

import click

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.cli.common import local_administrator, opened, say_json
from officer_desk.domain.records import OfficerRecord, SettingValue
from officer_desk.domain.values import Role
from officer_desk.errors import Refused
from officer_desk.services import office_settings, staff

_LISTED = (
    "user_name",
    "full_name",
    "role",
    "office_code",
    "counter",
    "locked",
    "enrolled",
    "must_change_password",
    "active",
    "recovery_left",
)


def commands() -> dict[str, click.Command]:
    """Give the commands by name."""
    return {"officers": _officers(), "settings": _settings()}


def _officers() -> click.Group:
    group = click.Group("officers", help=translate("CommandLine", "Officers: add, list, lock, reset, deactivate."))
    group.add_command(_add_command())
    group.add_command(
        click.Command(
            "list",
            callback=_list,
            help=translate("CommandLine", "List the officers."),
            params=[_json_option()],
        )
    )
    acts: tuple[tuple[str, Callable[[str], None], str], ...] = (
        ("lock", _lock, translate("CommandLine", "Lock an officer out at once.")),
        ("unlock", _unlock, translate("CommandLine", "Unlock an officer.")),
        ("reset", _reset, translate("CommandLine", "Give a new first password and take the phone away.")),
        ("reset-password", _reset_password, translate("CommandLine", "Give a new first password; the phone stays.")),
        (
            "reset-code",
            _reset_code,
            translate("CommandLine", "Take phone and recovery codes away; the password stays."),
        ),
        ("deactivate", _deactivate, translate("CommandLine", "Put an officer out of use who has left.")),
        ("reactivate", _reactivate, translate("CommandLine", "Take an officer back, with a new first password.")),
    )
    for name, callback, words in acts:
        group.add_command(click.Command(name, callback=callback, help=words, params=[click.Argument(["name"])]))
    return group


def _add_command() -> click.Command:
    return click.Command(
        "add",
        callback=_add,
        help=translate("CommandLine", "Add an officer and show the first password."),
        params=[
            click.Argument(["name"]),
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


def _settings() -> click.Command:
    return click.Command(
        "settings",
        callback=_show_or_set,
        help=translate("CommandLine", "Show the settings, or one of them; with a value, set it."),
        params=[
            click.Argument(["name"], required=False),
            click.Argument(["value"], required=False),
            _json_option(),
        ],
    )


def _json_option() -> click.Option:
    return click.Option(["--json", "as_json"], is_flag=True, help=translate("CommandLine", "Write JSON."))


# --- officers ----------------------------------------------------------------------------------------------------


def _add(name: str, full_name: str, role: str, office: str, counter: str | None) -> None:
    with opened(click.get_current_context()) as here:
        context = here.context(local_administrator())
        outcome, _ = here.act(context, staff.add, name, full_name, Role(role), office, counter, None)
    _say_first(outcome)


def _list(as_json: bool) -> None:
    with opened(click.get_current_context()) as here:
        found = here.ask(here.context(local_administrator()), staff.listing)
    if as_json:
        say_json([{key: getattr(officer, key) for key in _LISTED} for officer in found])
        return
    for officer in found:
        facts = (officer.user_name, officer.full_name, texts.role(officer.role), officer.office_code, _state(officer))
        click.echo("  ".join(facts).rstrip())


def _state(officer: OfficerRecord) -> str:
    if not officer.active:
        return translate("CommandLine", "out of use")
    return translate("CommandLine", "locked") if officer.locked else ""


def _lock(name: str) -> None:
    _act(staff.lock, name)
    click.echo(translate("CommandLine", "{name} is locked.").format(name=name))


def _unlock(name: str) -> None:
    _act(staff.unlock, name)
    click.echo(translate("CommandLine", "{name} is unlocked.").format(name=name))


def _reset(name: str) -> None:
    _say_first(_act(staff.reset, name))


def _reset_password(name: str) -> None:
    _say_first(_act(staff.reset_password, name))


def _reset_code(name: str) -> None:
    _act(staff.reset_code, name)
    click.echo(translate("CommandLine", "{name} ties a new phone at the next sign-in.").format(name=name))


def _deactivate(name: str) -> None:
    _act(staff.deactivate, name)
    click.echo(translate("CommandLine", "{name} is out of use.").format(name=name))


def _reactivate(name: str) -> None:
    _say_first(_act(staff.reactivate, name))


def _act(service: Callable[[Any, Any, str], Any], name: str) -> Any:
    with opened(click.get_current_context()) as here:
        outcome, _ = here.act(here.context(local_administrator()), service, name)
    return outcome


def _say_first(outcome: tuple[OfficerRecord, str]) -> None:
    record, first = outcome
    click.echo(
        translate("CommandLine", "{name}, first password: {password}").format(name=record.user_name, password=first)
    )


# --- settings ----------------------------------------------------------------------------------------------------


def _show_or_set(name: str | None, value: str | None, as_json: bool) -> None:
    with opened(click.get_current_context()) as here:
        context, fixed = here.context(local_administrator()), here.source.fixed()
        if name is not None and value is not None:
            if name in fixed:
                raise Refused("setting-fixed", name=name, variable=f"OFFICER_DESK_{name.upper()}")
            found, _ = here.act(context, office_settings.save_values, {name: value})
        else:
            found = here.ask(context, office_settings.values)
    shown = tuple(one for one in found if name in {None, one.name})
    if not shown:
        raise Refused("setting-unknown", name=name)
    if as_json:
        say_json(
            [{"name": one.name, "value": one.shown, "usual": one.usual, "set_by": _by(one, fixed)} for one in shown]
        )
        return
    for one in shown:
        click.echo(f"{one.name} = {one.shown}")


def _by(one: SettingValue, fixed: frozenset[str]) -> str:
    """Say in a word that does not change with the language where a setting comes from."""
    return "environment" if one.name in fixed else "settings.toml" if one.own else "usual"
