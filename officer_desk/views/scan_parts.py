# SPDX-License-Identifier: Apache-2.0
"""Parts of the scan panel: the row of the device, and the row of tools below the scanned page."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from officer_desk.catalogue import language, translate
from officer_desk.gateways.scanners import FOLDER, ScannerDevice
from officer_desk.views.crop_view import MOST_DEGREES, CropView
from officer_desk.views.file_parts import FlowLayout
from officer_desk.views.segments import ToolButton
from officer_desk.views.widgets import Button, label

_STEP = 0.5


class DeviceRow(QWidget):
    """Which scanner, from the glass or the feeder; «Quét», and «Dừng» while it runs."""

    def __init__(self) -> None:
        super().__init__()
        self.devices = QComboBox()
        self.devices.setAccessibleName(translate("ScanPanel", "Scanner"))
        self.devices.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.devices.setMinimumContentsLength(12)
        self.devices.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.feeder = QCheckBox(translate("ScanPanel", "Feeder"))
        self.feeder.setAccessibleName(self.feeder.text())
        self.again = Button(translate("ScanPanel", "Look again"), kind="quiet", icon="refresh-cw")
        self.scan = Button(translate("ScanPanel", "Scan"), "Enter", "primary", "scan-line")
        self.stop = Button(translate("ScanPanel", "Stop"), "Esc")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(translate("ScanPanel", "Progress"))
        self.bar.setTextVisible(False)
        self.bar.setMinimumWidth(80)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.devices, 2)
        row.addWidget(self.feeder)
        row.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.again, self.scan, self.stop):
            row.addWidget(button)
        row.addStretch(0)
        self.devices.currentIndexChanged.connect(self._show_feeder)
        self.show_running(running=False)

    @property
    def device(self) -> str:
        """The id of the chosen scanner; empty: there is none."""
        return str(self.devices.currentData() or "")

    def show_devices(self, devices: Sequence[ScannerDevice], first: str) -> None:
        """Offer scanners; the one chosen before stays, else the one that the setting names."""
        wanted = self.device or first
        self.devices.clear()
        for device in devices:
            name = device.name if device.id != FOLDER else translate("ScanPanel", "Scan folder «{name}»")
            self.devices.addItem(name.format(name=device.name), device.id)
        self.devices.setCurrentIndex(max(0, self.devices.findData(wanted)) if devices else -1)
        self.show_running(running=False)

    def show_running(self, *, running: bool) -> None:
        """Offer scanning, or stopping."""
        self.bar.setVisible(running)
        self.stop.setVisible(running)
        self.scan.setVisible(not running)
        self.again.setVisible(not running and not self.device)
        self.devices.setEnabled(not running)
        self.devices.setVisible(bool(self.device))
        self.scan.setEnabled(bool(self.device))
        self.scan.setToolTip("" if self.device else translate("ScanPanel", "There is no scanner yet."))
        self._show_feeder()

    def show_progress(self, hundredths: int) -> None:
        """Show how far the page is; 0: it only moves."""
        self.bar.setRange(0, 100 if hundredths else 0)
        self.bar.setValue(hundredths)

    def _show_feeder(self) -> None:
        self.feeder.setVisible(self.device not in {"", FOLDER} and not self.bar.isVisibleTo(self))


class PageTools(QWidget):
    """Turning, straightening and cropping with words and keys; they act on the page above."""

    straightened = Signal(float)

    def __init__(self, page: CropView) -> None:
        super().__init__()
        self.left = ToolButton("rotate-ccw", translate("IdPhotos", "Turn left"), "Ctrl+,")
        self.right = ToolButton("rotate-cw", translate("IdPhotos", "Turn right"), "Ctrl+.")
        self.lean = QDoubleSpinBox()
        self.lean.setAccessibleName(translate("ScanPanel", "Straighten"))
        self.lean.setRange(-MOST_DEGREES, MOST_DEGREES)
        self.lean.setSingleStep(_STEP)
        self.lean.setDecimals(1)
        self.lean.setSuffix("°")
        self.lean.setLocale(QLocale(language()))
        self.lean.setFixedWidth(86)
        self.whole = Button(translate("ScanPanel", "Whole page"), kind="quiet", icon="scan")
        flow = FlowLayout(gap=6, row_gap=4)
        flow.setContentsMargins(0, 0, 0, 0)
        self.setLayout(flow)
        flow.addWidget(self.left)
        flow.addWidget(self.right)
        flow.addWidget(label(translate("ScanPanel", "Straighten"), "label"))
        flow.addWidget(self.lean)
        flow.addWidget(self.whole)
        flow.addWidget(label(translate("ScanPanel", "Crop: drag, or Space and arrows"), "muted"))
        self.left.clicked.connect(lambda: page.turn(-1))
        self.right.clicked.connect(lambda: page.turn(1))
        self.lean.valueChanged.connect(page.straighten)
        self.whole.clicked.connect(page.whole)

    def reset(self) -> None:
        """Stand straight for another page."""
        self.lean.blockSignals(True)
        self.lean.setValue(0)
        self.lean.blockSignals(False)
