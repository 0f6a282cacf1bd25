# SPDX-License-Identifier: Apache-2.0
"""Asks how the desk as a whole stands: HGĐ, and the messages to citizens; at the start, on changes, each minute."""

from PySide6.QtCore import QObject, QTimer, Signal

from officer_desk.desk import Desk
from officer_desk.domain.records import MessagesPage, MessagesQuery
from officer_desk.domain.values import Role
from officer_desk.errors import DeskError
from officer_desk.services import outbox
from officer_desk.views.desk_banner import DeskBanner, Known
from officer_desk.views.registry_state import RegistryState, registry_state

_MINUTE_MS = 60_000
_SETTLE_MS = 150
_MOST = 500
_WATCHED = frozenset({"outbox_message", "mark"})


class DeskConditions(QObject):
    """Tells the banner what is known, and the window how many messages need a person."""

    registry_known = Signal(object)
    """A RegistryState."""
    failed_known = Signal(int)
    """How many messages a person must look at."""

    def __init__(self, desk: Desk, banner: DeskBanner, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._banner = desk, banner
        self._registry: Exception | None = None
        self._outbox: MessagesPage | None = None
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._minute.timeout.connect(self.ask_messages)
        self._settle.timeout.connect(self.ask_messages)
        desk.changed.connect(self._on_changed)

    def start(self) -> None:
        """Ask now, and go on asking."""
        self.ask_registry()
        self.ask_messages()
        self._minute.start()

    def ask_registry(self) -> None:
        """Ask whether HGĐ can be asked."""
        households = self._desk.gateways.households
        self._desk.work(self, registry_state, households, then=self._on_registry, otherwise=self._on_no_registry)

    def ask_messages(self) -> None:
        """Ask how the outbox stands, and for the messages that wait."""
        actor = self._desk.actor
        if actor is not None:
            query = MessagesQuery(actor.office_code, "queued", _MOST)
            self._desk.ask(self, outbox.page, query, then=self._on_outbox, otherwise=self._on_no_outbox)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & _WATCHED and self._minute.isActive():
            self._settle.start()

    def _on_registry(self, state: RegistryState) -> None:
        self._registry = state.trouble
        self.registry_known.emit(state)
        self._tell()

    def _on_no_registry(self, error: Exception) -> None:
        self._registry = error
        self._tell()

    def _on_outbox(self, page: MessagesPage) -> None:
        self._outbox = page
        self.failed_known.emit(page.counts.get("failed", 0))
        self._tell()

    def _on_no_outbox(self, error: Exception) -> None:
        """No banner is better than an old one; the page itself says what is wrong."""
        if isinstance(error, DeskError):
            self._outbox = None
            self._tell()

    def _tell(self) -> None:
        actor = self._desk.actor
        role = Role.RECEPTION if actor is None else actor.role
        self._banner.show_known(Known(self._registry, self._outbox, role))
