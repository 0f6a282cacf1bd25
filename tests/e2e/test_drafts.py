# SPDX-License-Identifier: Apache-2.0
"""A window that is killed with -9 while somebody types: after a new start the words are back with their file."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from officer_desk.domain.values import Verdict
from tests import building as b
from tests.conftest import TODAY
from tests.views.conftest import _look, desk  # noqa: F401 - fixtures
from tests.views.opening import QUERY, the_page, words

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_what_was_typed_before_the_kill_is_back_after_it(qtbot, desk, office, officer) -> None:  # noqa: F811
    file = b.take_one(office, officer, b.declaration("00001/2026/00101"))
    command = [sys.executable, "-m", "tests.e2e.child_typist", str(office.settings.data_dir), str(file.id)]
    with subprocess.Popen([*command, TODAY.isoformat()], cwd=ROOT, stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline() == "kept\n"
        typist.kill()
    assert typist.returncode == -signal.SIGKILL
    page = the_page(qtbot, desk)
    page.open(file.id, QUERY)
    assert "Bản nháp lý do lúc" in words(page.body)
    assert page.body.assessment.reasons[Verdict.INVALID].text.startswith("Anh mat sau bi loa")
    assert page.body.assessment.verdict is None
