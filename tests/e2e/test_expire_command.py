# SPDX-License-Identifier: Apache-2.0
"""`officer-desk expire`: the daily run without a window."""

import json
from datetime import timedelta

import pytest

from tests import building as b
from tests.conftest import TODAY
from tests.e2e.test_command_line import call

NUMBER, LATER = "00012/2026/00101", "00013/2026/00101"


@pytest.fixture
def expire(office, officer):
    b.take_one(office, officer, b.declaration(NUMBER, submitted_at="2026-11-10T09:00:00+07:00"))
    b.take_one(office, officer, b.declaration(LATER, b.HAI, submitted_at="2026-11-12T09:00:00+07:00"))

    def do(*arguments: str, days: int = 0) -> tuple[int, str, str]:
        moment = (TODAY + timedelta(days=days)).isoformat()
        done = call(office.settings.data_dir, "expire", *arguments, OFFICER_DESK_NOW=moment)
        return done.returncode, done.stdout, done.stderr

    return do


def test_a_dry_run_says_number_dates_and_what_would_happen(expire) -> None:
    code, said, _ = expire("--dry-run")
    assert code == 0
    assert said.splitlines() == [
        f"{LATER}  12/11/2026 09:00  hạn 22/11/2026  nhắc công dân",
        f"{NUMBER}  10/11/2026 09:00  hạn 20/11/2026  hết hạn; hủy dữ liệu ngày 25/11/2026 nếu không khôi phục",
        "Sẽ nhắc: 1; sẽ hết hạn: 1; sẽ hủy dữ liệu: 0. Chưa làm gì cả.",
    ]
    assert expire("--dry-run")[1] == said


def test_line_43_it_expires_and_later_destroys(expire) -> None:
    _, said, _ = expire("--json")
    done = json.loads(said)
    assert [file["number"] for file in done["expired"]] == [NUMBER]
    assert done["expired"][0]["destroyed_from"] == "2026-11-25"
    code, said, _ = expire(days=4)
    assert code == 0
    assert f"{NUMBER}  10/11/2026 09:00  hạn 20/11/2026  hủy dữ liệu" in said.splitlines()


def test_a_clock_that_was_set_back_is_told_and_nothing_is_done(expire) -> None:
    expire("--dry-run")
    code, said, told = expire(days=-1)
    assert (code, said) == (1, "")
    assert "đồng hồ" in told
