# SPDX-License-Identifier: Apache-2.0
"""What is killed while pictures are read: a desk that works through its queue, with a reader that answers at once."""

import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from officer_desk import settings
from officer_desk.office import NOW, open_office
from officer_desk.services import picture_queue
from tests import building as b
from tests.e2e.child_counter import Moments
from tests.reading import Reader


def work(folder: str, moment: str, window: str, told: Connection, die_at: int = 0) -> None:
    """Work to the end of the queue; tells how many moments it had."""
    try:
        office = open_office(settings.load(Path(folder), {}), environment={NOW: moment})
        moments = Moments(die_at)
        while picture_queue.read_some(b.Quiet(), office, Reader(), window).left:
            pass
        office.close()
        told.send(f"moments {moments.seen}")
    except BaseException:
        told.send("broken: " + traceback.format_exc())
        raise
