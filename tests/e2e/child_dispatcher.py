# SPDX-License-Identifier: Apache-2.0
"""A process that delivers an office's outbox, to be killed or to be one of two."""

from datetime import datetime
from pathlib import Path

from officer_desk.office import NOW, open_office
from officer_desk.services import delivery
from officer_desk.settings import load
from tests import building as b


def work(folder: str, moment: str, told: object) -> None:
    """Deliver until nothing is due, and tell what was done."""
    office = open_office(load(Path(folder), {}), environment={NOW: datetime.fromisoformat(moment).isoformat()})
    report = delivery.deliver(b.Quiet(), office, until_empty=True)
    told.put(report.sent)  # type: ignore[attr-defined]
    office.close()
