# SPDX-License-Identifier: Apache-2.0
"""The head of the list: what is shown and how many, and the commands of the page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views import actions
from officer_desk.views.widgets import Button, ElidedLabel, label

HEIGHT = 48
_AGAIN, _NEW, _MORE = "refresh-cw", "file-plus-corner", "sliders-horizontal"


class SearchHead(QWidget):
    """One row of 48."""

    refresh_wanted = Signal()
    import_wanted = Signal()
    panel_wanted = Signal()
    export_wanted = Signal(object)
    """The button under which the kinds of files are offered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self.setFixedHeight(HEIGHT)
        self._title = label("", "page")
        self._count = ElidedLabel("", "muted", lines=2)
        self._count.setProperty("figures", True)
        self._refresh = Button(
            translate("SearchHead", "Refresh"), key=actions.cap("refresh"), kind="quiet", icon="refresh-cw"
        )
        self._import = Button(
            translate("SearchHead", "Import files"), key=actions.cap("import"), icon="file-plus-corner"
        )
        self._more = Button(
            translate("SearchHead", "More criteria"), key=actions.cap("expand"), icon="sliders-horizontal"
        )
        self._export = Button(translate("SearchHead", "Export the list"), kind="quiet", icon="download")
        self._export.clicked.connect(lambda: self.export_wanted.emit(self._export))
        self._refresh.clicked.connect(self.refresh_wanted)
        self._import.clicked.connect(self.import_wanted)
        self._more.clicked.connect(self.panel_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._count, 1)
        layout.addWidget(self._export)
        layout.addWidget(self._refresh)
        layout.addSpacing(4)
        layout.addWidget(self._import)
        layout.addWidget(self._more)

    def show_title(self, words: str) -> None:
        """Name what is shown."""
        self._title.setText(words)

    def show_count(self, words: str) -> None:
        """Say how many files of what."""
        self._count.set_whole(words)

    def show_panel_open(self, is_open: bool) -> None:
        """Show whether «Mở rộng» is open."""
        self._more.set_kind("on" if is_open else "")
