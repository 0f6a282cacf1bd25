# SPDX-License-Identifier: Apache-2.0
"""A window with one field under a real window system; tells what was scanned and what stands in the field."""

import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from officer_desk.domain.scans import Scan
from officer_desk.views.wedge import Wedge

app = QApplication(sys.argv[:1])
field = QLineEdit()
field.resize(500, 40)
field.show()
field.activateWindow()
wedge = Wedge(field)


def tell(scan: Scan) -> None:
    """Tell one scan."""
    print(json.dumps({"kind": scan.kind, "numbers": scan.numbers, "field": field.text()}), flush=True)


def tell_typed(text: str) -> None:
    """Tell what arrived in the field; «!» ends it all."""
    if text.endswith("!"):
        print(json.dumps({"typed": text}), flush=True)
        QTimer.singleShot(0, app.quit)


wedge.scanned.connect(tell)
field.textChanged.connect(tell_typed)


def look() -> None:
    """Tell when keys arrive here."""
    if field.isActiveWindow() and field.hasFocus():
        waiting.stop()
        print("ready", flush=True)


waiting = QTimer(interval=100)
waiting.timeout.connect(look)
waiting.start()
app.exec()
