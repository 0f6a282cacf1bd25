# SPDX-License-Identifier: Apache-2.0
"""The command-line library's own words, in the language in use."""

import click

from officer_desk.catalogue import translate


class Formatter(click.HelpFormatter):
    """Help pages with translated headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, translate("CommandLine", "Usage:") + " ")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        known = {
            "Options": translate("CommandLine", "Options"),
            "Commands": translate("CommandLine", "Commands"),
            "Arguments": translate("CommandLine", "Arguments"),
        }
        super().write_heading(known.get(heading, heading))

    def write_dl(self, rows: list[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:  # type: ignore[override]
        """Write options; the library's own sentence on --help is translated."""
        told = translate("CommandLine", "Show this page and stop.")
        super().write_dl([(name, told if name == "--help" else text) for name, text in rows], col_max, col_spacing)


def _called(parameter: click.Parameter | None) -> str:
    """Give a parameter as it is typed: "--from", not the name that the program has for it."""
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return "" if parameter is None else parameter.human_readable_name


def usage_sentence(error: click.ClickException) -> str:
    """Say what is wrong with a call, and how to find the right one."""
    help_hint = translate("CommandLine", "See --help.")
    match error:
        case click.NoSuchOption():
            text = translate("CommandLine", "There is no option {name}.").format(name=error.option_name)
        case click.NoSuchCommand():
            text = translate("CommandLine", "There is no command {name}.").format(name=error.command_name)
        case click.MissingParameter():
            name = _called(error.param)
            text = translate("CommandLine", "Missing: {name}.").format(name=name)
        case click.BadParameter():
            name = _called(error.param)
            text = translate("CommandLine", "The value of {name} does not fit: {what}").format(
                name=name, what=error.message
            )
        case click.exceptions.NoArgsIsHelpError():
            return error.format_message()
        case click.UsageError():
            text = translate("CommandLine", "The call does not fit: {what}").format(what=error.message)
        case _:
            return error.format_message()
    return f"{text} {help_hint}"
