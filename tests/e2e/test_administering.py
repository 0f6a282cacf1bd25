# SPDX-License-Identifier: Apache-2.0
"""Officers and settings on the command line: the rules are those of the page."""

import json
import tomllib

import pytest

from tests.e2e.test_command_line import call


@pytest.fixture
def folder(office):
    """A sample office's folder."""
    return office.settings.data_dir


def test_an_officer_is_put_out_of_use_and_the_last_administrator_is_not(folder) -> None:
    done = call(folder, "officers", "deactivate", "tran.thi.mau")
    assert (done.returncode, done.stdout.strip()) == (0, "Đã ngừng dùng tran.thi.mau.")
    listed = {one["user_name"]: one for one in json.loads(call(folder, "officers", "list", "--json").stdout)}
    assert listed["tran.thi.mau"]["active"] is False
    refused = call(folder, "officers", "lock", "quan.tri.mau")
    assert (refused.returncode, "quản trị cuối cùng" in refused.stderr) == (1, True)


def test_a_setting_is_set_within_its_bounds_and_not_against_the_environment(folder) -> None:
    assert call(folder, "settings", "undo_seconds", "45").stdout.strip() == "undo_seconds = 45"
    assert tomllib.loads((folder / "settings.toml").read_text("utf-8")) == {"undo_seconds": 45}
    refused = call(folder, "settings", "undo_seconds", "301")
    assert (refused.returncode, "undo_seconds" in refused.stderr) == (1, True)
    fixed = call(folder, "settings", "remind_day", "4", OFFICER_DESK_REMIND_DAY="3")
    assert (fixed.returncode, "OFFICER_DESK_REMIND_DAY" in fixed.stderr) == (1, True)
    (shown,) = json.loads(call(folder, "settings", "remind_day", "--json", OFFICER_DESK_REMIND_DAY="3").stdout)
    assert shown == {"name": "remind_day", "value": "3", "usual": "8", "set_by": "environment"}
