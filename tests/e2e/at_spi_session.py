# SPDX-License-Identifier: Apache-2.0
"""Runs inside a D-Bus session of its own: the accessibility bus, the desk, and the reader, in step.

`at_spi_session.py ANSWER COMMAND…` starts the command (the desk); whenever it prints `SCREEN name` the reader is asked
what it sees, and then the desk is told to go on. ANSWER gets `{screen: [[role, name, focusable], …]}`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
SYSTEM_PYTHON = "/usr/bin/python3"
PROGRAM = "Officer Desk"


def main() -> int:
    answer, command = Path(sys.argv[1]), sys.argv[2:]
    bus = subprocess.Popen([LAUNCHER, "--launch-immediately"])
    reader = subprocess.Popen(
        [SYSTEM_PYTHON, str(Path(__file__).with_name("at_spi_reader.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))},
    )
    desk = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    seen: dict[str, object] = {}
    for line in desk.stdout:
        if line.startswith("SCREEN "):
            reader.stdin.write(PROGRAM + "\n")
            reader.stdin.flush()
            seen[line.removeprefix("SCREEN ").strip()] = json.loads(reader.stdout.readline())
            desk.stdin.write("go\n")
            desk.stdin.flush()
        else:
            sys.stderr.write(line)
    code = desk.wait()
    for process in (reader, bus):
        process.terminate()
        process.wait()
    answer.write_text(json.dumps(seen, ensure_ascii=False), "utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
