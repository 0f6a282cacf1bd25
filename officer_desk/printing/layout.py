# SPDX-License-Identifier: Apache-2.0
"""What the pages have in common: drawing operations at fixed positions, and text wrapped into them.

A page is laid out first, as plain operations in points from the lower left corner, and written afterwards
(`officer_desk.printing.pdf`). So the layout can be checked without reading a PDF.
"""

from typing import NamedTuple

from officer_desk.printing import fonts

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
A5 = (148 * MM, 210 * MM)


class Text(NamedTuple):
    """A run of text on its baseline; `spacing` widens each space, for justified lines."""

    x: float
    y: float
    text: str
    font: str
    size: float
    spacing: float = 0.0


class Rule(NamedTuple):
    """A straight line; a dotted one is there to be written on."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.7
    dotted: bool = False


class Box(NamedTuple):
    """The outline of a rectangle."""

    x: float
    y: float
    width: float
    height: float
    line: float = 0.7


class Symbol(NamedTuple):
    """A QR code: PDF path operators for modules of one unit, placed by its lower left corner, `unit` points each."""

    x: float
    y: float
    unit: float
    operators: str


Operation = Text | Rule | Box | Symbol


class Page(NamedTuple):
    """One page: its size in points and everything on it, texts in reading order."""

    size: tuple[float, float]
    operations: tuple[Operation, ...]


class Sheet:
    """A page in the making: a column between two margins, filled from the top down."""

    def __init__(self, size: tuple[float, float], left: float, right: float, top: float) -> None:
        self.size = size
        self.left = left
        self.right = size[0] - right
        self.y = size[1] - top
        """The baseline that was written last."""
        self.operations: list[Operation] = []

    @property
    def width(self) -> float:
        """Points between the margins."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Where centred lines have their centre."""
        return (self.left + self.right) / 2

    def page(self) -> Page:
        """Give what was drawn."""
        return Page(self.size, tuple(self.operations))

    def down(self, points: float) -> None:
        """Go to the next baseline."""
        self.y -= points

    def text(self, x: float, text: str, font: str, size: float) -> float:
        """Write at `x` on the current baseline; give where the text ends."""
        self.operations.append(Text(x, self.y, text, font, size))
        return x + fonts.width(text, font, size)

    def to_right(self, text: str, font: str, size: float) -> None:
        """Write one line that ends at the right margin."""
        self.text(self.right - fonts.width(text, font, size), text, font, size)

    def centred(self, text: str, font: str, size: float, centre: float | None = None) -> float:
        """Write one line around `centre` (the middle of the column); give its width."""
        width = fonts.width(text, font, size)
        self.text((self.middle if centre is None else centre) - width / 2, text, font, size)
        return width

    def centred_lines(self, lines: tuple[str, ...], font: str, size: float, pitch: float, width: float = 0) -> None:
        """Write centred lines, the first one `pitch` below; those wider than `width` (the column) are wrapped."""
        for line in lines:
            for piece in wrap(line, font, size, width or self.width):
                self.down(pitch)
                self.centred(piece, font, size)

    def rule(self, x1: float, x2: float, below: float, width: float = 0.7) -> None:
        """Draw a solid line `below` the current baseline."""
        self.operations.append(Rule(x1, self.y - below, x2, self.y - below, width))

    def dots(self, x1: float, x2: float, below: float = 3.2) -> None:
        """Draw a dotted line `below` the current baseline."""
        self.operations.append(Rule(x1, self.y - below, x2, self.y - below, 0.8, dotted=True))

    def tick_box(self, x: float, side: float, *, ticked: bool) -> None:
        """Draw a box that stands on the current baseline; Times-like faces have no ballot boxes."""
        low = self.y - side * 0.06
        self.operations.append(Box(x, low, side, side, 0.8))
        if ticked:
            near, far = side * 0.24, side * 0.76
            self.operations.append(Rule(x + near, low + near, x + far, low + far, 1.1))
            self.operations.append(Rule(x + near, low + far, x + far, low + near, 1.1))

    def paragraph(self, text: str, font: str, size: float, pitch: float, indent: float = 0) -> None:
        """Write a justified paragraph, its first line `indent` in and `pitch` below."""
        lines = wrap(text, font, size, self.width, self.width - indent)
        for number, line in enumerate(lines):
            self.down(pitch)
            start = indent if number == 0 else 0.0
            free = self.width - start - fonts.width(line, font, size)
            spaces = line.count(" ")
            spacing = free / spaces if spaces and number < len(lines) - 1 else 0.0
            self.operations.append(Text(self.left + start, self.y, line, font, size, spacing))

    def plain(self, text: str, font: str, size: float, pitch: float) -> None:
        """Write a paragraph with a ragged right edge."""
        for line in wrap(text, font, size, self.width):
            self.down(pitch)
            self.text(self.left, line, font, size)

    def hanging(self, indent: float, text: str, font: str, size: float, pitch: float) -> None:
        """Write a paragraph from the current baseline on, all its lines `indent` in."""
        for number, line in enumerate(wrap(text, font, size, self.width - indent)):
            self.down(pitch if number else 0)
            self.text(self.left + indent, line, font, size)

    def continued(self, start: float, text: str, font: str, size: float, pitch: float) -> None:
        """Write on from `start` on the current baseline; further lines begin at the left margin."""
        for number, line in enumerate(wrap(text, font, size, self.width, self.right - start)):
            self.down(pitch if number else 0)
            if line:
                self.text(self.left if number else start, line, font, size)

    def field(self, label: str, value: str, size: float, pitch: float) -> None:
        """Write a label and its value on dotted lines that reach the right margin.

        A value that is longer than the rest of the line goes on over further dotted lines, from the left margin.
        """
        end = self.left
        for line in wrap(label, fonts.REGULAR, size, self.width):
            self.down(pitch)
            end = self.text(self.left, line, fonts.REGULAR, size) + size * 0.3
        if self.right - end < size * 5:
            self.down(pitch)
            end = self.left
        for number, line in enumerate(wrap(value, fonts.BOLD, size, self.width, self.right - end)):
            start = end
            if number:
                self.down(pitch)
                start = self.left
            self.dots(start, self.right)
            if line:
                self.text(start, line, fonts.BOLD, size)


def wrap(text: str, font: str, size: float, width: float, first: float | None = None) -> list[str]:
    """Break text into lines of at most `width` points, the first of them at most `first`.

    Lines break at spaces; a word that is longer than a whole line is broken inside. Empty text is one empty line.
    """
    room = width if first is None else first
    if fonts.width(text, font, size) <= room:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if fonts.width(longer, font, size) <= room:
            line = longer
            continue
        if line or (not lines and fonts.width(word, font, size) <= width):
            lines.append(line)
            room = width
        pieces = _broken(word, font, size, room, width)
        lines += pieces[:-1]
        line = pieces[-1]
        room = width if lines else room
    return [*lines, line]


def _broken(word: str, font: str, size: float, room: float, width: float) -> list[str]:
    """Break a word where it does not fit: the first piece into `room`, the others into `width`."""
    pieces: list[str] = []
    piece = ""
    for letter in word:
        if piece and fonts.width(piece + letter, font, size) > room:
            pieces.append(piece)
            piece, room = letter, width
        else:
            piece += letter
    return [*pieces, piece]
