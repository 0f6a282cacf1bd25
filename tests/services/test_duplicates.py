# SPDX-License-Identifier: Apache-2.0
"""The same picture, phone, e-mail or ID number under another code: on both sides, and nothing that may be shared."""

import random

import pytest
from sqlalchemy import func, select, update

from officer_desk.domain.records import CardCode, PictureReading
from officer_desk.domain.values import PictureRole
from officer_desk.models import tables
from officer_desk.services import duplicates, readings
from officer_desk.services.steps import load
from tests import building as b
from tests.reading import SQUARE

FIRST, SECOND = "00001/2026/00101", "00002/2026/00101"
Row = tables.PictureReading
SKETCH = bytes(range(256))


@pytest.fixture
def files(office, officer):
    """Two files of two people that have nothing in common."""
    one = b.take_one(office, officer, b.declaration(FIRST))
    return one, b.take_one(office, officer, b.declaration(SECOND, b.HAI, phone="0900555666", email=None))


def shared(office, file):
    with office.database.reading() as session:
        found = duplicates.of(session, office.context(None), load(session, file.id))
    return sorted((one.what, one.number) for one in found)


def of_role(file, role):
    return next(picture.sha256 for picture in file.pictures if picture.role is role)


def read(office, sha256, *, code="", likeness="", drawn=SKETCH):
    codes = (CardCode(code, SQUARE, 4.0),) if code else ()
    found = PictureReading(sha256, 1, codes, likeness=likeness + drawn.hex())
    office.act(office.context(None), readings.store, found)


def test_people_who_share_nothing_see_nothing(office, files) -> None:
    assert [shared(office, file) for file in files] == [[], []]


@pytest.mark.parametrize(("role", "what"), [(b.PORTRAIT, "portrait"), (b.BACK, "picture")])
def test_the_very_same_picture_is_told_on_both_sides(office, files, role, what) -> None:
    with office.database.writing.begin() as session:
        theirs = update(tables.Picture).where(tables.Picture.sha256 == of_role(files[1], role))
        session.execute(theirs.values(sha256=of_role(files[0], role)))
    assert [shared(office, file) for file in files] == [[(what, SECOND)], [(what, FIRST)]]


@pytest.mark.parametrize(("bits", "drawn", "expected"), [
    (0, SKETCH, True), (7, SKETCH, True), (8, SKETCH, False), (0, SKETCH[::-1], False), (0, b"", False),
])  # fmt: skip
def test_a_portrait_that_looks_the_same_is_told(office, files, bits, drawn, expected) -> None:
    look = 0x0123456789ABCDEF
    read(office, of_role(files[0], b.PORTRAIT), likeness=f"{look:016x}")
    read(office, of_role(files[1], b.PORTRAIT), likeness=f"{look ^ ((1 << bits) - 1):016x}", drawn=drawn)
    assert bool(shared(office, files[0])) == bool(shared(office, files[1])) == expected


def test_papers_that_look_alike_are_the_same_only_if_they_say_the_same(office, files) -> None:
    one, other = (of_role(file, b.FRONT) for file in files)
    read(office, one, code="A|card", likeness="00ff00ff00ff00ff")
    read(office, other, code="B|card", likeness="00ff00ff00ff00ff")
    assert shared(office, files[0]) == []
    read(office, other, code="A|card", likeness="ff00ff00ff00ff00")  # photographed anew
    assert shared(office, files[0]) == [("picture", SECOND)]
    with office.database.reading() as session:
        assert not [row for row in session.scalars(select(Row)) if row.said is not None and "card" in row.said]


def test_unreadable_papers_are_the_same_only_to_a_hair(office, files) -> None:
    one, other = (of_role(file, b.BACK) for file in files)
    read(office, one, likeness="00ff00ff00ff00ff")
    for near, expected in (("00ff00ff00ff00fe", True), ("00ff00ff00ff00f0", False)):
        read(office, other, likeness=near)
        assert bool(shared(office, files[0])) == expected


def test_a_picture_that_was_replaced_and_ones_own_files_do_not_count(office, officer, files) -> None:
    with office.database.writing.begin() as session:
        theirs = update(tables.Picture).where(tables.Picture.sha256 == of_role(files[1], b.PORTRAIT))
        session.execute(theirs.values(sha256=of_role(files[0], b.PORTRAIT), superseded_at=office.clock.now()))
    assert [shared(office, file) for file in files] == [[], []]
    again = b.take_one(office, officer, b.declaration("00003/2026/00101"))
    assert [shared(office, file) for file in (files[0], again)] == [[], []]


def test_phone_e_mail_and_number_are_told_and_a_guardians_phone_is_not(office, officer) -> None:
    guardian = b.take_one(office, officer, b.declaration(FIRST))
    child = b.declaration(
        SECOND,
        b.LAN,
        kind="child",
        email="MAI@example.com",
        identity={"kind": "birth_certificate", "number": "12/2020", "population_verified": False},
        guardian={"insurance_code": b.MAI["insurance_code"], "full_name": b.MAI["full_name"], "relation": "mẹ"},
        pictures={"portrait": "p.jpg", "birth_certificate": "g.jpg"},
    )
    file = b.take_one(office, officer, child)
    assert shared(office, file) == [("email", FIRST)]
    assert shared(office, guardian) == [("email", SECOND)]


def test_every_likeness_within_its_bits_is_found(office, files) -> None:
    dice, sha256 = random.Random(5), of_role(files[0], PictureRole.PORTRAIT)
    with office.database.writing.begin() as session:
        for turn in range(120):
            bits = turn % 8
            look = near = dice.getrandbits(64)
            for bit in dice.sample(range(64), bits):
                near ^= 1 << bit
            readings.store(session, office.context(None), PictureReading(sha256, 1, likeness=f"{near:016x}"))
            session.flush()
            alike = select(func.count()).select_from(Row).where(duplicates.may_look_alike(f"{look:016x}"))
            assert session.scalar(alike) == 1
            nearly = duplicates.nearly_equal(f"{look:016x}")
            assert (len(nearly), f"{near:016x}" in nearly) == (2081, bits <= 2)
