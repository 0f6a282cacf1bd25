# SPDX-License-Identifier: Apache-2.0
"""A scanner's program as a process of its own: its lines as they come, and a way to end it at any moment."""

import os
import shutil
import subprocess
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from officer_desk.errors import Unavailable
from officer_desk.gateways.scanners.scanner import ScanWatch

_LOOK = 0.04
_TO_END = 2.0


def find(program: str) -> str:
    """Give the path of a program; raises `Unavailable("no-scan-program")`."""
    path = shutil.which(program)
    if path is None:
        raise Unavailable("no-scan-program", program=program)
    return path


def ask(command: Sequence[str], environment: Mapping[str, str], patience: float) -> subprocess.CompletedProcess[str]:
    """Let a program answer one question."""
    try:
        return subprocess.run(
            command,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=patience,
            check=False,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, **environment},
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable("scanner-silent") from error
    except OSError as error:
        raise Unavailable("no-scan-program", program=command[0]) from error


class Running:
    """A program under way. What it says goes into files: a pipe that nobody empties would hold it up."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", said: Path, complained: Path, patience: float, last_words: str
    ) -> None:
        """`last_words`: what it says on its error channel when it is done; some drivers hang after that."""
        self._process = process
        self._said, self._complained = said, complained
        self._patience = patience
        self._last_words = last_words
        self._read = 0

    def complaints(self) -> str:
        """Give what it said on its error channel."""
        return self._complained.read_text("utf-8", "replace")

    def lines(self, watch: ScanWatch) -> Iterator[str]:
        """Give its lines as they come, "" for each look at which there was none; ends with it, or when cancelled.

        Raises `Unavailable("scanner-silent")` when nothing at all moves for as long as its patience.
        """
        moved, seen = time.monotonic(), ""
        while not watch.cancelled:
            ended = self._process.poll() is not None or self._last_words in self.complaints()
            lines = self._new_lines()
            yield from lines or [""]
            if ended:
                return
            now = self.complaints()
            if lines or now != seen:
                moved, seen = time.monotonic(), now
            elif time.monotonic() - moved > self._patience:
                raise Unavailable("scanner-silent")
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_LOOK)

    def _new_lines(self) -> list[str]:
        with self._said.open("rb") as file:
            file.seek(self._read)
            whole, mark, _rest = file.read().rpartition(b"\n")
        self._read += len(whole) + len(mark)
        return [line.strip() for line in whole.decode("utf-8", "replace").splitlines() if line.strip()]


@contextmanager
def running(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, patience: float, last_words: str = "\0"
) -> Generator[Running]:
    """Start a program that scans into a folder; whatever happens, it has ended afterwards."""
    said, complained = folder / "said", folder / "complained"
    with said.open("wb") as out, complained.open("wb") as err:
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env={**os.environ, **environment}
            )
        except OSError as error:
            raise Unavailable("no-scan-program", program=command[0]) from error
    try:
        yield Running(process, said, complained, patience, last_words)
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ask it to stop, so that the scanner's lamp goes home; one that does not listen is killed."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()
