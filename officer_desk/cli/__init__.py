# SPDX-License-Identifier: Apache-2.0
"""The command line: for the owner of the data folder, who acts as a named local administrator. Never imports Qt.

The usual call, which only opens the desk, is read here without the command-line library: that would cost the window
a tenth of its time to the first paint.
"""

import io
import os
import sys
from pathlib import Path

from officer_desk import catalogue, resources
from officer_desk.errors import DeskError, Unavailable

EXIT_REFUSED = 1


def main(arguments: list[str] | None = None) -> None:
    """Run the program; exits 0 when all went well, 1 when something was refused, 2 for a wrong call."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter still gets the sentence
    wanted = os.environ.get("OFFICER_DESK_LANGUAGE", "vi")
    catalogue.use_language("en" if wanted == "en" else "vi", resources.folder() / "i18n")
    try:
        sys.exit(_run(sys.argv[1:] if arguments is None else arguments))
    except DeskError as refused:
        from officer_desk import texts

        sys.stderr.write(texts.sentence(refused) + "\n")
        sys.exit(EXIT_REFUSED)
    except OSError as error:
        from officer_desk import texts

        where = error.filename or error.strerror
        sys.stderr.write(texts.sentence(Unavailable("file-trouble", offender=where)) + "\n")
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
