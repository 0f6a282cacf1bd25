# SPDX-License-Identifier: Apache-2.0
"""A tar archive as a stream: packed without knowing its end, unpacked while it arrives. Plain files only."""

import tarfile
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Protocol

from officer_desk.errors import Refused

_BLOCK = tarfile.BLOCKSIZE
_LONGEST_NAME = 100
"""What fits into a plain header, so that every `tar` reads it and ours needs no more than that."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file that goes into the archive: its size is said before its content is read."""

    name: str
    size: int
    content: Iterable[bytes]


class Sink(Protocol):
    """Takes files as they come out."""

    def begin(self, name: str, size: int) -> None:
        """A file begins."""
        ...

    def data(self, part: bytes) -> None:
        """A part of its content."""
        ...

    def end(self) -> None:
        """The file is whole."""
        ...


def pack(members: Iterable[Member]) -> Generator[bytes]:
    """Give the archive piece by piece; raises `OSError` when a file is not as long as was said."""
    for member in members:
        yield _header(member)
        given = 0
        for part in member.content:
            given += len(part)
            yield part
        if given != member.size:
            message = "a file changed while it was read"
            raise OSError(message)
        yield bytes(-member.size % _BLOCK)
    yield bytes(2 * _BLOCK)


def _header(member: Member) -> bytes:
    if len(member.name.encode()) > _LONGEST_NAME:
        raise Refused("backup-name-long", offender=member.name)
    info = tarfile.TarInfo(member.name)
    info.size, info.mode = member.size, 0o600
    return info.tobuf(tarfile.GNU_FORMAT)


class Unpacker:
    """A file to write the archive into; hands its files to a sink. Raises `ValueError` for what is no such archive."""

    def __init__(self, sink: Sink) -> None:
        """Start before the first header."""
        self._sink = sink
        self._waiting = bytearray()
        self._content = 0
        self._padding = 0
        self.finished = False

    def write(self, data: bytes) -> int:
        """Take the next bytes of the archive."""
        self._waiting += data
        while self._waiting and self._step():
            pass
        return len(data)

    def flush(self) -> None:
        """Nothing waits for this."""

    def _step(self) -> bool:
        """Use up some of what waits; False: more is needed."""
        if self._content:
            self._hand_on()
        elif self._padding:
            self._padding -= len(self._taken(self._padding))
        elif len(self._waiting) < _BLOCK:
            return False
        else:
            self._open(self._taken(_BLOCK))
        return True

    def _taken(self, most: int) -> bytes:
        part = bytes(self._waiting[:most])
        del self._waiting[: len(part)]
        return part

    def _hand_on(self) -> None:
        part = self._taken(self._content)
        self._content -= len(part)
        self._sink.data(part)
        if not self._content:
            self._sink.end()

    def _open(self, block: bytes) -> None:
        if self.finished or not any(block):
            self.finished = True
            return
        try:
            info = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
        except tarfile.TarError as error:
            message = "no header of a tar archive"
            raise ValueError(message) from error
        if not info.isreg() or info.size < 0:
            message = "something else than a plain file"
            raise ValueError(message)
        self._content, self._padding = info.size, -info.size % _BLOCK
        self._sink.begin(info.name, info.size)
        if not info.size:
            self._sink.end()
