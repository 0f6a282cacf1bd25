# SPDX-License-Identifier: Apache-2.0
"""A page that is scanned for the open file: its code must name that file; without a code the officer's word counts."""

from uuid import uuid4

import pytest

from officer_desk.domain.records import CounterPageDraft
from officer_desk.errors import Refused
from officer_desk.printing import payload
from officer_desk.services import signed_pages
from tests import building as b

NUMBER, OTHER = "00017/2026/00101", "00018/2026/00101"


@pytest.fixture
def record(office, officer):
    return b.take_one(office, officer, b.declaration(NUMBER))


@pytest.fixture
def scan(office, act, record):
    def scanned(*codes: str):
        page = CounterPageDraft(record.id, b.store(office, "white"), codes, "scanner", str(uuid4()))
        return act(signed_pages.attach_scanned, page)

    return scanned


def code(office, number: str = NUMBER, version: int = 1) -> str:
    return payload.make(number, version, office.gateways.keys.key_for(payload.KEY))


def test_a_page_of_this_file_is_attached_with_the_version_of_its_data(office, officer, scan) -> None:
    page = scan(code(office))
    assert (page.data_version, page.outdated, page.why_tray, page.source) == (1, False, None, "scanner")
    assert b.open_file(office, officer, NUMBER).signed == (page,)


def test_a_page_without_a_code_is_attached_on_the_officers_word(office, officer, scan) -> None:
    page = scan()
    assert (page.data_version, page.outdated) == (None, False)
    assert b.open_file(office, officer, NUMBER).signed == (page,)


@pytest.mark.parametrize("of", [OTHER, "00999/2026/00101"])
def test_a_page_of_another_file_is_not_attached_and_named(office, officer, record, scan, of) -> None:
    b.take_one(office, officer, b.declaration(OTHER, b.HAI, phone="0900555666"))
    with pytest.raises(Refused, match="signed-other-file") as refused:
        scan(code(office, of))
    assert refused.value.facts["number"] == of
    assert b.open_file(office, officer, NUMBER).signed == ()


def test_a_forged_page_is_not_attached(office, officer, scan) -> None:
    with pytest.raises(Refused, match="signed-forged"):
        scan(payload.make(NUMBER, 1, b"x" * 32))
    assert b.open_file(office, officer, NUMBER).signed == ()
