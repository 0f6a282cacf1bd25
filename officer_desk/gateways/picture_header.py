# SPDX-License-Identifier: Apache-2.0
"""What a picture's first bytes say of its format and size, before any decoder sees it."""

import re
import struct
from dataclasses import dataclass

_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# SOF0-SOF15 without DHT (C4), JPG (C8) and DAC (CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SCAN = 0xDA
MAX_SCANS = 64
"""A progressive JPEG has about ten; each one more costs a pass over all pixels."""


@dataclass(frozen=True, slots=True)
class Header:
    """Format by its bytes and the size in pixels as stored (not turned by EXIF)."""

    media_type: str
    width: int
    height: int


def read_header(data: bytes) -> Header | None:
    """Read the header of a JPEG, PNG or WebP; None when the bytes are none of them, or say no size."""
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and len(data) >= 24:
        return _sized("image/png", *struct.unpack(">II", data[16:24]))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP" and len(data) >= 30:
        return _webp(data)
    return None


def has_few_scans(data: bytes) -> bool:
    """Count the scans of a JPEG, stepping over the pixels between them; other formats have none."""
    position = 0 if data.startswith(b"\xff\xd8\xff") else -1
    for _ in range(MAX_SCANS + 1):
        if position < 0:
            return True
        position = _next_scan(data, position + 2)
    return position < 0


def _jpeg(data: bytes) -> Header | None:
    """Walk the segments up to the first scan; of several frame headers the largest counts."""
    position, largest = 2, (0, 0)
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
        elif marker in _STANDALONE:
            position += 2
        elif marker in {0xDA, 0xD9}:
            break
        else:
            if marker in _FRAMES and position + 9 <= len(data):
                height, width = struct.unpack(">HH", data[position + 5 : position + 9])
                largest = max(largest, (width, height), key=lambda size: size[0] * size[1])
            position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    return _sized("image/jpeg", *largest)


def _next_scan(data: bytes, position: int) -> int:
    """Give the place of the next scan's marker; -1 at the end of the picture."""
    while found := _MARKER.search(data, position):
        marker, position = data[found.start() + 1], found.start()
        if marker == _SCAN:
            return position
        if marker == 0xD9:
            return -1
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    return -1


def _webp(data: bytes) -> Header | None:
    kind = data[12:16]
    if kind == b"VP8X":
        # The canvas: what an animation or a picture with transparency is drawn on.
        return _sized(
            "image/webp", 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
        )
    if kind == b"VP8L" and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        return _sized("image/webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[26:30])
        return _sized("image/webp", width & 0x3FFF, height & 0x3FFF)
    return None


def _sized(media_type: str, width: int, height: int) -> Header | None:
    return Header(media_type, width, height) if width and height else None


def has_end(data: bytes) -> bool:
    """Say whether a JPEG's last scan is ended: some decoders take what is cut off just before its end for whole.

    Neither sign can stand within a scan, where each FF is followed by 00 or by a restart's number.
    """
    return data.rfind(b"\xff\xd9") > data.rfind(b"\xff\xda")
