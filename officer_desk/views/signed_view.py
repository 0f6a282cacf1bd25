# SPDX-License-Identifier: Apache-2.0
"""A scanned page of a signed form, large enough to read: it fills the width, at what is looked for, until one zooms."""

from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import SignedPageRecord
from officer_desk.views import actions
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.picture_view import PictureView
from officer_desk.views.picture_words import read_picture
from officer_desk.views.segments import ToolButton

_PAGE = 240
"""Logical pixels by which the page moves up or down at a time."""


class SignedPageView(Ground):
    """Reads one page at a time; an answer about a page that is not shown any more is dropped."""

    def __init__(self, desk: Desk, at: float) -> None:
        """`at`: the part of the page's height that is looked at first."""
        super().__init__("mat")
        self._desk, self._at = desk, at
        self._shown: SignedPageRecord | None = None
        self.facts = Words("", "label", figures=True)
        self.view = PictureView(translate("SignedPageView", "Scanned page"))
        self.words = Words("", "muted")
        self.tools = _tools()
        self._pages = QStackedWidget()
        self._lay_out()
        for name, tool in self.tools.items():
            tool.clicked.connect(partial(self.press, name))
        self.clear()

    def _lay_out(self) -> None:
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar = Ground("surface", "line", "bottom")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 4, 4, 5)
        row.setSpacing(0)
        row.addWidget(self.facts, 1)
        for tool in self.tools.values():
            row.addWidget(tool)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.words)
        inside = QWidget()
        frame = QVBoxLayout(inside)
        frame.setContentsMargins(12, 8, 12, 12)
        frame.addWidget(self._pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(inside, 1)

    @property
    def shown(self) -> SignedPageRecord | None:
        """The page in view."""
        return self._shown

    def clear(self, words: str = "") -> None:
        """Show no page, and say why."""
        self._shown = None
        self.facts.setText("")
        self.view.clear()
        self._say(words)

    def show_page(self, page: SignedPageRecord, facts: str) -> None:
        """Show a page; the same one stays as it is."""
        self.facts.setText(facts)
        if self._shown is not None and self._shown.sha256 == page.sha256:
            self._shown = page
            return
        self._shown = page
        self.view.clear()
        self._say(translate("SignedPageView", "Reading the page…"))
        self._desk.work(
            self,
            read_picture,
            self._desk.gateways.pictures,
            page.sha256,
            None,
            then=partial(self._on_read, page),
            otherwise=partial(self._on_unreadable, page),
        )

    def press(self, name: str) -> None:
        """Do what a tool does, or its key."""
        if not self.view.has_picture:
            return
        {
            "width": partial(self.view.fit_width, self._at),
            "fit": self.view.fit,
            "ratio": self.view.one_to_one,
            "out": self.view.zoom_out,
            "in": self.view.zoom_in,
            "left": partial(self.view.turn, -1),
            "right": partial(self.view.turn, 1),
        }[name]()

    def scroll_page(self, pages: int) -> None:
        """Move up (-1) or down (1) on the page."""
        self.view.pan(QPointF(0, -pages * _PAGE))

    def _on_read(self, page: SignedPageRecord, image: QImage) -> None:
        if self._shown is None or self._shown.sha256 != page.sha256:
            return
        self.view.show_image(image, QSize(image.width(), image.height()))
        self._pages.setCurrentWidget(self.view)
        self._use_tools(usable=True)
        self.view.fit_width(self._at)

    def _on_unreadable(self, page: SignedPageRecord, error: Exception) -> None:
        if self._shown is not None and self._shown.sha256 == page.sha256:
            self._say(texts.sentence(error))

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self._pages.setCurrentWidget(self.words)
        self._use_tools(usable=False)

    def _use_tools(self, *, usable: bool) -> None:
        for tool in self.tools.values():
            tool.set_usable(usable, "" if usable else translate("SignedPageView", "There is no page in view."))


def _tools() -> dict[str, ToolButton]:
    cap = actions.cap
    return {
        "width": ToolButton("columns-2", translate("SignedPageView", "Fill the width"), ""),
        "fit": ToolButton("scan", translate("SignedPageView", "Whole page"), cap("pictures-all")),
        "ratio": ToolButton("ratio", translate("SignedPageView", "Actual size"), cap("actual-size")),
        "out": ToolButton("zoom-out", translate("SignedPageView", "Smaller"), cap("zoom-out")),
        "in": ToolButton("zoom-in", translate("SignedPageView", "Larger"), cap("zoom-in")),
        "left": ToolButton("rotate-ccw", translate("SignedPageView", "Turn left"), cap("rotate-left")),
        "right": ToolButton("rotate-cw", translate("SignedPageView", "Turn right"), cap("rotate-right")),
    }
