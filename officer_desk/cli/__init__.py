# SPDX-License-Identifier: Apache-2.0
"""The command line: for the owner of the data folder, who acts as a named local administrator. Never imports Qt.

The usual call, which only opens the desk, is read here without the command-line library: that would cost the window
a tenth of its time to the first paint.
"""

import os
import sys
from pathlib import Path

from officer_desk import catalogue, resources
from officer_desk.errors import DeskError

EXIT_REFUSED = 1


def main(arguments: list[str] | None = None) -> None:
    """Run the program; exits 0 when all went well, 1 when something was refused, 2 for a wrong call."""
    catalogue.use_language(os.environ.get("OFFICER_DESK_LANGUAGE", "vi"), resources.folder() / "i18n")
    try:
        sys.exit(_run(sys.argv[1:] if arguments is None else arguments))
    except DeskError as refused:
        from officer_desk import texts

        sys.stderr.write(texts.sentence(refused) + "\n")
        sys.exit(EXIT_REFUSED)


def _run(arguments: list[str]) -> int:
    from officer_desk.cli.desk import open_desk

    match arguments:
        case []:
            return open_desk(None)
        case ["--data-dir", folder] if not folder.startswith("-") and not Path(folder).is_file():
            return open_desk(Path(folder))
        case _:
            from officer_desk.cli.commands import run

            return run(arguments)
