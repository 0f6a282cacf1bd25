# SPDX-License-Identifier: Apache-2.0
"""What is killed while data are destroyed: a daily run of an office with expired files that are past restoring."""

import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from officer_desk import settings
from officer_desk.office import NOW, open_office
from officer_desk.services import daily
from tests import building as b
from tests.e2e.child_counter import Moments


def work(folder: str, moment: str, told: Connection, die_at: int = 0) -> None:
    """Do one run; tells "opened" when it begins, then how many moments it had, and "finished"."""
    try:
        office = open_office(settings.load(Path(folder), {}), environment={NOW: moment})
        told.send("opened")
        moments = Moments(die_at)
        report = daily.run(b.Quiet(), office)
        office.close()
        if report.leftovers:
            raise RuntimeError(f"{report.leftovers} things are left")
        told.send(f"moments {moments.seen}")
        told.send("finished")
    except BaseException:
        told.send("broken: " + traceback.format_exc())
        raise
