# SPDX-License-Identifier: Apache-2.0
"""Opening the desk's window."""

from pathlib import Path


def open_desk(data_dir: Path | None) -> int:
    """Open the desk of a data folder (None: the user's own) and stay until it is closed; gives the exit code."""
    from officer_desk import settings
    from officer_desk.app import run

    return run(settings.load(data_dir))
