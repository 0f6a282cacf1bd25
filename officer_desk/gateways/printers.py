# SPDX-License-Identifier: Apache-2.0
"""The printers of the system (CUPS): which there are, sending a PDF to one, and what became of it.

The PDF's own bytes go out, through `lp`: letters stay vectors, and a tenth of a rastered page travels. Everything
here waits for other programs, so it is called from the background only.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways.print_jobs import JobState, ask_job_state

PrinterState = Literal["ready", "paused", "unknown"]
PrintOutcome = Literal["done", "waiting", "paused", "failed"]

_NAME = re.compile(r"[^\s/#-][^\s/#]*")
_PRINTER_LINE = re.compile(r"^printer (\S+) (.*)$", re.MULTILINE)
_DEFAULT_LINE = re.compile(r"^system default destination: (\S+)$", re.MULTILINE)
_REQUEST_LINE = re.compile(r"^request id is (\S+)-(\d+) ", re.MULTILINE)
_OPTION = re.compile(r"[a-z][a-z-]*=[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class PrinterInfo:
    """A print queue. A paused one takes jobs and keeps them until somebody lets it go on."""

    name: str
    state: PrinterState
    is_default: bool


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What was sent: the queue and the job's number in it."""

    printer: str
    number: int


class Printers:
    """CUPS through its own programs `lp` and `lpstat`; the server is the one that `CUPS_SERVER` or CUPS itself names.

    Every method may raise `Unavailable("no-printing-system")`: no such programs, or no server that answers.
    """

    def __init__(self, patience: float = 10.0) -> None:
        """Wait at most `patience` seconds for an answer."""
        self._patience = patience

    def available(self) -> tuple[PrinterInfo, ...]:
        """Give the print queues, the default one first, then by name."""
        answer = self._run("lpstat", "-d", "-p")
        if _is_down(answer):
            raise Unavailable("no-printing-system")
        default = _DEFAULT_LINE.search(answer.stdout)
        usual = default.group(1) if default else ""
        found = [
            PrinterInfo(name, _state(words), name == usual) for name, words in _PRINTER_LINE.findall(answer.stdout)
        ]
        return tuple(sorted(found, key=_place))

    def send(
        self, pdf: bytes, printer: str, copies: int, title: str, options: Mapping[str, str] | None = None
    ) -> PrintJob:
        """Put a PDF into a queue; `title` is seen by everybody who looks at the queue: a file's number, no name.

        `options` are those of CUPS ("media", "sides", …); the paper is A4 unless they say otherwise. Refused:
        "printer-unknown", "printer-not-accepting". Unavailable: "print-failed".
        """
        if not _NAME.fullmatch(printer):
            raise Refused("printer-unknown", printer=printer)
        arguments = ["-d", printer, "-n", str(max(1, copies)), "-t", title]
        for name, value in {"media": "A4", **(options or {})}.items():
            option = f"{name}={value}"
            if _OPTION.fullmatch(option):
                arguments += ["-o", option]
        answer = self._run("lp", *arguments, given=pdf)
        request = _REQUEST_LINE.search(answer.stdout)
        if answer.returncode != 0 or request is None:
            raise self._failure(answer.stderr, printer)
        return PrintJob(request.group(1), int(request.group(2)))

    def outcome(self, job: PrintJob) -> PrintOutcome:
        """Tell what became of a job: "waiting" while it may still come out, "paused" when its queue stands still."""
        state = self._job_state(job)
        if state is JobState.COMPLETED:
            return "done"
        if state in {JobState.CANCELED, JobState.ABORTED}:
            return "failed"
        if state in {JobState.HELD, JobState.STOPPED} or self._is_paused(job.printer):
            return "paused"
        return "waiting"

    def _job_state(self, job: PrintJob) -> JobState:
        """Ask the server itself; where it will not talk to us, see in which of the two lists the job stands."""
        server = self._run("lpstat", "-H").stdout.strip()
        state = ask_job_state(server, job.number, self._patience)
        if state is not None:
            return state
        identity = f"{job.printer}-{job.number}"
        for which, meaning in (("not-completed", JobState.PENDING), ("completed", JobState.COMPLETED)):
            answer = self._run("lpstat", "-W", which, "-o", job.printer)
            if _is_down(answer):
                raise Unavailable("no-printing-system")
            if any(line.split(maxsplit=1)[:1] == [identity] for line in answer.stdout.splitlines()):
                return meaning
        return JobState.ABORTED

    def _is_paused(self, printer: str) -> bool:
        answer = self._run("lpstat", "-p", printer)
        return any(
            name == printer and _state(words) == "paused" for name, words in _PRINTER_LINE.findall(answer.stdout)
        )

    def _failure(self, complaint: str, printer: str) -> Refused | Unavailable:
        if "not accepting" in complaint:
            return Refused("printer-not-accepting", printer=printer)
        if _is_down(self._run("lpstat", "-r")):
            return Unavailable("no-printing-system")
        if "does not exist" in complaint:
            return Refused("printer-unknown", printer=printer)
        return Unavailable("print-failed", printer=printer)

    def _run(self, program: str, *arguments: str, given: bytes | None = None) -> "_Answer":
        path = shutil.which(program)
        if path is None:
            raise Unavailable("no-printing-system")
        try:
            ended = subprocess.run(
                [path, *arguments],
                input=given or b"",
                capture_output=True,
                timeout=self._patience,
                check=False,
                env={**os.environ, "LC_ALL": "C", "LANGUAGE": "C"},
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unavailable("no-printing-system") from error
        return _Answer(
            ended.returncode, ended.stdout.decode("utf-8", "replace"), ended.stderr.decode("utf-8", "replace")
        )


@dataclass(frozen=True, slots=True)
class _Answer:
    returncode: int
    stdout: str
    stderr: str


def _is_down(answer: _Answer) -> bool:
    """Tell whether the programs found no server; "no destinations" is an answer of a server that is there."""
    said = f"{answer.stdout}\n{answer.stderr}".casefold()
    return any(words in said for words in ("not running", "unable to connect", "bad file descriptor", "no route"))


def _state(words: str) -> PrinterState:
    if words.startswith("disabled"):
        return "paused"
    return "ready" if words.startswith(("is idle", "now printing")) else "unknown"


def _place(printer: PrinterInfo) -> tuple[bool, str]:
    return (not printer.is_default, printer.name.casefold())
