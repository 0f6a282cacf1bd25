# SPDX-License-Identifier: Apache-2.0
"""What the desk's window tells of HGĐ: of what time its data are, and whether it can be asked."""

from dataclasses import dataclass
from datetime import datetime

from officer_desk.background import Job
from officer_desk.domain.calendar import local
from officer_desk.errors import DeskError, Unavailable
from officer_desk.gateways.households import HouseholdRegistry


@dataclass(frozen=True, slots=True)
class RegistryState:
    """Of what time HGĐ's data are, and why it cannot be asked."""

    taken_at: datetime | None
    trouble: DeskError | None


def registry_state(_job: Job, households: HouseholdRegistry) -> RegistryState:
    """Try a question on a pool thread: whether the extract is there and young enough only asking tells."""
    try:
        households.ask("0000000000")
    except Unavailable as trouble:
        return RegistryState(households.taken_at(), trouble)
    return RegistryState(households.taken_at(), None)


def short_time(moment: datetime) -> str:
    """Give «21/11 08:00»."""
    return local(moment).strftime("%d/%m %H:%M")
