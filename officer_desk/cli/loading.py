# SPDX-License-Identifier: Apache-2.0
"""Commands that bring data in: declaration packages, the registry's extract, the list of offices."""

import hashlib
from pathlib import Path

import click

from officer_desk.catalogue import translate
from officer_desk.cli.common import PATHS, Progress, local_administrator, opened, say_json
from officer_desk.domain.offices import parse_offices
from officer_desk.domain.records import ImportReport
from officer_desk.gateways.disk import read_text
from officer_desk.gateways.households import import_csv
from officer_desk.services import households, intake, offices


def commands() -> dict[str, click.Command]:
    """Give the commands by name."""
    json_option = click.Option(["--json", "as_json"], is_flag=True, help=translate("CommandLine", "Write JSON."))
    return {
        "import": click.Command(
            "import",
            callback=_import,
            help=translate("CommandLine", "Import declaration packages: folders, zip files, or a folder of them."),
            params=[click.Argument(["paths"], nargs=-1, required=True, type=PATHS), json_option],
        ),
        "import-households": click.Command(
            "import-households",
            callback=_import_households,
            help=translate("CommandLine", "Load the household registry's extract (households.csv)."),
            params=[click.Argument(["file"], type=PATHS)],
        ),
        "import-offices": click.Command(
            "import-offices",
            callback=_import_offices,
            help=translate("CommandLine", "Load the list of offices (offices.csv)."),
            params=[click.Argument(["file"], type=PATHS)],
        ),
    }


def _import(paths: tuple[Path, ...], as_json: bool) -> int:
    with opened(click.get_current_context()) as office:
        job = Progress(translate("CommandLine", "Importing"))
        report = intake.import_packages(job, office, local_administrator(), paths)
        job.close()
    refused = [package for package in report.packages if not package.accepted]
    if as_json:
        say_json(_as_json(report))
    else:
        for package in report.packages:
            if package.message:
                click.echo(f"{package.name}: {package.message}", err=not package.accepted)
        click.echo(_summary(report))
    return 1 if refused else 0


def _as_json(report: ImportReport) -> dict[str, object]:
    packages = [
        {
            "name": package.name,
            "accepted": package.accepted,
            "unchanged": package.unchanged,
            "number": package.number,
            "message": package.message,
            "offender": package.offender,
        }
        for package in report.packages
    ]
    return {"packages": packages, "totals": _totals(report)}


def _totals(report: ImportReport) -> dict[str, int]:
    accepted = sum(package.accepted for package in report.packages)
    return {
        "packages": len(report.packages),
        "accepted": accepted,
        "unchanged": sum(package.unchanged for package in report.packages),
        "refused": len(report.packages) - accepted,
    }


def _summary(report: ImportReport) -> str:
    text = translate("CommandLine", "{packages} packages: {accepted} taken ({unchanged} unchanged), {refused} refused.")
    return text.format(**_totals(report))


def _import_households(file: Path) -> None:
    with opened(click.get_current_context()) as office:
        job = Progress(translate("CommandLine", "Loading the registry"))
        people = import_csv(file, office.settings.data_dir / "households.db", office.clock.now(), job.progress)
        job.close()
        with file.open("rb") as loaded:
            digest = hashlib.file_digest(loaded, "sha256").hexdigest()
        office.act(office.context(local_administrator()), households.extract_loaded, people, digest)
    click.echo(translate("CommandLine", "The registry's extract now has {people} people.").format(people=people))


def _import_offices(file: Path) -> None:
    with opened(click.get_current_context()) as office:
        listed = parse_offices(read_text(file))
        count, _ = office.act(office.context(local_administrator()), offices.load_offices, listed)
    click.echo(translate("CommandLine", "{count} offices are known.").format(count=count))
