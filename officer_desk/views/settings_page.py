# SPDX-License-Identifier: Apache-2.0
"""«Cài đặt»: what the administrator keeps – officers, the office's data, texts, reasons, forms, ways and terms."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.views import actions
from officer_desk.views.file_parts import Ground
from officer_desk.views.further_page import FurtherPage
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.settings_assigning import AssigningSection
from officer_desk.views.settings_forms import FormsSection
from officer_desk.views.settings_messages import MessagesSection
from officer_desk.views.settings_office import OfficeSection
from officer_desk.views.settings_parts import NavButton, Section
from officer_desk.views.settings_reasons import ReasonsSection
from officer_desk.views.settings_staff import StaffSection
from officer_desk.views.settings_values import PapersSection, RulesSection, WaysSection
from officer_desk.views.sidebar import WAYS
from officer_desk.views.widgets import Button, label

_HEAD = 48


class SettingsPage(FurtherPage):
    """Sections at the left, the open one at the right. What is typed stays when another section is opened."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self._desk = desk
        self.sections: Sequence[Section] = (
            StaffSection(desk),
            OfficeSection(desk),
            AssigningSection(desk),
            ReasonsSection(desk),
            MessagesSection(desk),
            FormsSection(desk),
            WaysSection(desk),
            RulesSection(desk),
            PapersSection(desk),
        )
        self.buttons = [NavButton(section.icon, section.title) for section in self.sections]
        self.pages = QStackedWidget()
        self.question = MessageStrip("surface")
        self._back = Button(translate("Settings", "Back to the list"), actions.cap("back"), "quiet")
        self._go_on: Callable[[], None] | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(10)
        top.addWidget(label(translate("Settings", "Settings"), "page"))
        top.addWidget(label(translate("Settings", "for the administrator"), "muted"), 1)
        top.addWidget(self._back)
        head = QWidget()
        head.setFixedHeight(_HEAD)
        head.setLayout(top)
        nav = Ground("surf2", "line", "right top")
        nav.setFixedWidth(1 + max(button.sizeHint().width() for button in self.buttons))
        column = QVBoxLayout(nav)
        column.setContentsMargins(0, 9, 1, 8)
        column.setSpacing(0)
        for button, section in zip(self.buttons, self.sections, strict=True):
            column.addWidget(button)
            self.pages.addWidget(section)
        column.addStretch(1)
        right = Ground("surface", "line", "top")
        inside = QVBoxLayout(right)
        inside.setContentsMargins(0, 1, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.pages)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(nav)
        below.addWidget(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.question)
        layout.addLayout(below, 1)

    def _connect(self) -> None:
        for index, (button, section) in enumerate(zip(self.buttons, self.sections, strict=True)):
            button.clicked.connect(partial(self.open_section, index))
            section.edited.connect(self._on_edited)
        self._back.clicked.connect(self._close)
        children = Qt.ShortcutContext.WidgetWithChildrenShortcut
        actions.bind("back", self, self._close, children)
        actions.bind("save", self, self._save, children)

    @property
    def current(self) -> Section:
        """The section in front."""
        return self.sections[self.pages.currentIndex()]

    def open_section(self, index: int, _checked: bool = False) -> None:
        """Bring a section to the front; one with unsaved words stays as it was left."""
        for place, button in enumerate(self.buttons):
            button.setChecked(place == index)
        self.pages.setCurrentIndex(index)
        if not self.current.dirty:
            self.current.load()

    def enter(self, what: str | None) -> None:
        """Show the section that is meant."""
        if what == WAYS:
            self.open_ways()

    def open_ways(self) -> None:
        """Show how mail and SMS are sent."""
        self.open_section(next(i for i, section in enumerate(self.sections) if isinstance(section, WaysSection)))

    def leave(self, go_on: Callable[[], None]) -> None:
        """Go on; where something typed would be lost, ask first."""
        unsaved = [section for section in self.sections if section.dirty]
        if not unsaved:
            self._stay()
            go_on()
            return
        self._go_on = go_on
        names = ", ".join(f"«{section.title}»" for section in unsaved)
        self.question.show_message("amber", translate("Settings", "Not saved: {sections}.").format(sections=names))
        stay = Button(translate("Settings", "Stay"))
        drop = Button(translate("Settings", "Drop the changes"))
        stay.clicked.connect(self._stay)
        drop.clicked.connect(self._drop)
        self.question.line.add_action(drop)
        self.question.line.add_action(stay)
        self.open_section(self.sections.index(unsaved[0]))
        for button in (drop, stay):
            button.show()
        stay.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is in force now."""
        super().showEvent(event)
        self.open_section(max(0, self.pages.currentIndex()))
        self.buttons[self.pages.currentIndex()].setFocus()

    def _close(self) -> None:
        self.leave(self.closed.emit)

    def _save(self) -> None:
        if self.current.dirty:
            self.current.save()

    def _stay(self) -> None:
        self._go_on = None
        self.question.clear()

    def _drop(self) -> None:
        go_on = self._go_on
        for section in self.sections:
            if section.dirty:
                section.discard()
        self._stay()
        if go_on is not None:
            go_on()

    def _on_edited(self) -> None:
        for button, section in zip(self.buttons, self.sections, strict=True):
            button.show_unsaved(section.dirty)
        if self._go_on is not None and not any(section.dirty for section in self.sections):
            self._stay()
