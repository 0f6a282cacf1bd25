# SPDX-License-Identifier: Apache-2.0
"""The tour: plays the counter's work in the real windows, leaves pictures and PDFs, and checks every screen."""

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import click

from officer_desk.catalogue import translate
from officer_desk.sample.office import prepare
from officer_desk.settings import Settings
from officer_desk.tour.runs import RUNS, Result, Run, environment_of_office, start

_AT_ONCE = 2
"""Runs that are played side by side: each is a process of its own."""


def play(out_dir: Path, runs: Sequence[Run] = RUNS, office: Path | None = None) -> int:
    """Play the runs on copies of a sample office (made anew without `office`); 1 when a check found something.

    Pictures and PDFs of the usual run stand in `out_dir`, those of the others in folders below it.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="officer-desk-tour-") as temporary:
        if office is None:
            office = Path(temporary) / "office"
            click.echo(translate("Tour", "Making a sample office…"))
            make(office)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            results = list(pool.map(partial(start, office=office, out_dir=out_dir.absolute()), runs))
    for result in results:
        _say(result)
    return 1 if any(result.findings or result.trouble for result in results) else 0


def make(folder: Path) -> None:
    """Make the sample office that the runs are played in."""
    prepare(Settings(folder), _quiet, environment_of_office())


def _say(result: Result) -> None:
    words = translate("Tour", "{run}: {pictures} pictures, {findings} findings")
    click.echo(words.format(run=result.run.name, pictures=result.pictures, findings=len(result.findings)))
    for finding in result.findings:
        click.echo(f"  {finding}")
    if result.trouble:
        click.echo(f"  {result.trouble}")


def _quiet(done: int, total: int) -> None:
    """Say nothing of how far the making is."""
