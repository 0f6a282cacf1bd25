# SPDX-License-Identifier: Apache-2.0
"""Scanners of Windows through WIA 2.0, which a PowerShell script drives: nothing has to be installed or compiled."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from officer_desk.errors import DeskError, Refused, Unavailable
from officer_desk.gateways.scanners import program
from officer_desk.gateways.scanners.scanner import ScannerDevice, ScanSettings, ScanWatch

_PROGRAM = "powershell"
_PATIENCE = 90.0
_REFUSED = {"jam": "scanner-jam", "cover": "scanner-cover", "busy": "scanner-busy", "no-feeder": "scanner-no-feeder"}
_UNAVAILABLE = {"gone": "scanner-gone", "denied": "scanner-denied"}
_EMPTY = "empty"


class WiaScanner:
    """All scanners that Windows knows. The script says DEVICE, PAGE and ERROR, a line each, parts between tabs."""

    def __init__(self, script: Path, environment: Mapping[str, str] | None = None) -> None:
        self._script = script
        self._environment = dict(environment or {})

    def devices(self) -> tuple[ScannerDevice, ...]:
        """Give the scanners that Windows knows."""
        answer = program.ask(self.command(program.find(_PROGRAM), "-List"), self._environment, _PATIENCE)
        found: list[ScannerDevice] = []
        for line in answer.stdout.splitlines():
            what, *parts = line.strip().split("\t")
            if what == "DEVICE" and len(parts) == 2:
                found.append(ScannerDevice(*parts))
        return tuple(found)

    def scan(self, device: str, settings: ScanSettings, watch: ScanWatch) -> Iterator[bytes]:
        """Scan page by page into a folder of this run."""
        path = program.find(_PROGRAM)
        with tempfile.TemporaryDirectory(prefix="officer-desk-scan-") as name:
            folder = Path(name)
            command = self.command(path, *arguments(device, settings, folder))
            with program.running(command, self._environment, folder, _PATIENCE) as running:
                yield from _pages(running, watch)

    def command(self, path: str, *arguments_: str) -> list[str]:
        """Give the call of the script: no profile of a user, and no policy that keeps files from being run."""
        start = [path, "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", str(self._script)]
        return [*start, *arguments_]


def arguments(device: str, settings: ScanSettings, folder: Path) -> list[str]:
    """Give what the script is told."""
    given = ["-Device", device, "-Dpi", str(settings.dpi), "-Mode", settings.mode, "-Folder", str(folder)]
    given += ["-Feeder"] if settings.feeder else []
    return [*given, "-Single"] if settings.single else given


def failure(word: str) -> DeskError:
    """Give the error that the script's word means."""
    if word == _EMPTY:
        return Refused("feeder-empty")
    if word in _REFUSED:
        return Refused(_REFUSED[word])
    return Unavailable(_UNAVAILABLE.get(word, "scanner-failed"))


def _pages(running: program.Running, watch: ScanWatch) -> Iterator[bytes]:
    page = 1
    for line in running.lines(watch):
        what, _, rest = line.partition("\t")
        if what == "PAGE":
            path = Path(rest)
            yield path.read_bytes()
            path.unlink()
            page += 1
        elif what == "ERROR":
            if rest == _EMPTY and page > 1:
                return
            raise failure(rest)
        elif not line:
            watch.progress(page, 0)
    if page == 1 and not watch.cancelled:
        raise failure("")
