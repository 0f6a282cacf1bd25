# SPDX-License-Identifier: Apache-2.0
"""What all commands share: the opened office, the local administrator, JSON, a progress bar."""

import getpass
import json
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from officer_desk import catalogue, logs, resources, settings
from officer_desk.domain.records import Actor
from officer_desk.domain.values import Role
from officer_desk.office import OpenOffice, open_office

LOCAL_OFFICE = "local"
"""The chain of the trace in which the command line's acts stand."""


def local_administrator() -> Actor:
    """Give who acts on the command line: the account of the operating system, by name."""
    name = f"{getpass.getuser()}@local"
    return Actor(0, name, name, Role.ADMINISTRATOR, LOCAL_OFFICE)


@contextmanager
def opened(ctx: click.Context) -> Generator[OpenOffice]:
    """Open the office of the data folder that the call names."""
    chosen = settings.load(ctx.find_root().obj)
    catalogue.use_language(chosen.language, resources.folder() / "i18n")
    office = open_office(chosen)
    logs.start(chosen.log_path)
    try:
        yield office
    finally:
        office.close()


def say_json(value: object) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


class Progress:
    """A job's face on the command line: a bar on a terminal, nothing in a pipe."""

    cancelled = False

    def __init__(self, label: str) -> None:
        """Start without a bar: short work needs none."""
        self._label = label
        self._bar: Any = None

    def progress(self, done: int, total: int) -> None:
        """Show how far the work is; may be called from any thread."""
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
        self._bar.update(done - self._bar.pos)

    def close(self) -> None:
        """Leave the bar as it stands."""
        if self._bar is not None:
            self._bar.render_finish()


PATHS = click.Path(path_type=Path)
