# SPDX-License-Identifier: Apache-2.0
"""The command line: for the owner of the data folder, who acts as a named local administrator. Never imports Qt.

Commands are imported only when they are called, so that opening the desk is not held up by them.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from officer_desk import __version__, catalogue, resources
from officer_desk.catalogue import translate
from officer_desk.cli.words import Formatter, usage_sentence
from officer_desk.errors import DeskError

_COMMANDS = {
    "demo": "sample",
    "tour": "sample",
    "import": "loading",
    "import-households": "loading",
    "import-offices": "loading",
    "search": "files",
    "show": "files",
    "print": "files",
    "officers": "people",
    "audit": "people",
}
EXIT_REFUSED, EXIT_USAGE = 1, 2


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"officer_desk.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = module.commands()[cmd_name]
        return command


def main(arguments: list[str] | None = None) -> None:
    """Run the program; exits 0 when all went well, 1 when something was refused, 2 for a wrong call."""
    catalogue.use_language(os.environ.get("OFFICER_DESK_LANGUAGE", "vi"), resources.folder() / "i18n")
    click.Context.formatter_class = Formatter
    try:
        sys.exit(_group()(args=arguments, prog_name="officer-desk", standalone_mode=False) or 0)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as wrong:
        click.echo(usage_sentence(wrong), err=True)
        sys.exit(EXIT_USAGE)
    except click.Abort:
        click.echo(
            translate("CommandLine", "Stopped. What was finished stays; run the command again for the rest."), err=True
        )
        sys.exit(EXIT_REFUSED)
    except DeskError as refused:
        from officer_desk import texts

        click.echo(texts.sentence(refused), err=True)
        sys.exit(EXIT_REFUSED)


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
        from officer_desk import settings
        from officer_desk.app import run

        ctx.exit(run(settings.load(data_dir)))
