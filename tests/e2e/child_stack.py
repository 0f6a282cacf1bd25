# SPDX-License-Identifier: Apache-2.0
"""The process that files a stack and is killed meanwhile: the command itself, with its moments on the way to the disk
counted, and with the page told that is done.
"""

import io
import os
import sys
import traceback
from multiprocessing.connection import Connection

from officer_desk import cli
from officer_desk.cli.common import Progress
from officer_desk.office import NOW
from officer_desk.services import stacks  # noqa: F401 - imported once, by the server of the forks
from tests.conftest import TODAY
from tests.e2e.child_counter import Moments


def file_signed(folder: str, stack: str, told: Connection, die_at: int = 0) -> None:
    """Run `officer-desk file-signed STACK --json`; tell the moments passed at each page, and at the end what it said.

    The pipe is also the standard output: it ends when this process and all that it started have ended.
    """
    os.dup2(told.fileno(), sys.__stdout__.fileno())  # type: ignore[union-attr]
    os.environ[NOW] = TODAY.isoformat()
    sys.stdout = said = io.StringIO()
    moments = Moments(die_at)
    Progress.progress = lambda _self, done, _total: told.send((done, moments.seen))  # type: ignore[method-assign]
    try:
        cli.main(["--data-dir", folder, "file-signed", stack, "--json"])
    except SystemExit as done:
        told.send((done.code, moments.seen, said.getvalue()))
    except BaseException:
        told.send(("broken", 0, traceback.format_exc()))
        raise
