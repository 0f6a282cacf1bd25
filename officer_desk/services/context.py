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
from officer_desk.gateways.texts import TextLibrary
from officer_desk.gateways.units import Units

NOBODY = Actor(0, "-", "-", Role.RECEPTION, "-")
"""Who acts before anybody has signed in."""


@dataclass(frozen=True, slots=True)
class Gateways:
    """The world outside, as one bundle."""

    pictures: PictureStore
    households: HouseholdRegistry
    texts: TextLibrary
    keys: Keys
    units: Units
    printers: Printers


@dataclass(frozen=True, slots=True)
class Context:
    """One act or question. `act_key` is made by the client: the same act sent twice is done once."""

    actor: Actor
    now: datetime
    act_key: str
    gateways: Gateways
    phone_now: datetime
    """The time on officers' phones: differs from `now` only in a sample office whose clock was set."""
