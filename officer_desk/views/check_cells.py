# SPDX-License-Identifier: Apache-2.0
"""What a cell of the comparison shows: lines of words with a shape before them, and the signs that differ boxed."""

from dataclasses import dataclass, field
from math import ceil
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from officer_desk.catalogue import translate
from officer_desk.domain.records import Cell, CheckRow
from officer_desk.domain.values import CellVerdict
from officer_desk.views import theme
from officer_desk.views.check_words import PLAIN, UNLIKE, cell_of, cell_word, cells_of, look, shown_marks, shown_value

ICON, ICON_GAP = 15, 4
_HELPS = ("no-accents", "tone-mark", "plus-84")
"""How something matches where its own way of writing is worth seeing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell; colours are tokens. `marks`: ranges that are boxed."""

    text: str
    token: str = "ink"
    icon: str = ""
    role: str = "table"
    marks: tuple[tuple[int, int], ...] = field(default=())


def lines_of(row: CheckRow, source: str) -> tuple[Line, ...]:
    """Give what stands in a row under a column."""
    if source == "declared":
        return (_declared(row),)
    cell = cell_of(row, source)
    if cell is None:
        return ()
    if source == _reference(row) and cell.verdict not in UNLIKE:
        return (Line(shown_value(row.field, cell.value)),)
    return _said(row.field, cell)


def _reference(row: CheckRow) -> str:
    """Name the source that stands for the declaration where that says nothing: the others are held against it."""
    return "" if row.declared else next((name for name, cell in cells_of(row) if cell.value), "")


def _declared(row: CheckRow) -> Line:
    if not row.declared:
        return Line(translate("CheckWords", "not declared"), "ink2")
    shown = shown_value(row.field, row.declared)
    return Line(shown, marks=shown_marks(row.field, row.declared, _declared_marks(row)))


def _declared_marks(row: CheckRow) -> tuple[tuple[int, int], ...]:
    close = (
        cell.declared_marks
        for _, cell in cells_of(row)
        if cell.verdict is CellVerdict.CLOSE and cell.against == "declared"
    )
    return next((marks for marks in close if marks), ())


def _said(name: str, cell: Cell) -> tuple[Line, ...]:
    shown = shown_value(name, cell.value)
    if cell.verdict is CellVerdict.CANNOT_TELL and cell.reason in PLAIN:
        return (Line(shown) if shown else Line(translate("CheckWords", "none"), "ink2"),)
    icon, token = look(cell.verdict)
    head = Line(cell_word(cell), token, icon)
    match cell.verdict:
        case CellVerdict.CLOSE:
            return (head, Line(shown, marks=shown_marks(name, cell.value, cell.marks)))
        case CellVerdict.DIFFERS:
            return (head, Line(shown))
        case CellVerdict.NORMALISED if cell.reason in _HELPS and shown:
            return (head, Line(shown, "ink2", role="label"))
        case CellVerdict.NORMALISED if cell.against != "declared" and shown:
            return (head, Line(shown))
        case CellVerdict.CANNOT_TELL if shown:
            return (head, Line(shown, "ink2"))
        case _:
            return (head,)


# --- painting ----------------------------------------------------------------------------------------------------


def font_of(line: Line) -> QFont:
    """Give the font of a line: figures, so that the digits of two numbers stand under each other."""
    return theme.figures(line.role)


def height_of(lines: tuple[Line, ...], width: float) -> int:
    """Give the height of the lines of a cell that is so wide."""
    return sum(_height(line, width) for line in lines)


def paint(painter: QPainter, lines: tuple[Line, ...], place: QRectF) -> None:
    """Paint the lines of a cell, in the middle of its height."""
    top = place.top() + max(0.0, (place.height() - height_of(lines, place.width())) / 2)
    for line in lines:
        _paint_line(painter, line, QRectF(place.left(), top, place.width(), _height(line, place.width())))
        top += _height(line, place.width())


def _height(line: Line, width: float) -> int:
    return ceil(_laid_out(line, width - _indent(line)).boundingRect().height())


def _indent(line: Line) -> int:
    return ICON + ICON_GAP if line.icon else 0


def _laid_out(line: Line, width: float) -> QTextLayout:
    """Break a line of words where it has to, in its own font; a number that is too long breaks anywhere."""
    made = QTextLayout(line.text, font_of(line))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setTextOption(option)
    made.setFormats([_boxed(start, end) for start, end in line.marks])
    leading = QFontMetricsF(font_of(line)).height()
    made.beginLayout()
    top = 0.0
    while (part := made.createLine()).isValid():
        part.setLineWidth(max(20.0, width))
        part.setPosition(QPointF(0, top))
        top += leading
    made.endLayout()
    return made


def _paint_line(painter: QPainter, line: Line, place: QRectF) -> None:
    if line.icon:
        pixmap = theme.pixmap(line.icon, line.token, ICON)
        first = min(place.height(), QFontMetricsF(font_of(line)).height())
        painter.drawPixmap(QPointF(place.left(), place.top() + round((first - ICON) / 2)), pixmap)
    left = QPointF(place.left() + _indent(line), place.top())
    laid_out = _laid_out(line, place.width() - _indent(line))
    for start, end in line.marks:
        _paint_box(painter, laid_out, left, start, end)
    painter.setPen(theme.color(line.token))
    laid_out.draw(painter, left)


def _boxed(start: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, end - start  # pyright: ignore[reportAttributeAccessIssue] - fields that the stubs leave out
    letters = QTextCharFormat()
    letters.setForeground(theme.color("onstate"))
    made.format = letters  # pyright: ignore[reportAttributeAccessIssue] - as above
    return made


def _paint_box(painter: QPainter, laid_out: QTextLayout, at: QPointF, start: int, end: int) -> None:
    """Lay the filled box under the signs that differ, on each line on which they stand."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("incomplete"))
    for number in range(laid_out.lineCount()):
        part = laid_out.lineAt(number)
        first, last = max(start, part.textStart()), min(end, part.textStart() + part.textLength())
        if first >= last:
            continue
        left, right = _cursor(part, first), _cursor(part, last)
        painter.drawRoundedRect(QRectF(at.x() + left, at.y() + part.y(), right - left, part.height()), 2, 2)
    painter.restore()


def _cursor(part: QTextLine, position: int) -> float:
    found: object = part.cursorToX(position)  # pyright: ignore[reportUnknownVariableType] - typed as a plain object
    # Some versions give the position back as well.
    return float(cast("tuple[float, int]", found)[0] if isinstance(found, tuple) else cast("float", found))
