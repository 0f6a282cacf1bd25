# SPDX-License-Identifier: Apache-2.0
"""The desk as `officer-desk --data-dir FOLDER` starts it, with somebody who watches its window for the first paint."""

import sys

from paint_watch import FirstPaint

from officer_desk import app, cli

_start = app.Running.start


def start(running: app.Running) -> None:
    """Start, watched."""
    FirstPaint(running.sign_in)
    _start(running)


app.Running.start = start  # type: ignore[method-assign]
cli.main(["--data-dir", sys.argv[1]])
