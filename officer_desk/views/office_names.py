# SPDX-License-Identifier: Apache-2.0
"""Names of offices by their codes, asked once and kept."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from officer_desk.desk import Desk
from officer_desk.domain.records import OfficeRecord
from officer_desk.services import offices


class OfficeNames(QObject):
    """Gives a name at once where it is known, and the code until then."""

    learned = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._names: dict[str, str] = {}
        self._asked: set[str] = set()

    def name(self, code: str) -> str:
        """Give the name of an office, or its code."""
        return self._names.get(code, code)

    def learn(self, codes: Iterable[str]) -> None:
        """Ask for the names that are not known yet."""
        for code in sorted(set(codes) - self._asked):
            self._asked.add(code)
            self._desk.ask(self, offices.office, code, then=partial(self._on_office, code), otherwise=self._on_failed)

    def _on_office(self, code: str, office: OfficeRecord | None) -> None:
        if office is not None:
            self._names[code] = office.name
            self.learned.emit()

    def _on_failed(self, _error: Exception) -> None:
        """The codes stand in for the names; the next list asks again."""
        self._asked = set(self._names)
