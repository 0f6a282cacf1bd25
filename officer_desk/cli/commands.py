# SPDX-License-Identifier: Apache-2.0
"""All commands and their options. Each command's module is imported only when it is called."""

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from officer_desk import __version__
from officer_desk.catalogue import translate
from officer_desk.cli.words import Formatter, usage_sentence

_COMMANDS = {
    "demo": "sample",
    "tour": "sample",
    "import": "loading",
    "import-households": "loading",
    "import-offices": "loading",
    "search": "files",
    "show": "files",
    "check": "checking",
    "print": "files",
    "file-signed": "signed",
    "expire": "expiring",
    "report": "reporting",
    "officers": "staffing",
    "settings": "staffing",
    "audit": "people",
    "deliver": "sending",
    "backup": "safety",
    "restore": "safety",
    "doctor": "safety",
}
_EXIT_STOPPED, _EXIT_USAGE = 1, 2


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"officer_desk.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = module.commands()[cmd_name]
        return command


def run(arguments: list[str]) -> int:
    """Do what a call asks for and give its exit code; raises the desk's own errors."""
    click.Context.formatter_class = Formatter
    try:
        return _group()(args=arguments, prog_name="officer-desk", standalone_mode=False) or 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as wrong:
        click.echo(usage_sentence(wrong), err=True)
        return _EXIT_USAGE
    except click.Abort:
        click.echo(
            translate("CommandLine", "Stopped. What was finished stays; run the command again for the rest."), err=True
        )
        return _EXIT_STOPPED


def _group() -> click.Group:
    return _Commands(
        invoke_without_command=True,
        callback=_open_desk,
        help=translate(
            "CommandLine", "The reception desk of Vietnam Social Security. Without a command: opens the desk."
        ),
        params=[
            click.Option(
                ["--data-dir"],
                type=click.Path(file_okay=False, path_type=Path),
                help=translate("CommandLine", "The data folder; without it, the user's own."),
            ),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_version,
                help=translate("CommandLine", "Show the version and stop."),
            ),
        ],
    )


def _version(ctx: click.Context, _parameter: object, value: Any) -> None:
    if value:
        click.echo(__version__)
        ctx.exit()


def _open_desk(data_dir: Path | None) -> None:
    ctx = click.get_current_context()
    ctx.obj = data_dir
    if ctx.invoked_subcommand is None:
        from officer_desk.cli.desk import open_desk

        ctx.exit(open_desk(data_dir))
