# SPDX-License-Identifier: Apache-2.0
"""What is read of pictures: which are next, what is kept of it and how, and what becomes of it with the picture."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from officer_desk.domain.records import PictureDraft, PictureHint, PictureReading
from officer_desk.domain.values import PictureRole
from officer_desk.gateways.keys import Keys
from officer_desk.models import tables
from officer_desk.services import picture_queue, pictures, readings
from officer_desk.services.readings import Wanted
from tests import building as b
from tests import reading
from tests.conftest import TODAY
from tests.reading import LINES, TEXT, Reader

FIRST, SECOND = "00001/2026/00101", "00002/2026/00101"
Row = tables.PictureReading


@pytest.fixture
def file(office, officer):
    return b.take_one(office, officer, b.declaration(FIRST))


def role_of(record):
    return {picture.sha256: picture.role for picture in record.pictures}


def hashes(record):
    return {picture.role: picture.sha256 for picture in record.pictures}


def rows(office):
    with office.database.reading() as session:
        return {row.sha256: row for row in session.scalars(select(Row))}


def left(office):
    return office.ask(office.context(None), readings.left)


def read_all(office, reader, window="one"):
    """Work through the queue to its end."""
    while True:
        done = picture_queue.read_some(b.Quiet(), office, reader, window)
        if not done.left or not done.read:
            return done


def known(office, record):
    return office.ask(office.context(None), readings.known, tuple(role_of(record)))


def test_imported_pictures_wait_to_be_read_and_are_read_codes_first(office, file) -> None:
    assert left(office) == 3
    reader = Reader()
    assert read_all(office, reader).left == 0
    roles = role_of(file)
    codes, lines = reader.asked[:3], reader.asked[3:]
    assert {roles[sha256] for sha256, wanted in codes} == set(b.ALL_THREE)
    assert not any(wanted for _, wanted in codes)
    assert [(roles[sha256], wanted) for sha256, wanted in lines] == [(PictureRole.IDENTITY_BACK, True)]
    found = known(office, file)[hashes(file)[b.BACK]]
    assert (found.codes[0].text, found.lines.lines, found.lines_tried) == (TEXT, LINES, True)
    assert picture_queue.read_some(b.Quiet(), office, reader, "one") == (0, 0, 0, True)
    assert len(reader.asked) == 4


def test_what_came_last_is_read_first(office, officer, file) -> None:
    newer = b.take_one(office, officer, b.declaration(SECOND, b.HAI, phone="0900555666", email=None))
    wanted = office.ask(office.context(None), readings.to_read, 3)
    assert {found.sha256 for found in wanted} == set(role_of(newer))


def test_a_picture_that_is_put_into_a_file_is_read_too(office, officer, act, file) -> None:
    read_all(office, Reader())
    sha256 = b.store(office, "teal")
    act(pictures.put, PictureDraft(file.id, file.version, PictureRole.IDENTITY_BACK, sha256))
    assert left(office) == 1
    reader = Reader()
    read_all(office, reader)
    assert reader.asked == [(sha256, False), (sha256, True)]


def test_the_data_page_of_a_passport_may_have_lines_and_a_nine_digit_card_has_none(office, officer) -> None:
    passport = {"kind": "passport", "number": "C1234567", "population_verified": False}
    with_page = {"portrait": "p.jpg", "identity_front": "f.jpg"}
    one = b.take_one(office, officer, b.declaration(FIRST, identity=passport, pictures=with_page))
    old = {"kind": "cmnd", "number": "012345678", "population_verified": False}
    other = {"phone": "0900555666", "email": None}
    two = b.take_one(office, officer, b.declaration(SECOND, b.HAI, identity=old, **other))
    wants = {sha256 for sha256, row in rows(office).items() if row.wants_lines}
    assert wants == {hashes(one)[b.FRONT]}
    assert hashes(two)[b.BACK] not in wants


def test_what_was_read_by_an_older_checker_is_read_again_and_counts_until_then(office, file, monkeypatch) -> None:
    read_all(office, Reader("old"))
    for module in (readings, picture_queue, reading):
        monkeypatch.setattr(module, "CHECKER_VERSION", reading.CHECKER_VERSION + 1)
    with office.database.writing.begin() as session:
        session.execute(update(Row).where(Row.sha256 == hashes(file)[b.FRONT]).values(version=0))
    assert left(office) == 3
    assert {found.codes[0].text for found in known(office, file).values()} == {"old"}
    assert office.ask(office.context(None), readings.to_read, 1) == (Wanted(hashes(file)[b.FRONT], False),)
    read_all(office, Reader("new"))
    assert {found.codes[0].text for found in known(office, file).values()} == {"new"}
    assert left(office) == 0


def test_storing_twice_is_storing_once_and_never_loses_lines(office, file) -> None:
    reader, sha256 = Reader(), hashes(file)[b.BACK]
    both, codes = reader.read(b"", sha256, True), reader.read(b"", sha256, False)
    for found in (both, both, codes):
        assert office.act(office.context(None), readings.store, found)[0]
    assert known(office, file)[sha256] == both
    assert len(rows(office)) == 3


def test_every_part_of_a_reading_comes_back(office, file) -> None:
    sha256 = hashes(file)[b.BACK]
    whole = replace(
        Reader().read(b"", sha256, True), hints=(PictureHint("blur", 0.5),), likeness="0123456789abcdef", card=None
    )
    office.act(office.context(None), readings.store, whole)
    assert known(office, file)[sha256] == whole


def test_a_picture_that_cannot_be_read_says_nothing_and_is_not_tried_again(office, file, caplog) -> None:
    front, back = hashes(file)[b.FRONT], hashes(file)[b.BACK]
    reader = Reader(hard={(front, False), (back, True)})
    read_all(office, reader)
    found = known(office, file)
    assert found[front] == PictureReading(front, found[front].version)
    assert (found[back].codes[0].text, found[back].lines, found[back].lines_tried) == (TEXT, None, True)
    assert left(office) == 0


def test_a_lost_picture_holds_nobody_up_and_is_read_when_it_is_back(office, file) -> None:
    front = hashes(file)[b.FRONT]
    place = office.gateways.pictures.path(front)
    kept = place.read_bytes()
    place.unlink()
    read_all(office, Reader())
    assert left(office) == 0
    assert front not in known(office, file)
    assert office.ask(office.context(None), readings.unread, file.id) == ()
    place.write_bytes(kept)
    assert office.ask(office.context(None), readings.unread, file.id) == (Wanted(front, False),)
    assert picture_queue.read_file(b.Quiet(), office, Reader(), file.id) == 1
    assert known(office, file)[front].codes[0].text == TEXT


def test_one_file_is_read_alone_and_whole(office, officer, file) -> None:
    newer = b.take_one(office, officer, b.declaration(SECOND, b.HAI, phone="0900555666", email=None))
    reader = Reader()
    assert picture_queue.read_file(b.Quiet(), office, reader, file.id) == 4
    assert {sha256 for sha256, _ in reader.asked} == set(role_of(file))
    assert known(office, newer) == {}
    assert picture_queue.read_file(b.Quiet(), office, reader, file.id) == 0


def test_one_desk_at_a_time_works_through_the_queue(office, clock, file) -> None:
    reader = Reader()
    assert picture_queue.read_some(b.Quiet(), office, reader, "one").ours
    with office.database.writing.begin() as session:
        session.execute(update(Row).values(version=0))
    assert not picture_queue.read_some(b.Quiet(), office, reader, "two").ours
    clock.moment = TODAY + timedelta(minutes=3)  # the first one is gone
    assert picture_queue.read_some(b.Quiet(), office, reader, "two").read == 3


def test_a_cancelled_round_keeps_what_it_read(office, file) -> None:
    class Impatient:
        cancelled = False

        def progress(self, done: int, total: int) -> None:
            self.cancelled = done == 2

    assert picture_queue.read_some(Impatient(), office, Reader(), "one").read == 2
    assert len(known(office, file)) == 2


def test_a_reader_that_is_closed_leaves_the_rest_in_the_queue(office, file) -> None:
    reader = Reader()
    reader.before = lambda _: len(reader.asked) == 1 and reader.close()
    assert picture_queue.read_some(b.Quiet(), office, reader, "one").read == 1
    assert len(reader.asked) == 1
    assert len(known(office, file)) == 1


def test_another_offices_key_leaves_a_picture_unread(office, file) -> None:
    read_all(office, Reader())
    other = replace(office, gateways=replace(office.gateways, keys=Keys(bytes(32))))
    assert known(other, file) == {}
    assert len(other.ask(other.context(None), readings.unread, file.id)) == 3


def test_what_was_read_lies_sealed_and_in_no_log(office, file, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    read_all(office, Reader())
    words = [TEXT, "Hoàng Thị Thu Mai", "001188000936", "15101988", *LINES]
    for row in rows(office).values():
        assert not [word for word in words if word.encode() in (row.data or b"")]
    office.database.engine.dispose()
    folder = office.settings.data_dir
    for path in (folder / "desk.db", folder / "desk.db-wal"):
        data = path.read_bytes() if path.exists() else b""
        assert not [word for word in (TEXT, "15101988", *LINES) if word.encode() in data]
    told = " ".join([caplog.text, *(str(record.args) for record in caplog.records)])
    assert not [word for word in words if word in told]


def test_what_was_read_goes_with_the_last_file_that_has_the_picture(office, officer, file) -> None:
    other = b.take_one(office, officer, b.declaration(SECOND, b.HAI, phone="0900555666", email=None))
    shared = hashes(file)[b.BACK]
    with office.database.writing.begin() as session:
        theirs = session.scalars(select(tables.Picture).where(tables.Picture.declaration_id == other.id)).first()
        theirs.sha256 = shared
    read_all(office, Reader())
    with office.database.writing.begin() as session:
        session.execute(tables.Picture.__table__.delete().where(tables.Picture.declaration_id == file.id))
        readings.forget(session, role_of(file))
        assert not readings.store(session, office.context(None), PictureReading(hashes(file)[b.FRONT], 1))
    there = set(rows(office))
    assert shared in there
    assert not there & (set(role_of(file)) - {shared})
