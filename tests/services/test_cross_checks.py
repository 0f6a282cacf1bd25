# SPDX-License-Identifier: Apache-2.0
"""The comparison of a file: at once from what was read, pending while something is not, of destroyed files none."""

from dataclasses import replace
from datetime import timedelta

import pytest

from officer_desk.domain.records import CardFields, PictureDraft
from officer_desk.domain.values import CellVerdict, HgdAnswer
from officer_desk.errors import Refused
from officer_desk.services import cross_checks, daily, picture_queue, pictures
from tests import building as b
from tests.conftest import TODAY
from tests.reading import LINES, TEXT, Reader

NUMBER = "00001/2026/00101"


@pytest.fixture
def file(office, officer):
    return b.take_one(office, officer, b.declaration(NUMBER))


@pytest.fixture
def check(ask, file):
    return lambda *live: ask(cross_checks.of, file.id, *live)


def rows_of(check):
    return {row.field: row for row in check.rows}


def test_until_its_pictures_are_read_it_is_pending_and_tells_what_hgd_says(check) -> None:
    found = check()
    assert (found.pending, found.code, found.lines, found.hgd) == (True, None, None, HgdAnswer.MATCH)
    rows = rows_of(found)
    assert {rows["id_number"].qr.verdict, rows["full_name"].qr.verdict} == {CellVerdict.CANNOT_TELL}
    assert rows["full_name"].hgd.verdict is CellVerdict.MATCH


def test_what_was_read_is_compared_at_once(office, check, file) -> None:
    picture_queue.read_file(b.Quiet(), office, Reader(), file.id)
    found = check()
    assert (found.pending, found.number, found.code.text) == (False, NUMBER, TEXT)
    assert found.lines.lines == LINES
    rows = rows_of(found)
    assert rows["id_number"].qr.verdict is rows["id_number"].mrz.verdict is CellVerdict.MATCH
    assert rows["sex"].qr.against == "hgd"


def test_a_picture_that_is_put_in_its_place_is_read_before_it_counts(office, act, check, file) -> None:
    picture_queue.read_file(b.Quiet(), office, Reader(), file.id)
    for role, colour in zip(b.ALL_THREE, ("teal", "navy", "olive"), strict=True):
        now = act(pictures.put, PictureDraft(file.id, file.version, role, b.store(office, colour)))
        file = replace(file, version=now.version)
    assert (check().pending, check().code) == (True, None)


def test_what_an_older_file_of_the_same_person_has_is_no_duplicate_and_its_account_is_compared(
    office, officer, file, ask
) -> None:
    b.approve(office, officer, file)
    change = b.declaration("00002/2026/00101", kind="change", changes={"phone": "0900555777"}, pictures={})
    again = b.take_one(office, officer, change)
    found = ask(cross_checks.of, again.id)
    assert found.duplicates == ()
    assert rows_of(found)["full_name"].account.value == b.MAI["full_name"]


def test_a_card_that_lies_on_the_reader_is_one_more_column(check) -> None:
    found = check(CardFields(id_number=b.MAI["id"], full_name="Hoàng Thị Thu Mai"))
    assert rows_of(found)["id_number"].live.verdict is CellVerdict.MATCH


def test_of_a_destroyed_file_nothing_is_compared(office, officer, clock, ask, file) -> None:
    clock.moment = TODAY + timedelta(days=12)
    daily.run(b.Quiet(), office)
    clock.moment = TODAY + timedelta(days=20)
    assert len(daily.run(b.Quiet(), office).purged) == 1
    with pytest.raises(Refused, match="file-destroyed"):
        ask(cross_checks.of, file.id)
    with pytest.raises(Refused, match="file-unknown"):
        ask(cross_checks.of, 4711)
