# SPDX-License-Identifier: Apache-2.0
"""A bare PySide6 window with a similar form: what starting to paint costs whatever the program does."""

import sys

from paint_watch import FirstPaint
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

app = QApplication(sys.argv[:1])
window = QWidget()
FirstPaint(window)
window.resize(1366, 768)
whole = QHBoxLayout(window)
side, form = QVBoxLayout(), QFormLayout()
for text in ("Bàn tiếp nhận", "Cơ quan BHXH", "Giao dịch điện tử", "Phiên bản"):
    side.addWidget(QLabel(text))
for text in ("Tên đăng nhập", "Mật khẩu", "Mã xác thực"):
    form.addRow(QLabel(text), QLineEdit())
form.addRow(QPushButton("Đăng nhập"))
form.addRow(QLabel("Tiếng Việt · English"))
side.setAlignment(Qt.AlignmentFlag.AlignVCenter)
form.setFormAlignment(Qt.AlignmentFlag.AlignVCenter)
whole.addLayout(side, 1)
whole.addLayout(form, 2)
window.show()
sys.exit(app.exec())
