# SPDX-License-Identifier: Apache-2.0
"""Drafts: each officer's own, unreadable on the disk, one for each file, gone when dropped."""

import json
from datetime import timedelta

import pytest

from officer_desk.models.tables import Declaration, Draft
from officer_desk.services import drafts
from tests import building as b

WORDS = json.dumps({"notes": {"invalid": "Ảnh mặt sau bị lóa, Hoàng Thị Thu Mai"}}, ensure_ascii=False)


@pytest.fixture
def file(office, officer):
    return b.take_one(office, officer, b.declaration("00001/2026/00101"))


def test_what_was_typed_last_is_what_comes_back(act, ask, file, clock) -> None:
    act(drafts.save, file.id, "{}")
    clock.moment += timedelta(minutes=3)
    act(drafts.save, file.id, WORDS)
    kept = ask(drafts.of_file, file.id)
    assert (kept.text, kept.saved_at) == (WORDS, clock.moment)


def test_another_officer_does_not_see_it(act, ask, file, supervisor) -> None:
    act(drafts.save, file.id, WORDS)
    assert ask(drafts.of_file, file.id, by=supervisor) is None
    act(drafts.drop, file.id, by=supervisor)
    assert ask(drafts.of_file, file.id) is not None


def test_a_draft_that_was_dropped_is_gone(act, ask, file, office) -> None:
    act(drafts.save, file.id, WORDS)
    act(drafts.drop, file.id)
    assert ask(drafts.of_file, file.id) is None
    with office.database.reading() as session:
        assert session.query(Draft).count() == 0


def test_its_words_are_sealed_on_the_disk(act, file, office) -> None:
    act(drafts.save, file.id, WORDS)
    with office.database.reading() as session:
        body = session.query(Draft).one().body
    assert "Hoàng".encode() not in body
    assert b"notes" not in body


def test_a_file_that_was_destroyed_keeps_no_draft(act, ask, file, office, clock) -> None:
    with office.database.writing.begin() as session:
        session.get_one(Declaration, file.id).purged_at = clock.now()
    act(drafts.save, file.id, WORDS)
    act(drafts.save, 4711, WORDS)
    assert ask(drafts.of_file, file.id) is None
    assert ask(drafts.of_file, 4711) is None
