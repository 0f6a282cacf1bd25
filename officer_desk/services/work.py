# SPDX-License-Identifier: Apache-2.0
"""What work over many transactions is given: an opened office, and who waits for it."""

from typing import Protocol

from officer_desk.domain.records import Actor
from officer_desk.models.database import Database
from officer_desk.services.context import Context


class Door(Protocol):
    """What such work needs of an opened office (`office.OpenOffice`)."""

    @property
    def database(self) -> Database:
        """Where the files are."""
        ...

    def context(self, actor: Actor | None) -> Context:
        """Stamp who acts, when, and with a fresh key: once for each transaction."""
        ...


class Watch(Protocol):
    """Who waits: told how far the work is, and able to stop it between two steps."""

    cancelled: bool

    def progress(self, done: int, total: int) -> None:
        """Tell how many of all are done."""
        ...
