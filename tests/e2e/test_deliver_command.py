# SPDX-License-Identifier: Apache-2.0
"""`officer-desk deliver`: without a window, once or until it is stopped."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests import building as b
from tests.conftest import TODAY
from tests.servers import outgoing as out

ENVIRONMENT = {**os.environ, "OFFICER_DESK_NOW": TODAY.isoformat(), "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def waiting(office, officer) -> Path:
    """The folder of an office with two messages that wait."""
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    out.set_up(office)
    out.queue(office, officer, record, "0900000200", "mai@example.com")
    return office.settings.data_dir


def command(folder: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "officer_desk", "--data-dir", str(folder), "deliver", *options]


def test_once_sends_what_is_due_to_where_the_environment_says(waiting, office, tmp_path) -> None:
    environment = {**ENVIRONMENT, "OFFICER_DESK_SMS_URL": str(tmp_path / "sms")}
    done = subprocess.run(
        command(waiting, "--once", "--json"), capture_output=True, encoding="utf-8", env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"sent": 1, "again": 0, "failed": 0, "left": 1}
    assert "mail_url" in done.stderr
    (kept,) = (tmp_path / "sms").iterdir()
    assert json.loads(kept.read_text("utf-8"))["to"] == "0900000200"


@pytest.mark.skipif(os.name == "nt", reason="needs SIGTERM")
def test_it_stays_until_it_is_stopped_and_says_what_it_did(waiting, office, tmp_path) -> None:
    environment = {
        **ENVIRONMENT,
        "OFFICER_DESK_SMS_URL": str(tmp_path / "sms"),
        "OFFICER_DESK_MAIL_URL": str(tmp_path / "mail"),
    }
    staying = subprocess.Popen(command(waiting), stdout=subprocess.PIPE, encoding="utf-8", env=environment)
    until = time.monotonic() + 30
    while {message.status for message in out.messages(office)} != {"sent"} and time.monotonic() < until:
        with suppress(subprocess.TimeoutExpired):
            staying.wait(0.05)
        assert staying.returncode is None
    staying.send_signal(signal.SIGTERM)
    said, _ = staying.communicate(timeout=30)
    assert staying.returncode == 0
    assert "Đã gửi: 2." in said
