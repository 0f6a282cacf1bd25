# SPDX-License-Identifier: Apache-2.0
"""Which columns an officer wants to see and how wide: what is remembered of a table, and the menu to choose in."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, cast

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from officer_desk.catalogue import translate
from officer_desk.views.tables import Column

_LEAST, _MOST = 30, 900


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """By the columns' names; what is not named is as the program has it."""

    hidden: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    """Further columns that are wanted although the window is narrow."""
    widths: Mapping[str, int] = field(default_factory=dict[str, int])

    def is_hidden(self, column: Column[Any]) -> bool:
        """Tell whether the officer took a column away; the growing one stays."""
        return column.name in self.hidden and not column.takes_rest

    def toggled(self, name: str, *, wanted: bool) -> "ColumnChoice":
        """Give the choice with a column taken away or brought back."""
        if wanted:
            return replace(self, hidden=self.hidden - {name}, shown=self.shown | {name})
        return replace(self, hidden=self.hidden | {name}, shown=self.shown - {name})

    def widened(self, name: str, width: int) -> "ColumnChoice":
        """Give the choice with a column of another width."""
        return replace(self, widths={**self.widths, name: max(_LEAST, min(width, _MOST))})

    def as_json(self) -> dict[str, Any]:
        """Give what is remembered."""
        held = {"hidden": sorted(self.hidden), "shown": sorted(self.shown), "widths": dict(self.widths)}
        return {name: value for name, value in held.items() if value}


def from_json(held: Mapping[str, Any], columns: Sequence[Column[Any]]) -> ColumnChoice:
    """Read what was remembered; columns that there are not any more are left out."""
    known = {column.name for column in columns if column.name}
    hidden, shown, widths = held.get("hidden"), held.get("shown"), held.get("widths")
    kept = cast("dict[str, object]", widths) if isinstance(widths, dict) else {}
    return ColumnChoice(
        _names(hidden, known),
        _names(shown, known),
        {name: max(_LEAST, min(w, _MOST)) for name, w in kept.items() if name in known and isinstance(w, int)},
    )


def _names(held: object, known: Collection[str]) -> frozenset[str]:
    listed = cast("list[object]", held) if isinstance(held, list) else []
    return frozenset(str(name) for name in listed if name in known)


@dataclass(frozen=True, slots=True)
class ColumnActs:
    """What the menu of the columns does."""

    choose: Callable[[ColumnChoice], None]
    order: Callable[[bool], None]
    """`True`: oldest first."""


def fill_menu(
    menu: QMenu,
    columns: Sequence[tuple[Column[Any], bool]],
    choice: ColumnChoice,
    acts: ColumnActs,
    *,
    oldest_first: bool,
) -> None:
    """Offer the order, each column that may go with a tick where it is seen, and the way back to how it all was."""
    orders = QActionGroup(menu)
    for words, oldest in (
        (translate("ColumnMenu", "Newest first"), False),
        (translate("ColumnMenu", "Oldest first"), True),
    ):
        order = _ticked(menu, words, ticked=oldest == oldest_first)
        orders.addAction(order)
        order.triggered.connect(partial(_run, acts.order, oldest))
    menu.addSeparator()
    for column, is_seen in columns:
        if not column.name or column.takes_rest:
            continue
        entry = _ticked(menu, column.title, ticked=is_seen)
        entry.triggered.connect(partial(_run, acts.choose, choice.toggled(column.name, wanted=not is_seen)))
    menu.addSeparator()
    default = QAction(translate("ColumnMenu", "Back to the usual columns"), menu)
    default.setEnabled(choice != ColumnChoice())
    default.triggered.connect(partial(_run, acts.choose, ColumnChoice()))
    menu.addAction(default)


def _ticked(menu: QMenu, words: str, *, ticked: bool) -> QAction:
    entry = QAction(words, menu)
    entry.setCheckable(True)
    entry.setChecked(ticked)
    menu.addAction(entry)
    return entry


def _run(act: Callable[[Any], None], value: object, _checked: bool = False) -> None:
    act(value)
