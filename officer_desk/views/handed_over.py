# SPDX-License-Identifier: Apache-2.0
"""A first password, shown once: to be copied and handed over, never kept."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from officer_desk.catalogue import translate
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.widgets import Button, label


class FirstPasswordBox(Ground):
    """Takes no room while there is no password to hand over."""

    def __init__(self) -> None:
        super().__init__("approved-bg", "approved-ln", radius=4)
        self._head = Words("", "caption", figures=True)
        self.password = label("", "section", figures=True)
        self.copy = Button(translate("Staff", "Copy"), icon="copy")
        self._hint = Words(
            translate(
                "Staff",
                "Shown only now. Tell it in person or by phone, not by e-mail. It opens only the change of password.",
            ),
            "label",
        )
        self._lay_out()
        self.copy.clicked.connect(self._copy)
        self.hide()

    def _lay_out(self) -> None:
        self.password.setTextInteractionFlags(
            self.password.textInteractionFlags().TextSelectableByMouse
            | self.password.textInteractionFlags().TextSelectableByKeyboard
        )
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(5)
        column.addWidget(self._head)
        column.addWidget(self.password)
        column.addLayout(row)
        column.addWidget(self._hint)

    def show_password(self, user_name: str, password: str) -> None:
        """Show it, until another officer is shown."""
        self._head.setText(translate("Staff", "First password of {name}").format(name=user_name))
        self.password.setText(password)
        self.copy.setText(translate("Staff", "Copy"))
        self.setAccessibleName(self._head.text())
        self.show()

    def clear(self) -> None:
        """Forget it."""
        self.password.clear()
        self.hide()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.password.text())
        self.copy.setText(translate("Staff", "Copied"))
