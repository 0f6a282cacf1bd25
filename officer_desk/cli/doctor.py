# SPDX-License-Identifier: Apache-2.0
"""The command that says what is wrong with an office, and what to do."""

from pathlib import Path

import click

from officer_desk import catalogue, resources, settings
from officer_desk.catalogue import translate
from officer_desk.cli.common import Progress, local_administrator, say_json
from officer_desk.domain.records.health import Finding
from officer_desk.errors import Refused
from officer_desk.office import SystemClock
from officer_desk.services import health
from officer_desk.settings import Settings


def command() -> click.Command:
    """Give the command."""
    return click.Command(
        "doctor",
        callback=_doctor,
        help=translate("CommandLine", "Say what is wrong with this office and what to do; changes nothing."),
        params=[click.Option(["--json", "as_json"], is_flag=True, help=translate("CommandLine", "Write JSON."))],
    )


def _doctor(as_json: bool) -> int:
    chosen = _settings()
    job = Progress(translate("CommandLine", "Examining"))
    found = health.examine(job, chosen, local_administrator(), SystemClock().now())
    job.close()
    wrong = any(finding.level == "wrong" for finding in found)
    if as_json:
        rows = [{"check": finding.check, "level": finding.level, "text": finding.text} for finding in found]
        say_json({"healthy": not wrong, "findings": rows})
        return int(wrong)
    for finding in found:
        click.echo(f"{_sign(finding)}  {finding.text}")
    return int(wrong)


def _sign(finding: Finding) -> str:
    words = {
        "ok": translate("Doctor", "well"),
        "warning": translate("Doctor", "look"),
        "wrong": translate("Doctor", "WRONG"),
    }
    longest = max(map(len, words.values()))
    return words[finding.level].ljust(longest)


def _settings() -> Settings:
    """Give the settings, or the usual ones where the office's are broken: that is one of the findings."""
    given: Path | None = click.get_current_context().find_root().obj
    try:
        chosen = settings.load(given)
    except Refused:
        chosen = Settings(settings.place(given))
    catalogue.use_language(chosen.language, resources.folder() / "i18n")
    return chosen
