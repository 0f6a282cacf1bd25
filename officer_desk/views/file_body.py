# SPDX-License-Identifier: Apache-2.0
"""How the open file is laid out: pictures at the left; line, data and dock at the right. Behaviour is the page's."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from officer_desk.desk import Desk
from officer_desk.domain.records import CrossCheck, DeclarationRecord
from officer_desk.views.assessment_panel import AssessmentPanel
from officer_desk.views.declared_panel import DeclaredPanel
from officer_desk.views.file_parts import Ground
from officer_desk.views.id_photos import IdPhotos
from officer_desk.views.notices import NoticeLines
from officer_desk.views.other_drafts import OtherDraftPanel
from officer_desk.views.picture_checking import PictureChecking
from officer_desk.views.scan_panel import ScanPanel
from officer_desk.views.widgets import Button, MessageLine

_ROOM_FOR_BOTH = 700
"""Logical pixels of height from which the data stay in view beside the reasons."""
_PICTURES, _DATA = 600, 722
_LEAST_DATA = 120


class _Right(QWidget):
    """Tells its height to who arranges it."""

    def __init__(self, body: "FileBody") -> None:
        super().__init__()
        self._body = body

    def minimumSizeHint(self) -> QSize:
        """At least 640 wide, on the smallest screen too."""
        return QSize(640, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A higher window shows data and reasons together."""
        super().resizeEvent(event)
        self._body.arrange()


class _Upper(QStackedWidget):
    """The data, or HGĐ's answer in their place: they scroll; what is to be decided is never cut for them."""

    def hasHeightForWidth(self) -> bool:
        """Ask for no more height than the least."""
        return False


class FileBody(QSplitter):
    """Everything between head and action bar."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.photos = IdPhotos(desk)
        self.scan = ScanPanel(desk)
        self._papers = QStackedWidget()
        self.declared = DeclaredPanel(desk)
        self.assessment = AssessmentPanel()
        self.other_draft = OtherDraftPanel()
        self.line = MessageLine()
        self._short = NoticeLines(only_worst=True)
        self._lines = Ground("surface")
        self._upper = _Upper()
        self._upper.addWidget(self.declared)
        self._upper.setMinimumHeight(_LEAST_DATA)
        self._registry: QWidget | None = None
        self._record: DeclarationRecord | None = None
        self.pictures = PictureChecking(self.photos)
        self.declared.comparing.connect(self.pictures.open)
        self.declared.compared.table.pointed.connect(self.pictures.point)
        self._right = _Right(self)
        self._lay_out()

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self._lines)
        lines.setContentsMargins(16, 10, 16, 10)
        lines.setSpacing(6)
        lines.addWidget(self.line)
        lines.addWidget(self._short)
        self._column = QVBoxLayout(self._right)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._lines)
        self._column.addWidget(self._upper, 1)
        self._column.addWidget(self.other_draft)
        self._column.addWidget(self.assessment)
        self.addWidget(self._right)
        self._papers.addWidget(self.photos)
        self._papers.addWidget(self.scan)
        self.insertWidget(0, self._papers)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._papers.setMinimumWidth(480)
        self.setStretchFactor(0, _PICTURES)
        self.setStretchFactor(1, _DATA)
        self.setSizes([_PICTURES, _DATA])
        # Reading order: line, tabs, content, assessment; the pictures come last.
        self.arrange()

    def clear(self) -> None:
        """Show nothing of any file."""
        self._record = None
        self.line.clear()
        self._short.clear()
        self.close_registry()
        self.pictures.clear()
        self.photos.clear()
        self.scan.clear()
        self.show_scan(scanning=False)
        self.declared.clear()
        self.assessment.clear()
        self.arrange()

    @property
    def is_scanning(self) -> bool:
        """Whether the scan panel stands in the place of the pictures."""
        return self._papers.currentWidget() is self.scan

    def show_scan(self, *, scanning: bool) -> None:
        """Put the scan panel in the place of the pictures, or bring them back."""
        self._papers.setCurrentWidget(self.scan if scanning else self.photos)

    def say(self, tone: str, head: str, words: str, action: Button | None = None) -> None:
        """Say one thing on the line above the data; it can be closed, or something can be done about it."""
        self.line.show_message(tone, head, words, closable=action is None)
        if action is not None:
            self.line.add_action(action)
            action.show()
        self.arrange()

    def show_check(self, record: DeclarationRecord, check: CrossCheck | None) -> None:
        """Show everywhere what the comparison of the file came to; None: it is not there yet."""
        self.declared.show_check(record, check)
        self.pictures.show(record, check)
        self.assessment.show_check(check)
        self.show_short_notices(record)

    def show_short_notices(self, record: DeclarationRecord) -> None:
        """Keep the worst notice for when the data make room for the reasons."""
        self._record = record
        found = self.declared.notices(record)
        self._short.show_notices([notice for notice in found if notice.tone not in ("success", "quiet")])
        self.arrange()

    @property
    def registry(self) -> QWidget | None:
        """The panel that stands in the place of the data."""
        return self._registry

    def show_registry(self, panel: QWidget) -> None:
        """Put a panel about HGĐ's answer in the place of the data."""
        self.close_registry()
        self._registry = panel
        self._upper.addWidget(panel)
        self._upper.setCurrentWidget(panel)
        self.arrange()

    def close_registry(self) -> None:
        """Bring the data back."""
        if self._registry is not None:
            self._upper.setCurrentWidget(self.declared)
            self._upper.removeWidget(self._registry)
            self._registry.hide()
            self._registry.deleteLater()
            self._registry = None
        self.arrange()

    def arrange(self) -> None:
        """Give the height to the reasons while they are chosen, and else to the data."""
        wide = self.assessment.is_wide
        both = self._right.height() >= _ROOM_FOR_BOTH
        self._upper.setVisible(both or not wide)
        short = wide and not both and bool(self._short.texts())
        self._short.setVisible(short)
        self._lines.setVisible(short or not self.line.isHidden())
        self._column.setStretchFactor(self._upper, 1)
        self._column.setStretchFactor(self.assessment, 2 if wide and not both else 0)
