# SPDX-License-Identifier: Apache-2.0
"""What a service is given beside its session: who acts, when, under which key, and the world outside."""

from dataclasses import dataclass
from datetime import datetime

from officer_desk.domain.records import Actor
from officer_desk.domain.values import Role
from officer_desk.gateways.households import HouseholdRegistry
from officer_desk.gateways.keys import Keys
from officer_desk.gateways.pictures import PictureStore
from officer_desk.gateways.printers import Printers
from officer_desk.gateways.scanners import Scanner
from officer_desk.gateways.texts import TextLibrary
from officer_desk.gateways.units import Units
from officer_desk.settings import Settings

NOBODY = Actor(0, "-", "-", Role.RECEPTION, "-")
"""Who acts before anybody has signed in."""


def by_itself(office_code: str) -> Actor:
    """Give who acts when the desk acts by itself for an office: releasing, delivering, the daily run."""
    return Actor(0, "officer-desk", "Officer Desk", Role.ADMINISTRATOR, office_code)


@dataclass(frozen=True, slots=True)
class Gateways:
    """The world outside, as one bundle."""

    pictures: PictureStore
    households: HouseholdRegistry
    texts: TextLibrary
    keys: Keys
    units: Units
    printers: Printers
    scanner: Scanner


@dataclass(frozen=True, slots=True)
class Context:
    """One act or question. `act_key` is made by the client: the same act sent twice is done once."""

    actor: Actor
    now: datetime
    act_key: str
    gateways: Gateways
    settings: Settings
    """As they are at this moment."""
    phone_now: datetime
    """The time on officers' phones: differs from `now` only in a sample office whose clock was set."""
    window: str = ""
    """Which window of the desk asks (it holds the claims of its officer); empty: none, as on the command line."""
