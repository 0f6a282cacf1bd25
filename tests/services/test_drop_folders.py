# SPDX-License-Identifier: Apache-2.0
"""Copies of messages in drop folders go with their file, wherever they were left."""

from datetime import timedelta

from officer_desk.services import daily
from tests import building as b
from tests.conftest import TODAY
from tests.servers import outgoing as out

NUMBER = "00012/2026/00101"


def test_copies_in_a_drop_folder_that_is_no_longer_used_are_removed_too(office, officer, clock, tmp_path) -> None:
    former = tmp_path / "former"
    out.set_up(office, sms_url=str(former), mail_url=str(former))
    b.take_one(office, officer, b.declaration(NUMBER))
    clock.moment = TODAY + timedelta(days=8)
    assert daily.run(b.Quiet(), office).reminded
    assert out.go(office).sent == 2
    assert len(list(former.iterdir())) == 2
    out.set_up(office, sms_url="", mail_url="smtp://127.0.0.1:9")
    for days in (11, 15):
        clock.moment = TODAY + timedelta(days=days)
        assert daily.run(b.Quiet(), office).leftovers == 0
    assert b.open_file(office, officer, NUMBER).purged_at is not None
    assert list(former.iterdir()) == []
