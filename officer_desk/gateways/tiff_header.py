# SPDX-License-Identifier: Apache-2.0
"""How many pages a TIFF has, by its chain of directories, before any decoder sees it."""

import struct
from typing import IO, NamedTuple


class _Layout(NamedTuple):
    order: str
    offset: str
    """How an offset in the file is written."""
    entries: str
    """How the number of a directory's entries is written."""
    entry: int
    first: int


def count_pages(file: IO[bytes], most: int) -> int:
    """Count the pages of a TIFF or BigTIFF, up to one more than `most`; a chain that runs in a circle ends there."""
    layout = _layout(file)
    if layout is None:
        return 0
    seen: set[int] = set()
    place = _number(file, layout.first, layout.order + layout.offset)
    while place and place not in seen and len(seen) <= most:
        entries = _number(file, place, layout.order + layout.entries)
        if entries is None:
            break
        seen.add(place)
        behind = place + struct.calcsize("=" + layout.entries) + entries * layout.entry
        place = _number(file, behind, layout.order + layout.offset)
    return len(seen)


def _layout(file: IO[bytes]) -> _Layout | None:
    file.seek(0)
    head = file.read(4)
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None:
        return None
    (version,) = struct.unpack(f"{order}H", head[2:])
    if version == 43:
        return _Layout(order, "Q", "Q", 20, 8)
    return _Layout(order, "I", "H", 12, 4)


def _number(file: IO[bytes], place: int, kind: str) -> int | None:
    size = struct.calcsize(kind)
    if place > 1 << 40:
        return None
    file.seek(place)
    data = file.read(size)
    return int(struct.unpack(kind, data)[0]) if len(data) == size else None
