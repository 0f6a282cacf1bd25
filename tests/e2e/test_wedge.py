# SPDX-License-Identifier: Apache-2.0
"""A QR reader and a hand under a real window system, which gives each key its time."""

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.servers.display import display

HERE = Path(__file__).parent
pytestmark = pytest.mark.skipif(
    shutil.which("xdotool") is None or shutil.which("Xvfb") is None, reason="no keyboard to play on"
)
CARD = "001081000289||Bui Quoc Dung|24021981|Nam|To 20 Nghia Tan|23042022"


def test_a_burst_is_scanned_and_what_a_hand_types_arrives() -> None:
    with display(800, 600) as name:
        environment = {**os.environ, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}
        command = [sys.executable, str(HERE / "child_wedge.py")]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            too_long = threading.Timer(60, child.kill)
            too_long.start()
            assert child.stdout.readline().strip() == "ready"
            _type(environment, "--delay", "0", f"{CARD}\n")
            card = json.loads(child.stdout.readline())
            _type(environment, "--delay", "0", "0011000000\n")
            number = json.loads(child.stdout.readline())
            _type(environment, "--delay", "70", "nguyen thi!")
            typed = json.loads(child.stdout.readline())
            too_long.cancel()
    assert card == {"kind": "card", "numbers": ["001081000289"], "field": ""}
    assert number == {"kind": "number", "numbers": ["0011000000"], "field": ""}
    assert typed == {"typed": "nguyen thi!"}


def _type(environment: dict[str, str], *words: str) -> None:
    subprocess.run(["xdotool", "type", *words], env=environment, check=True, timeout=60)
