# SPDX-License-Identifier: Apache-2.0
"""A reader of pictures for tests: says at once what a test wants, and notes what it was asked."""

from collections.abc import Callable
from dataclasses import dataclass, field

from officer_desk.domain.records import CardCode, MachineLines, PictureReading
from officer_desk.errors import Refused
from officer_desk.gateways.card_readers import CHECKER_VERSION
from officer_desk.services.picture_queue import STOPPED

SQUARE = ((0.1, 0.2), (0.3, 0.2), (0.3, 0.4), (0.1, 0.4))
LINES = ("IDVNM1880009367001188000936<<8", "8810159F2810157VNM<<<<<<<<<<<0", "HOANG<<THI<THU<MAI<<<<<<<<<<<<")
TEXT = "001188000936||Hoàng Thị Thu Mai|15101988|Nữ|Tổ 13, Mai Dịch, Cầu Giấy, Hà Nội|18062021"


@dataclass
class Reader:
    """Reads the same from every picture."""

    text: str = TEXT
    before: Callable[[str], None] = lambda _sha256: None
    """Called with each picture before it is read."""
    asked: list[tuple[str, bool]] = field(default_factory=list)
    hard: set[tuple[str, bool]] = field(default_factory=set)
    """What cannot be read."""
    closed: bool = False

    def read(self, data: bytes, sha256: str, want_lines: bool) -> PictureReading:
        self.before(sha256)
        if self.closed:
            raise Refused(STOPPED)
        self.asked.append((sha256, want_lines))
        if (sha256, want_lines) in self.hard:
            raise Refused("picture-too-hard")
        lines = MachineLines(LINES, True, 5, 5) if want_lines else None
        codes = (CardCode(self.text, SQUARE, 4.0),)
        return PictureReading(sha256, CHECKER_VERSION, codes, lines, want_lines, (), "", SQUARE)

    def close(self) -> None:
        self.closed = True
