# SPDX-License-Identifier: Apache-2.0
"""What every way of sending shares: the three answers, masked details, and a connection that is cut in time."""

import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from officer_desk.domain.records import Envelope

STEP_SECONDS = 30.0
"""How long one step of a conversation may take."""
WHOLE_SECONDS = 90.0
"""How long sending may take from end to end: less than a lease lasts, so that nobody else has begun meanwhile."""
_LOOK_SECONDS = 0.1
_MOST_DETAIL = 200
_DIGITS = re.compile(r"\+?\d(?:[ .\-()]{0,2}\d){3,}")
_ADDRESS = re.compile(r"[^\s<>@\"']+@[^\s<>@\"']+")
_WORD = re.compile(r"\w{4,}")
_MASK = "***"


@dataclass(frozen=True, slots=True)
class Sent:
    """The other side took the message over."""

    detail: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """Not now: the message is to be tried again, not before `not_before`."""

    reason: str
    detail: str = ""
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """Never: no further try can succeed until a person corrects something."""

    reason: str
    detail: str = ""


Answer = Sent | Again | Failed


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF that goes along."""

    name: str
    data: bytes


class Clock(Protocol):
    """Who gives the time."""

    def now(self) -> datetime:
        """Give the office's time (UTC)."""
        ...


class Way(Protocol):
    """One way on which messages leave: a server, a gateway, or a folder."""

    def send(
        self, envelope: Envelope, attachments: tuple[Attachment, ...] = (), *, stopped: Callable[[], bool] = ...
    ) -> Answer:
        """Send one message; never raises for what the other side does. `stopped`: give up at once."""
        ...


def never() -> bool:
    """Say that nobody wants sending to stop."""
    return False


def masked(answer: str, envelope: Envelope, secrets: Iterable[str] = ()) -> str:
    """Give what the other side said, without numbers, addresses, and whatever it repeats of the message.

    An answer may quote the message back, password and name included: every longer word of it is masked.
    """
    shown = _ADDRESS.sub(_MASK, _DIGITS.sub(_MASK, " ".join(answer.split())))
    known = {*_WORD.findall(f"{envelope.body} {envelope.subject} {envelope.address}"), *filter(None, secrets)}
    if known:
        longest_first = sorted(known, key=len, reverse=True)
        shown = re.sub("|".join(map(re.escape, longest_first)), _MASK, shown, flags=re.IGNORECASE)
    return shown[:_MOST_DETAIL]


def trusted() -> ssl.SSLContext:
    """Give how servers are checked: by the system's authorities, or by those of SSL_CERT_FILE."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def stays_here(url: str) -> bool:
    """Say whether what is sent there stays on this machine: a folder, or a server of its own."""
    return "://" not in url or is_loopback(urlsplit(url.strip()).hostname or "")


def is_loopback(host: str) -> bool:
    """Say whether a host is this very machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Cutter:
    """Holds the socket of a conversation, so that it ends in time whatever the other side does."""

    def __init__(self) -> None:
        """Start without a socket."""
        self._socket: socket.socket | None = None
        self.cut = False

    def hold(self, opened: socket.socket) -> None:
        """Take the socket that is to be cut; a TLS socket takes the place of the plain one."""
        self._socket = opened

    def now(self) -> None:
        """Cut: whoever waits for the other side hears that the connection is gone."""
        self.cut = True
        if self._socket is not None:
            with suppress(OSError):
                # The plain shutdown: that of a TLS socket would take its state away under the reader.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


@contextmanager
def cut_in_time(seconds: float, stopped: Callable[[], bool]) -> Generator[Cutter]:
    """Watch over a conversation: cut it after so many seconds in all, or as soon as it is to stop."""
    cutter, over, until = Cutter(), threading.Event(), time.monotonic() + seconds

    def watch() -> None:
        while not over.wait(_LOOK_SECONDS):
            # Cut again and again: the socket may be opened, or changed for a TLS one, after the moment.
            if stopped() or time.monotonic() > until:
                cutter.now()

    with ThreadPoolExecutor(1, "cut-in-time") as watcher:
        watcher.submit(watch)
        try:
            yield cutter
        finally:
            over.set()
