# SPDX-License-Identifier: Apache-2.0
"""Names letter by letter in boxes, so that the letters that differ meet the eye."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from officer_desk.views import theme

_CELL_WIDTH, _CELL_HEIGHT = 34, 38
_PITCH, _ROW = 36, 44
_SPACE = 14
_BLOCK_GAP = 12


@dataclass(frozen=True)
class Column:
    """One letter of each name ("" where a name has none), and whether they differ."""

    letters: tuple[str, ...]
    differs: bool

    @property
    def is_space(self) -> bool:
        """Tell whether all names have their gap between two words here."""
        return not self.differs and self.letters[0] == " "


def align_letters(names: Sequence[str]) -> tuple[Column, ...]:
    """Put the letters of several names under each other; the first name leads."""
    if not names:
        return ()
    first = names[0]
    slots = [0] * (len(first) + 1)
    placed: list[tuple[list[str], list[str]]] = []
    for name in names:
        opposite, extra = _against(first, name)
        placed.append((opposite, extra))
        slots = [max(count, len(more)) for count, more in zip(slots, extra, strict=True)]
    columns: list[Column] = []
    for position, count in enumerate(slots):
        columns += [_column([extra[position][slot : slot + 1] for _, extra in placed]) for slot in range(count)]
        if position < len(first):
            columns.append(_column([opposite[position] for opposite, _ in placed]))
    return tuple(columns)


def _against(first: str, name: str) -> tuple[list[str], list[str]]:
    """Give what stands opposite each letter of `first`, and what comes before it besides."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - the sign-in window compares no names

    opposite = [""] * len(first)
    extra = [""] * (len(first) + 1)
    for tag, start, end, other_start, other_end in SequenceMatcher(None, first, name, autojunk=False).get_opcodes():
        part = name[other_start:other_end]
        paired = 0 if tag == "insert" else min(end - start, len(part))
        opposite[start : start + paired] = part[:paired]
        extra[start + paired] += part[paired:]
    return opposite, extra


def _column(letters: list[str]) -> Column:
    return Column(tuple(letters), len(set(letters)) > 1)


class LetterCells(QWidget):
    """Rows of (label, name, note at the right); letters that are not the same in all rows are boxed in amber."""

    def __init__(
        self, rows: Sequence[tuple[str, str, str]] = (), *, label_width: int = 74, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label_width = label_width
        self._rows: tuple[tuple[str, str, str], ...] = ()
        self._columns: tuple[Column, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show other names."""
        self._rows = tuple(rows)
        self._columns = align_letters([name for _, name, _ in self._rows])
        self.setAccessibleName("; ".join(f"{label}: {name}" for label, name, _ in self._rows))
        self._fit()

    def columns(self) -> tuple[Column, ...]:
        """Give the letters as they stand under each other."""
        return self._columns

    def hasHeightForWidth(self) -> bool:
        """Long names need more lines in a narrow place."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all lines."""
        blocks = max(1, len(self._blocks(width)))
        return blocks * (len(self._rows) * _ROW - (_ROW - _CELL_HEIGHT)) + (blocks - 1) * _BLOCK_GAP

    def sizeHint(self) -> QSize:
        """Give the size for the width in force."""
        width = max(self.width(), self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A label and a few letters must fit."""
        return QSize(self._label_width + 6 * _PITCH + self._note_width(), _CELL_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the new width needs."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint labels, boxes and notes."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for number, block in enumerate(self._blocks(self.width())):
            for index, (label, _, note) in enumerate(self._rows):
                self._paint_row(painter, top, block, index, (label, note) if number == 0 else ("", ""))
                top += _ROW
            top += _BLOCK_GAP - (_ROW - _CELL_HEIGHT)

    def _fit(self) -> None:
        self.setMinimumHeight(self.heightForWidth(max(self.width(), self.minimumSizeHint().width())))
        self.updateGeometry()
        self.update()

    def _note_width(self) -> int:
        metrics = QFontMetrics(theme.figures("label"))
        return max((metrics.horizontalAdvance(note) for _, _, note in self._rows), default=0) + 12

    def _blocks(self, width: int) -> list[tuple[Column, ...]]:
        """Break the letters into lines, between words where that is possible."""
        room = max(_PITCH, width - self._label_width - self._note_width())
        blocks: list[tuple[Column, ...]] = []
        line: list[Column] = []
        for column in self._columns:
            line.append(column)
            if _width(line) <= room:
                continue
            cut = max((place for place, letter in enumerate(line) if letter.is_space), default=len(line) - 2) + 1
            blocks.append(tuple(line[:cut]))
            line = line[cut:]
        return [*blocks, tuple(line)] if line or not blocks else blocks

    def _paint_row(
        self, painter: QPainter, top: int, block: Sequence[Column], index: int, words: tuple[str, str]
    ) -> None:
        label, note = words
        painter.setPen(theme.color("ink2"))
        painter.setFont(theme.font("table"))
        painter.drawText(QRectF(0, top, self._label_width, _CELL_HEIGHT), Qt.AlignmentFlag.AlignVCenter, label)
        painter.setFont(theme.figures("label"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(0, top, self.width(), _CELL_HEIGHT), right, note)
        left = float(self._label_width)
        for column in block:
            if column.is_space:
                left += _SPACE
                continue
            _paint_cell(painter, QRectF(left, top, _CELL_WIDTH, _CELL_HEIGHT), column.letters[index], column.differs)
            left += _PITCH


def _width(columns: Sequence[Column]) -> int:
    return sum(_SPACE if column.is_space else _PITCH for column in columns)


def _paint_cell(painter: QPainter, cell: QRectF, letter: str, differs: bool) -> None:
    font = theme.font("page")
    font.setWeight(font.Weight.DemiBold if differs else font.Weight.Normal)
    line = 2 if differs else 1
    painter.setBrush(theme.color("incomplete-bg" if differs else "surface"))
    painter.setPen(QPen(theme.color("incomplete" if differs else "line"), line))
    painter.drawRoundedRect(cell.adjusted(line / 2, line / 2, -line / 2, -line / 2), 4, 4)
    painter.setFont(font)
    painter.setPen(theme.color("incomplete" if differs else "ink"))
    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, letter)
