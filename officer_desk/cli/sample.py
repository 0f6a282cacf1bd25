# SPDX-License-Identifier: Apache-2.0
"""Commands about the sample office: make and open it, and play the counter's tour."""

from dataclasses import replace
from pathlib import Path

import click
import platformdirs

from officer_desk import settings as settings_
from officer_desk.catalogue import translate
from officer_desk.cli.common import PATHS, Progress
from officer_desk.settings import Settings


def commands() -> dict[str, click.Command]:
    """Give the commands by name."""
    return {
        "demo": click.Command(
            "demo",
            callback=_demo,
            help=translate("CommandLine", "Make a sample office with invented people, and open it."),
            params=[
                click.Option(
                    ["--no-window"],
                    is_flag=True,
                    help=translate("CommandLine", "Only make it; do not open the window."),
                )
            ],
        ),
        "tour": click.Command(
            "tour",
            callback=_tour,
            help=translate(
                "CommandLine", "Play the counter's work in real windows and leave pictures and PDFs in a folder."
            ),
            params=[click.Argument(["out_dir"], type=PATHS)],
        ),
    }


def _demo(no_window: bool) -> int:
    from officer_desk.sample.office import prepare

    chosen = _sample_settings()
    if no_window or chosen.database_path.exists():
        job = Progress(translate("CommandLine", "Making the sample office"))
        prepare(chosen, job.progress)
        job.close()
        click.echo(translate("CommandLine", "The sample office is in {path}.").format(path=chosen.data_dir))
    _say_officers()
    if no_window:
        return 0
    from officer_desk.app import run

    # What is not there yet is made behind the sign-in window, which shows how far it is.
    return run(chosen, prepare)


def _sample_settings() -> Settings:
    """Give the settings of the sample's own folder, never of the user's real office."""
    given: Path | None = click.get_current_context().find_root().obj
    folder = given or Path(platformdirs.user_data_dir("officer-desk-sample", appauthor=False))
    chosen = settings_.load(folder)
    return chosen if given is None else replace(chosen, data_dir=given.absolute())


def _say_officers() -> None:
    """Say who may sign in at the sample office."""
    from officer_desk.sample.officers import OFFICERS

    for officer in OFFICERS:
        if officer.secret:
            text = translate("CommandLine", "{name}  password: {password}  TOTP secret: {secret}")
        else:
            text = translate("CommandLine", "{name}  first password: {password}  (enrols at the first sign-in)")
        click.echo(text.format(name=officer.user_name, password=officer.password, secret=officer.secret))


def _tour(out_dir: Path) -> int:
    from officer_desk.tour import play

    code = play(out_dir)
    click.echo(translate("CommandLine", "Pictures and PDFs are in {path}.").format(path=out_dir.absolute()))
    return code
