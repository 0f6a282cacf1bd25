# SPDX-License-Identifier: Apache-2.0
"""What the killed process does: it saves an office, or brings one back; it ends itself at a chosen moment."""

import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from officer_desk.cli import restoring
from officer_desk.gateways import disk
from officer_desk.gateways.backups import Lock
from officer_desk.office import NOW, open_office
from officer_desk.services import backups
from officer_desk.settings import Settings
from tests.conftest import ADMIN, TODAY


class Moments:
    """Counts statements, steps of the progress, and what happens to files; ends the process at one of them."""

    cancelled = False

    def __init__(self, die_at: int) -> None:
        self.seen = 0
        self._die_at = die_at
        event.listen(Engine, "before_cursor_execute", lambda *_: self.one())
        for module, name in (
            (os, "fsync"),
            (os, "replace"),
            (os, "rename"),
            (os, "unlink"),
            (disk, "exchange"),
            (restoring, "exchange"),
        ):
            setattr(module, name, self._around(getattr(module, name)))

    def one(self) -> None:
        """One more; at the chosen one this process is killed, by itself and with -9."""
        self.seen += 1
        if self.seen == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def progress(self, done: int, total: int) -> None:
        """A part is saved or brought back."""
        self.one()

    def close(self) -> None:
        """Nothing is shown."""

    def _around(self, function: Any) -> Any:
        def counted(*arguments: Any, **named: Any) -> Any:
            self.one()
            result = function(*arguments, **named)
            self.one()
            return result

        return counted


def work(what: str, folder: str, file: str, lock: Lock, told: Connection, die_at: int) -> None:
    """Save an office into a file, or bring it back from one."""
    os.sync = lambda: None  # the power stays on: what the kernel has is there after a kill
    moments = Moments(die_at)
    environment = {NOW: TODAY.isoformat()}
    if what == "save":
        office = open_office(Settings(Path(folder)), environment=environment)
        backups.make(moments, office, ADMIN, Path(file), lock)
        office.close()
    else:
        restoring.restore(moments, Path(file), lock.identity, Path(folder), environment)  # type: ignore[arg-type]
    told.send(moments.seen)
