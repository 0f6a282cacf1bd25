# SPDX-License-Identifier: Apache-2.0
"""What a change file asks for: each field as it is now and as it is to be."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import Address, DeclarationRecord
from officer_desk.views import theme
from officer_desk.views.file_parts import Words, phone_groups
from officer_desk.views.widgets import h_line, label


def changed_fields(record: DeclarationRecord, address_text: Callable[[Address], str]) -> list[tuple[str, str, str]]:
    """Give (field, as it is now, as it is to be) for everything that the file asks to change."""
    declared, account = record.declared, record.account
    changes = declared.changes
    if changes is None:
        return []
    phone = declared.phone if account is None else account.phone
    email = declared.email if account is None else account.email
    name = declared.full_name if account is None else account.full_name
    rows: list[tuple[str, str, str]] = []
    if changes.full_name is not None:
        rows.append((translate("ChangeTable", "Full name"), name, changes.full_name))
    if changes.identity is not None:
        rows.append((translate("ChangeTable", "ID number"), declared.identity.number, changes.identity.number))
    if changes.phone is not None:
        rows.append((translate("ChangeTable", "Phone"), phone_groups(phone), phone_groups(changes.phone)))
    if changes.email is not None:
        rows.append((translate("ChangeTable", "E-mail"), email or "–", changes.email))
    if changes.address is not None:
        rows.append((translate("ChangeTable", "Contact address"), record.address_text, address_text(changes.address)))
    new = translate("ChangeTable", "new picture (at the left)")
    rows.extend((texts.picture_role(role), "–", new) for role in changes.pictures)
    return rows


class ChangeTable(QWidget):
    """Rows old → new, with «Đang dùng» and «Đề nghị đổi thành» above."""

    def __init__(self, record: DeclarationRecord, address_text: Callable[[Address], str]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, 124)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.addWidget(label(translate("ChangeTable", "In use"), "head"), 0, 1)
        grid.addWidget(label(translate("ChangeTable", "Asked to become"), "head"), 0, 3)
        grid.addWidget(h_line("line2"), 1, 0, 1, 4)
        said: list[str] = []
        for place, (field, now, wanted) in enumerate(changed_fields(record, address_text)):
            row = 2 + 2 * place
            top = Qt.AlignmentFlag.AlignTop
            old = Words(now, figures=True, selectable=True)
            old.setProperty("tone", "ink2")
            new = Words(wanted, "strong", figures=True, selectable=True)
            arrow = QLabel()
            arrow.setPixmap(theme.pixmap("arrow-right", "ink2", 15))
            grid.addWidget(Words(field, "muted"), row, 0, top)
            grid.addWidget(old, row, 1, top)
            grid.addWidget(arrow, row, 2, top)
            grid.addWidget(new, row, 3, top)
            grid.addWidget(h_line("hair"), row + 1, 0, 1, 4)
            said.append(f"{field}: {now} → {wanted}")
        self.setAccessibleName("; ".join(said))
