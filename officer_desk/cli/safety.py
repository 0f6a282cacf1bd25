# SPDX-License-Identifier: Apache-2.0
"""Commands against loss: backup, restore, and the doctor."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from officer_desk import settings
from officer_desk.catalogue import translate
from officer_desk.cli.common import PATHS, Progress, local_administrator, opened
from officer_desk.domain.calendar import format_time
from officer_desk.errors import Refused
from officer_desk.gateways import backups as files
from officer_desk.gateways.disk import read_text, trouble_of_the_disk
from officer_desk.services import backups

if TYPE_CHECKING:
    from officer_desk.cli.restoring import RestoreReport

PASSPHRASE = "OFFICER_DESK_PASSPHRASE"
"""Where a nightly job puts the passphrase: never on the command line, which everybody on the machine can read."""


def commands() -> dict[str, click.Command]:
    """Give the commands by name."""
    from officer_desk.cli import doctor

    phrase = click.Option(
        ["--passphrase-file"],
        type=PATHS,
        help=translate("CommandLine", "File with the passphrase in its first line; without it, it is asked for."),
    )
    return {
        "backup": click.Command(
            "backup",
            callback=_backup,
            help=translate(
                "CommandLine",
                "Save the whole office into one encrypted file, while the desk works. FILE may be a folder.",
            ),
            params=[click.Argument(["file"], type=PATHS), phrase],
        ),
        "restore": click.Command(
            "restore",
            callback=_restore,
            help=translate(
                "CommandLine", "Bring an office back from a backup; the present one is put aside, not deleted."
            ),
            params=[
                click.Argument(["file"], type=PATHS),
                click.Option(
                    ["--into"],
                    type=PATHS,
                    help=translate("CommandLine", "The folder to restore into; without it, the data folder."),
                ),
                click.Option(
                    ["--check"],
                    is_flag=True,
                    help=translate("CommandLine", "Only read the backup and check every hash."),
                ),
                phrase,
            ],
        ),
        "doctor": doctor.command(),
    }


def _passphrase(file: Path | None, *, twice: bool) -> str:
    """Give the passphrase: from the file, the environment, or the terminal, hidden."""
    if file is not None:
        return (read_text(file).splitlines() or [""])[0]
    given = os.environ.get(PASSPHRASE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Refused("passphrase-needed", name=PASSPHRASE)
    text: Any = click.prompt(
        translate("CommandLine", "Passphrase of the backup (not shown)"),
        hide_input=True,
        confirmation_prompt=translate("CommandLine", "The same passphrase again") if twice else False,
        err=True,
    )
    return str(text)


def _backup(file: Path, passphrase_file: Path | None) -> None:
    with opened(click.get_current_context()) as office:
        now = office.clock.now()
        target = file / f"officer-desk-{now.astimezone():%Y%m%d-%H%M}.zip" if file.is_dir() else file
        backups.demand_place(target, office.settings.data_dir)  # before anybody types a passphrase twice
        lock = files.new_lock(_passphrase(passphrase_file, twice=True))
        job = Progress(translate("CommandLine", "Saving"))
        report = backups.make(job, office, local_administrator(), target, lock)
        job.close()
        same_disk = target.stat().st_dev == office.settings.data_dir.stat().st_dev
    found = report.contents
    text = translate(
        "CommandLine", "Saved and read back: {path}, {files} files, {pictures} pictures, {size} MB. Keep until {day}."
    )
    size = max(1, found.size // 1_000_000)
    day = format_time(report.keep_until)
    click.echo(text.format(path=target, files=found.files, pictures=found.pictures, size=size, day=day))
    if report.missing:
        lost = translate("CommandLine", "{count} pictures are lost or damaged and could not be saved. Run the doctor.")
        click.echo(lost.format(count=len(report.missing)), err=True)
    if same_disk:
        click.echo(
            translate("CommandLine", "It lies on the same disk as the data: copy it to another one, kept elsewhere."),
            err=True,
        )


def _restore(file: Path, into: Path | None, check: bool, passphrase_file: Path | None) -> int:
    from officer_desk.cli import restoring

    place = into or _place()
    identity = files.unlock(file, _passphrase(passphrase_file, twice=False))
    job = Progress(translate("CommandLine", "Restoring"))
    if check:
        with trouble_of_the_disk(file.name):
            found = files.read(file, identity, restoring.told(job, file), accept=restoring.known_schema)
        job.close()
        click.echo(translate("CommandLine", "The backup is whole: {what}.").format(what=_what(found)))
        return 0
    report = restoring.restore(job, file, identity, place)
    job.close()
    click.echo(
        translate("CommandLine", "Restored into {path}: {what}.").format(path=report.place, what=_what(report.contents))
    )
    for line in _notes(report):
        click.echo(line, err=True)
    return 0 if report.trace.intact and not report.contents.missing else 1


def _place() -> Path:
    """Give the data folder; its settings may be broken: that is what a restore is for."""
    return settings.place(click.get_current_context().find_root().obj)


def _what(found: files.Contents) -> str:
    text = translate("CommandLine", "saved {time}, {declarations} files, {pictures} pictures, {size} MB")
    counts: dict[str, int] = found.about.get("counts", {})
    return text.format(
        time=format_time(datetime.fromisoformat(found.about["made_at"])),
        declarations=counts.get("declaration", 0),
        pictures=found.pictures,
        size=max(1, found.size // 1_000_000),
    )


def _notes(report: "RestoreReport") -> list[str]:
    """Say what whoever restored has to know."""
    lines = [
        translate(
            "CommandLine",
            "Sending is paused: some messages may have gone out after the backup. Look at «Tin nhắn», then let them go.",  # noqa: E501
        )
    ]
    if report.aside is not None:
        text = translate(
            "CommandLine", "The office that was here before is kept in {path}. Delete it when all is well."
        )
        lines.append(text.format(path=report.aside))
    if report.daily.purged:
        text = translate("CommandLine", "Destroyed again, because their time was over: {count} files.")
        lines.append(text.format(count=len(report.daily.purged)))
    if report.daily.clock_wrong:
        lines.append(
            translate("CommandLine", "The clock stands before the newest record: set it, then run the daily run.")
        )
    if not report.trace.intact:
        lines.append(
            translate(
                "CommandLine", "The trace was not intact when the backup was made; see officer-desk audit verify."
            )
        )
    if report.contents.missing:
        text = translate("CommandLine", "{count} pictures were lost already when the backup was made. Run the doctor.")
        lines.append(text.format(count=len(report.contents.missing)))
    return lines
