# SPDX-License-Identifier: Apache-2.0
"""What the tests of the list share: an office with many files, a desk that answers at once, and one that is slow."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject

from officer_desk.background import Background, InlineBackground
from officer_desk.desk import Desk
from officer_desk.domain.names import fold
from officer_desk.domain.records import Actor
from officer_desk.domain.values import Channel, IdentityKind, Kind, State
from officer_desk.models.tables import Declaration
from officer_desk.office import OpenOffice

NEWEST = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def row(number: str, **other: Any) -> Declaration:
    """Give a file as the importer would have stored it; what a test does not name is usual."""
    serial, _, office = number.split("/")
    usual: dict[str, Any] = {
        "number": number,
        "serial": serial.split(".")[0].lstrip("0") or "0",
        "office_code": office,
        "kind": Kind.REGISTRATION,
        "channel": Channel.VSSID,
        "submitted_at": NEWEST,
        "insurance_code": f"01{serial.split('.')[0]:0>8}",
        "full_name": "Nguyễn Thị Thu",
        "id_kind": IdentityKind.CCCD,
        "id_number": f"0011{serial.split('.')[0]:0>8}",
        "population_verified": False,
        "address": {},
        "phone": f"09{serial.split('.')[0]:0>8}",
        "wants_email_copy": False,
        "state": State.WAITING,
        "imported_at": NEWEST,
        "content_digest": "0" * 64,
    }
    made = {**usual, **other}
    made.setdefault("clock_from", made["submitted_at"])
    return Declaration(name_key=" " + fold(made["full_name"]), **made)


def fill(office: OpenOffice, *rows: Declaration) -> None:
    """Store files."""
    with office.database.writing.begin() as session:
        session.add_all(rows)


def many(count: int, **other: Any) -> list[Declaration]:
    """Give files of office 00101, newest first, an hour between them."""
    return [
        row(f"{place + 1:05d}/2026/00101", submitted_at=NEWEST - timedelta(hours=place), **other)
        for place in range(count)
    ]


def desk_of(office: OpenOffice, actor: Actor, background: Background | None = None) -> Desk:
    """Give a desk at which an officer has signed in."""
    desk = Desk(office, background or InlineBackground())
    desk.actor = actor
    return desk


class SlowBackground(InlineBackground):
    """Answers only when the test says so, in the order that the test wants."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Callable[[], None]] = []
        self.slow = False

    def run(
        self,
        owner: QObject,
        work: Callable[[], object],
        then: Callable[[Any], None],
        otherwise: Callable[[Exception], None],
    ) -> None:
        """Keep the work for later while `slow`."""
        if self.slow:
            self.held.append(lambda: InlineBackground.run(self, owner, work, then, otherwise))
        else:
            super().run(owner, work, then, otherwise)
