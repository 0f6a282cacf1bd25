# SPDX-License-Identifier: Apache-2.0
"""«Lý do»: the catalogue from which officers choose, in groups, in the order in which it is shown to them."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import OfficeText, ReasonGroup, ReasonsDraft
from officer_desk.gateways.texts import REASONS
from officer_desk.services import office_settings
from officer_desk.views import theme
from officer_desk.views.segments import Segments
from officer_desk.views.settings_parts import SaveBar, Section, complain, head
from officer_desk.views.widgets import Button, MessageLine

_VERDICTS = ("invalid", "incomplete", "withdraw", "not-signed")


class ReasonsSection(Section):
    """A tree of groups and reasons; words are edited in their place (F2 or a double-click)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "list", translate("ReasonTexts", "Reasons"))
        self._found: OfficeText | None = None
        self._kept: tuple[ReasonGroup, ...] = ()
        self._typed: dict[str, tuple[ReasonGroup, ...]] = {}
        self._filling = False
        self.line = MessageLine()
        self.switch = Segments(translate("ReasonTexts", "Which list"))
        self.tree = QTreeWidget()
        self.add = Button(translate("ReasonTexts", "Add a reason"), icon="plus")
        self.add_group = Button(translate("ReasonTexts", "Add a group"))
        self.rename = Button(translate("ReasonTexts", "Change the words"), "F2")
        self.up = Button(translate("ReasonTexts", "Up"), icon="chevron-up")
        self.down = Button(translate("ReasonTexts", "Down"), icon="chevron-down")
        self.remove = Button(translate("ReasonTexts", "Remove"), "Del", icon="x")
        self.bar = SaveBar(restorable=True)
        self._lay_out()
        self.switch.set_choices([("", name) for name in _names()])
        self._connect()

    def _lay_out(self) -> None:
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(self.title)
        self.tree.setProperty("panel", "true")
        self.tree.setProperty("roomy", "true")
        self.tree.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.tree.setIndentation(18)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setUniformRowHeights(True)
        tools = QVBoxLayout()
        tools.setSpacing(8)
        for button in (self.add, self.add_group, self.rename, self.up, self.down, self.remove):
            tools.addWidget(button)
        tools.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.tree, 1)
        middle.addLayout(tools)
        words = translate("ReasonTexts", "Officers choose from these; they may add words of their own.")
        column = QVBoxLayout()
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(head(self.title, words))
        column.addWidget(self.switch)
        column.addWidget(self.line)
        column.addLayout(middle, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(column, 1)
        layout.addWidget(self.bar)

    def _connect(self) -> None:
        self.switch.chosen.connect(self._on_switch)
        self.tree.itemChanged.connect(self._on_edited)
        self.tree.currentItemChanged.connect(self._show_tools)
        self.add.clicked.connect(self._add)
        self.add_group.clicked.connect(self._add_group)
        self.rename.clicked.connect(self._rename)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)
        self.bar.save.clicked.connect(self.save)
        self.bar.drop.clicked.connect(self.discard)
        self.bar.restore_confirmed.connect(self._restore)

    # --- loading and saving --------------------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Tell whether the catalogue differs from what is in force."""
        return self._found is not None and self._all() != self._kept

    def load(self) -> None:
        """Show what is in force."""
        self.desk.ask(self, office_settings.reasons, then=self._show, otherwise=self._on_unreadable)

    def save(self) -> None:
        """Save the whole catalogue."""
        if self._found is not None:
            draft = ReasonsDraft(self._all(), self._found.digest)
            self.desk.act(self, office_settings.save_reasons, draft, then=self._on_saved, otherwise=self._on_failed)

    def _restore(self) -> None:
        if self._found is not None:
            given = (REASONS, self._found.digest)
            self.desk.act(self, office_settings.restore, *given, then=self._on_saved, otherwise=self._on_failed)

    def _show(self, found: tuple[OfficeText, tuple[ReasonGroup, ...]]) -> None:
        self._found, groups = found
        self._typed = {verdict: tuple(g for g in groups if g.verdict == verdict) for verdict in _VERDICTS}
        self._kept = self._all()
        self.bar.show_own(self._found.own)
        self.line.clear()
        self._fill()
        self._tell()

    def _on_saved(self, _text: OfficeText) -> None:
        self.desk.ask(self, office_settings.reasons, then=self._on_read_again, otherwise=self._on_failed)

    def _on_read_again(self, found: tuple[OfficeText, tuple[ReasonGroup, ...]]) -> None:
        self._show(found)
        self.line.show_message(
            "success", translate("Settings", "Saved. It counts from the next act on."), closable=True
        )

    def _on_unreadable(self, error: Exception) -> None:
        """Somebody broke the office's file by hand: the way back to the original stays open."""
        complain(self.line, error)
        self.desk.ask(self, office_settings.text_of, REASONS, then=self._offer_original, otherwise=self._on_failed)

    def _offer_original(self, found: OfficeText) -> None:
        self._found = found
        self.bar.show_own(found.own)

    def _on_failed(self, error: Exception) -> None:
        complain(self.line, error)

    def _all(self) -> tuple[ReasonGroup, ...]:
        return tuple(group for verdict in _VERDICTS for group in self._typed.get(verdict, ()))

    # --- the tree ------------------------------------------------------------------------------------------------

    @property
    def _verdict(self) -> str:
        return _VERDICTS[max(0, self.switch.current)]

    def _on_switch(self, _index: int) -> None:
        self._fill()

    def _fill(self) -> None:
        self._filling = True
        self.tree.clear()
        for group in self._typed.get(self._verdict, ()):
            top = self._item(group.group, is_group=True)
            self.tree.addTopLevelItem(top)
            for reason in group.reasons:
                top.addChild(self._item(reason))
        self.tree.expandAll()
        if (first := self.tree.topLevelItem(0)) is not None:
            self.tree.setCurrentItem(first)
        self._filling = False
        self._show_tools()

    def _item(self, words: str, *, is_group: bool = False) -> QTreeWidgetItem:
        made = QTreeWidgetItem([words])
        made.setFlags(made.flags() | Qt.ItemFlag.ItemIsEditable)
        made.setToolTip(0, words)
        if is_group:
            made.setFont(0, theme.font("head"))
        return made

    def _read(self) -> tuple[ReasonGroup, ...]:
        groups: list[ReasonGroup] = []
        for row in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(row)
            if top is not None:
                texts = tuple(item.text(0) for item in _children(top))
                groups.append(ReasonGroup(self._verdict, top.text(0), texts))
        return tuple(groups)

    def _on_edited(self, *_: Any) -> None:
        if not self._filling:
            self._typed[self._verdict] = self._read()
            self._tell()
            self._show_tools()

    def _tell(self) -> None:
        self.bar.show_dirty(self.dirty)
        self.edited.emit()

    def _show_tools(self, *_: Any) -> None:
        item = self.tree.currentItem()
        siblings = self._siblings(item)
        place = siblings.index(item) if item in siblings else -1
        nothing = translate("ReasonTexts", "Choose a reason or a group first.")
        for button, usable, why in (
            (self.add, item is not None, translate("ReasonTexts", "Add a group first.")),
            (self.rename, item is not None, nothing),
            (self.remove, item is not None, nothing),
            (self.up, place > 0, translate("ReasonTexts", "It is the first.")),
            (self.down, 0 <= place < len(siblings) - 1, translate("ReasonTexts", "It is the last.")),
        ):
            button.setEnabled(usable)
            button.setToolTip("" if usable else why)

    def _siblings(self, item: QTreeWidgetItem | None) -> list[QTreeWidgetItem]:
        if item is None:
            return []
        return _children(item.parent() or self.tree.invisibleRootItem())

    # --- commands ------------------------------------------------------------------------------------------------

    def _add(self) -> None:
        item = self.tree.currentItem()
        if item is None:
            return
        group = item.parent() or item
        made = self._item(translate("ReasonTexts", "New reason"))
        group.insertChild(group.indexOfChild(item) + 1 if item.parent() is not None else group.childCount(), made)
        self._edit_new(made)

    def _add_group(self) -> None:
        made = self._item(translate("ReasonTexts", "New group"), is_group=True)
        self.tree.addTopLevelItem(made)
        self._edit_new(made)

    def _edit_new(self, made: QTreeWidgetItem) -> None:
        self.tree.expandAll()
        self.tree.setCurrentItem(made)
        self._on_edited()
        self.tree.setFocus()
        self.tree.editItem(made)

    def _rename(self) -> None:
        if (item := self.tree.currentItem()) is not None:
            self.tree.setFocus()
            self.tree.editItem(item)

    def _move(self, by: int) -> None:
        item = self.tree.currentItem()
        if item is None:
            return
        above = item.parent() or self.tree.invisibleRootItem()
        place = above.indexOfChild(item)
        if 0 <= place + by < above.childCount():
            self._filling = True
            above.removeChild(item)
            above.insertChild(place + by, item)
            self.tree.expandAll()
            self.tree.setCurrentItem(item)
            self._filling = False
            self._on_edited()

    def _remove(self) -> None:
        item = self.tree.currentItem()
        if item is not None:
            (item.parent() or self.tree.invisibleRootItem()).removeChild(item)
            self._on_edited()

    def keyPressEvent(self, event: Any) -> None:
        """Delete takes the chosen reason out."""
        if event.key() == Qt.Key.Key_Delete and self.tree.hasFocus():
            self._remove()
        else:
            super().keyPressEvent(event)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(place) for place in range(item.childCount()))
    return [child for child in found if child is not None]


def _names() -> tuple[str, ...]:
    return (
        translate("ReasonTexts", "Not valid"),
        translate("ReasonTexts", "Papers are missing"),
        translate("ReasonTexts", "Withdrawal"),
        translate("ReasonTexts", "Without the signed form"),
    )
