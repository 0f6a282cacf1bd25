# SPDX-License-Identifier: Apache-2.0
"""Files that scanners write: which of them hold pages, found by their first bytes and never by their names."""

import os
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from officer_desk.domain.json_text import shown
from officer_desk.errors import Refused
from officer_desk.gateways.picture_header import read_header

PDF_BYTES, PICTURE_BYTES = 500_000_000, 80_000_000
"""How large a file of many pages may be, and how large one with a single picture."""
MOST_PAGES = 1000
"""In one file: no feeder holds more."""
_SUFFIXES = frozenset({".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png", ".webp"})
_HEAD = 1024
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")

Kind = Literal["pdf", "tiff", "picture"]


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file with pages, or the bytes of one that a scanner just gave."""

    name: str
    path: Path | None = None
    data: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it is kept: upright where its code was found, compact, grey; and the texts of its QR codes."""

    jpeg: bytes = field(repr=False)
    codes: tuple[str, ...]


def find(given: Iterable[Path | PageFile]) -> list[PageFile]:
    """Give the files in the order given; a folder gives those in it that scanners write, in the order of their names.

    What is not there, cannot be looked at or holds no pages is found out when it is read.
    """
    found: list[PageFile] = []
    for one in given:
        if isinstance(one, PageFile):
            found.append(one)
        else:
            found += [PageFile(shown(path.name), path) for path in _at(one)]
    return found


def kind_of(file: PageFile) -> Kind:
    """Say what a file is.

    Raises `Refused` with `offender`: "page-file-unreadable", "page-not-a-page", "page-file-too-large".
    """
    head, size = _head(file)
    kind = _kind(head)
    if kind is None:
        raise Refused("page-not-a-page", offender=file.name)
    most = PICTURE_BYTES if kind == "picture" else PDF_BYTES
    if size > most:
        raise Refused("page-file-too-large", offender=file.name, most=most // 1_000_000)
    return kind


def _head(file: PageFile) -> tuple[bytes, int]:
    if file.data is not None:
        return file.data[:_HEAD], len(file.data)
    try:
        # A pipe would never answer.
        if file.path is None or not file.path.is_file():
            raise Refused("page-file-unreadable", offender=file.name)
        with file.path.open("rb") as opened:
            return opened.read(_HEAD), os.fstat(opened.fileno()).st_size
    except OSError as error:
        raise Refused("page-file-unreadable", offender=file.name) from error


def _kind(head: bytes) -> Kind | None:
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(_TIFF):
        return "tiff"
    return "picture" if _is_picture(head) else None


def _is_picture(head: bytes) -> bool:
    # The size of a JPEG may stand behind a long block of the camera's remarks.
    return head.startswith(b"\xff\xd8\xff") or read_header(head) is not None


def _at(path: Path) -> Sequence[Path]:
    try:
        return sorted(filter(_may_hold_pages, path.iterdir()), key=_order) if path.is_dir() else [path]
    except OSError:
        return [path]


def _may_hold_pages(path: Path) -> bool:
    if path.suffix.lower() not in _SUFFIXES or path.name.startswith("."):
        return False
    try:
        return path.is_file()
    except OSError:
        return True


def _order(path: Path) -> tuple[list[tuple[int, str]], str]:
    """Order names as people read them: «scan 2» before «scan 10»."""
    name = unicodedata.normalize("NFC", path.name).casefold()
    parts: list[tuple[int, str]] = []
    text = ""
    for sign in name:
        if text and sign.isdecimal() != text[-1].isdecimal():
            parts.append(_part(text))
            text = ""
        text += sign
    return [*parts, _part(text)], path.name


def _part(text: str) -> tuple[int, str]:
    return (int(text), "") if text.isdecimal() else (-1, text)
