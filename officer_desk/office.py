# SPDX-License-Identifier: Apache-2.0
"""An opened office: its folder, database, gateways and clock, and the two ways to call a service."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar, TypeVarTuple
from uuid import uuid4

from sqlalchemy.orm import Session

from officer_desk import resources
from officer_desk.domain.records import Actor
from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways.households import HouseholdExtract
from officer_desk.gateways.keys import open_keys
from officer_desk.gateways.pictures import PURPOSE, PictureStore
from officer_desk.gateways.printers import Printers
from officer_desk.gateways.scanners import open_scanner
from officer_desk.gateways.texts import TextLibrary
from officer_desk.gateways.units import Units
from officer_desk.models.database import Database, migrate, open_database, touched, trouble_in_words
from officer_desk.services import offices, standing
from officer_desk.services.context import NOBODY, Context, Gateways
from officer_desk.settings import Settings, SettingsSource

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_UNFINISHED_AFTER = timedelta(days=1)
"""A picture that was never finished is swept away when nobody can be writing it any more."""
NOW = "OFFICER_DESK_NOW"
"""Sets the clock of a sample office; a real office never looks at it."""


class Clock(Protocol):
    """Gives the time; nothing else in the program asks the machine for it."""

    def now(self) -> datetime:
        """Give the office's time (UTC)."""
        ...

    def phone_now(self) -> datetime:
        """Give the time that officers' phones show (UTC)."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Give the machine's time."""
        return datetime.now(UTC)

    def phone_now(self) -> datetime:
        """Give the machine's time: phones and machine agree."""
        return self.now()


class SetClock(SystemClock):
    """A clock that was set to a moment and runs on from there: in sample offices only."""

    def __init__(self, moment: datetime) -> None:
        """Start at the moment."""
        self._moment, self._since = moment, time.monotonic()

    def now(self) -> datetime:
        """Give the set time plus what has passed since."""
        return self._moment + timedelta(seconds=time.monotonic() - self._since)

    def phone_now(self) -> datetime:
        """Give the machine's time: nobody sets a phone back for a sample."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class OpenOffice:
    """What the window and the command line work with."""

    source: SettingsSource
    database: Database
    gateways: Gateways
    clock: Clock
    is_sample: bool

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self.source.current()

    def context(self, actor: Actor | None, window: str = "") -> Context:
        """Stamp who acts, when, in which window, and with a fresh key: one context for one act."""
        now, phone_now = self.clock.now(), self.clock.phone_now()
        return Context(actor or NOBODY, now, str(uuid4()), self.gateways, self.settings, phone_now, window)

    def ask(self, context: Context, service: Callable[[Session, Context, *Ts], T], *args: *Ts) -> T:
        """Ask a question in a reading session of its own."""
        with trouble_in_words(), self.database.reading() as session:
            standing.demand(session, context)
            return service(session, context, *args)

    def act(
        self, context: Context, service: Callable[[Session, Context, *Ts], T], *args: *Ts
    ) -> tuple[T, frozenset[str]]:
        """Do one act in one transaction; gives its result and the names of the tables that it wrote."""
        with trouble_in_words(), self.database.writing.begin() as session:
            standing.demand(session, context)
            result = service(session, context, *args)
            session.flush()
            return result, touched(session)

    def close(self) -> None:
        """Give the database back."""
        self.database.close()


def open_office(
    settings: Settings, *, make: str = offices.REAL, environment: Mapping[str, str] = os.environ
) -> OpenOffice:
    """Open the office of a data folder, making it where there is none; `make` counts for a new one only.

    Raises `Refused("not-the-owner")`, `Unavailable("database-newer")` and others of `models.database`.
    """
    _prepare_folder(settings.data_dir)
    database = open_database(settings.database_path)
    try:
        return _furnish(settings, database, make, environment)
    except BaseException:
        database.close()
        raise


def _furnish(settings: Settings, database: Database, make: str, environment: Mapping[str, str]) -> OpenOffice:
    system = SystemClock()
    with trouble_in_words():
        migrate(database, system.now())
        with database.writing.begin() as session:
            keys = open_keys(settings.key_path, may_make=not offices.is_made(session))
            kind = offices.kind(session, keys)
            if kind is None:
                offices.make(session, make, keys, system.now())
                kind = make
    settings.database_path.chmod(0o600)
    is_sample = kind == offices.SAMPLE
    clock = _set_clock(environment) if is_sample and environment.get(NOW) else system
    extract = HouseholdExtract(
        settings.data_dir / "households.db", timedelta(days=settings.registry_max_days), clock.now
    )
    source = SettingsSource(settings, environment)
    store = PictureStore(settings.data_dir / "pictures", keys.key_for(PURPOSE))
    store.sweep(system.now() - _UNFINISHED_AFTER)
    gateways = Gateways(
        pictures=store,
        households=extract,
        texts=TextLibrary(resources.folder(), settings.data_dir),
        keys=keys,
        units=Units.load(),
        printers=Printers(),
        scanner=open_scanner(resources.folder(), lambda: source.current().scan_folder),
    )
    return OpenOffice(source, database, gateways, clock, is_sample)


def at(office: OpenOffice, moment: datetime) -> OpenOffice:
    """Give the same office with its clock standing at a moment: for making a sample's past."""
    if not office.is_sample:
        raise Refused("not-a-sample")
    return replace(office, clock=SetClock(moment))


def _set_clock(environment: Mapping[str, str]) -> Clock:
    text = environment[NOW]
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused("setting-broken", name=NOW, value=text) from error
    if moment.tzinfo is None:
        raise Refused("setting-broken", name=NOW, value=text)
    return SetClock(moment.astimezone(UTC))


def _prepare_folder(folder: Path) -> None:
    """Make the folder for its owner alone; refuse somebody else's."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = folder.stat().st_uid
    except OSError as error:
        raise Unavailable("folder-unreachable", path=str(folder)) from error
    if hasattr(os, "getuid") and owner != os.getuid():
        raise Refused("not-the-owner", path=str(folder))
