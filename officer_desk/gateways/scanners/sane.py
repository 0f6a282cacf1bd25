# SPDX-License-Identifier: Apache-2.0
"""Scanners of Linux through SANE's own program `scanimage`: never linked, its licence is another."""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from officer_desk.errors import DeskError, Refused, Unavailable
from officer_desk.gateways.scanners import program
from officer_desk.gateways.scanners.scanner import ScannerDevice, ScanSettings, ScanWatch

_PROGRAM = "scanimage"
_ENGLISH = {"LC_ALL": "C", "LANGUAGE": "C"}
"""Its complaints are read by their words."""
_A4 = {"-x": 210.0, "-y": 297.0}
_DONE = "Batch terminated"
_EMPTY = "out of documents"
_FAILED = "scanimage: sane_"
"""How a complaint of the scanner begins; others (a rounded length) are no trouble."""
_CHOICE = re.compile(r"^\s+--(mode|source) ([^\[\n]+?)(?: \[.*)?$", re.MULTILINE)
_LENGTH = re.compile(r"^\s+(-[xy]) [0-9.]+\.\.([0-9.]+)mm", re.MULTILINE)
_PROGRESS = re.compile(r"Progress: ([0-9.]+)%")
_COMPLAINTS: Sequence[tuple[str, type[DeskError], str]] = (
    ("jammed", Refused, "scanner-jam"),
    ("cover is open", Refused, "scanner-cover"),
    ("busy", Refused, "scanner-busy"),
    (_EMPTY, Refused, "feeder-empty"),
    ("denied", Unavailable, "scanner-denied"),
    ("open of device", Unavailable, "scanner-gone"),
)


@dataclass(frozen=True, slots=True)
class _Abilities:
    """What a device says of itself: drivers name the same thing differently."""

    modes: tuple[str, ...]
    sources: tuple[str, ...]
    lengths: Mapping[str, float]

    def mode(self, wanted: str) -> str | None:
        """Name grey or colour as the driver does."""
        start = "gr" if wanted == "grey" else "col"
        plain = [mode for mode in self.modes if mode.casefold().startswith(start)]
        return next(iter([*plain, *(mode for mode in self.modes if start in mode.casefold())]), None)

    def source(self, *, feeder: bool) -> str | None:
        """Name the glass or the feeder as the driver does; one side of the paper before both."""
        named = [name for name in self.sources if _is_feeder(name) is feeder]
        return next(iter(sorted(named, key=lambda name: "duplex" in name.casefold())), None)


class SaneScanner:
    """All devices that SANE finds, with the driver's own names for what it can do."""

    def __init__(self, environment: Mapping[str, str] | None = None, patience: float = 90.0) -> None:
        """`environment` is added to the program's; `patience`: seconds in which something has to move."""
        self._environment = {**_ENGLISH, **(environment or {})}
        self._patience = patience

    def devices(self) -> tuple[ScannerDevice, ...]:
        """Give the devices that are plugged in or found in the network."""
        command = [program.find(_PROGRAM), "-f", "%d\t%v %m%n"]
        answer = program.ask(command, self._environment, self._patience)
        parts = (line.partition("\t") for line in answer.stdout.splitlines() if "\t" in line)
        return tuple(ScannerDevice(name, " ".join(words.replace("_", " ").split())) for name, _, words in parts)

    def scan(self, device: str, settings: ScanSettings, watch: ScanWatch) -> Iterator[bytes]:
        """Scan page by page; each page lies in a folder of this run until it is given away."""
        path = program.find(_PROGRAM)
        abilities = self._abilities(path, device)
        with tempfile.TemporaryDirectory(prefix="officer-desk-scan-") as name:
            folder = Path(name)
            command = [path, "-d", device, *_arguments(abilities, settings), f"--batch={folder / 'page%d.png'}"]
            with program.running(command, self._environment, folder, self._patience, _DONE) as running:
                yield from _pages(running, watch)

    def _abilities(self, path: str, device: str) -> _Abilities:
        answer = program.ask([path, "-d", device, "-A"], self._environment, self._patience)
        if answer.returncode != 0:
            raise _failure(answer.stderr)
        choices = {name: tuple(words.strip().split("|")) for name, words in _CHOICE.findall(answer.stdout)}
        lengths = {name: float(most) for name, most in _LENGTH.findall(answer.stdout)}
        return _Abilities(choices.get("mode", ()), choices.get("source", ()), lengths)


def _arguments(abilities: _Abilities, settings: ScanSettings) -> list[str]:
    arguments = ["--format=png", "--progress", "--batch-print", "--resolution", str(settings.dpi)]
    if (mode := abilities.mode(settings.mode)) is not None:
        arguments += ["--mode", mode]
    source = abilities.source(feeder=settings.feeder)
    if source is not None:
        arguments += ["--source", source]
    elif settings.feeder:
        raise Refused("scanner-no-feeder")
    for name, wanted in _A4.items():
        if name in abilities.lengths:
            arguments += [name, f"{min(wanted, abilities.lengths[name]):g}"]
    return arguments if settings.feeder and not settings.single else [*arguments, "--batch-count=1"]


def _pages(running: program.Running, watch: ScanWatch) -> Iterator[bytes]:
    """Give each page whose name was printed: it is whole then, and a jammed one is never printed."""
    page = 1
    for line in running.lines(watch):
        if line:
            path = Path(line)
            yield path.read_bytes()
            path.unlink()
            page += 1
        elif found := _PROGRESS.findall(running.complaints()):
            watch.progress(page, min(100, round(float(found[-1]))))
    said = running.complaints()
    failed = _FAILED in said and not (_EMPTY in said and page > 1)
    if not watch.cancelled and (failed or page == 1):
        raise _failure(said)


def _failure(complaint: str) -> DeskError:
    said = complaint.casefold()
    for words, kind, reason in _COMPLAINTS:
        if words in said:
            return kind(reason)
    return Unavailable("scanner-failed")


def _is_feeder(source: str) -> bool:
    name = source.casefold()
    return "feeder" in name or "adf" in name
