# SPDX-License-Identifier: Apache-2.0
"""Machine-readable lines on photographed cards: proved and exactly those that are printed, or not taken."""

import random

import numpy as np
import pytest

from officer_desk.domain.values import IdentityKind
from officer_desk.errors import Refused
from officer_desk.gateways import line_shapes
from officer_desk.gateways.letter_models import SIGNS
from officer_desk.gateways.machine_line_reading import LineReader
from tests import photographed as cards
from tests.gateways.test_card_reading import mutated
from tests.photographed import Shot

SHOTS = {
    "clear": (Shot(), 0),
    "upside down, small and askew": (Shot(width=700, turn=187), 180),
    "on its side": (Shot(turn=-93), 270),
    "out of focus": (Shot(width=1200, blur=3.2), 0),
    "from the side": (Shot(slant=0.2), 0),
    "dark": (Shot(light=0.3, noise=8), 0),
}


@pytest.fixture(scope="module")
def reader():
    return LineReader()


@pytest.fixture(scope="module")
def back():
    one = cards.person(1)
    return one, cards.back(one)


@pytest.mark.parametrize("how", SHOTS)
def test_the_lines_of_a_card_are_read_whichever_way_it_lies(reader, back, how) -> None:
    one, flat = back
    shot, turned = SHOTS[how]
    read = reader.read(cards.taken(flat, shot))
    assert read.lines.proved
    expected = cards.lines_of(one)
    assert read.lines.lines in (expected, expected[:2])
    assert round(read.turn / 90) * 90 % 360 == turned
    if how == "clear":
        assert read.lines.lines == expected
        (_, top), _, (_, bottom), _ = read.lines.corners
        assert 0.6 < top < 0.75
        assert 0.8 < bottom < 0.95


def test_the_lines_of_a_passport_are_read(reader) -> None:
    one = cards.person(3, IdentityKind.PASSPORT)
    read = reader.read(cards.taken(cards.passport(one), Shot(width=1100)))
    assert read.lines.proved
    assert read.lines.lines == cards.lines_of(one)


def test_a_picture_without_such_lines_gives_none(reader, back) -> None:
    _, flat = back
    without = flat.copy()
    without.paste((230, 232, 226), (0, round(flat.height * 0.69), flat.width, flat.height))
    assert reader.read(cards.taken(without, Shot(width=600))) is None
    with pytest.raises(Refused, match="picture-not-a-picture"):
        reader.read(b"no picture")
    assert reader.reply(b"no picture") is None


def told(text: str, doubts: dict[int, tuple[str, float]] | None = None):
    """Give what the model says of a line: sure of each sign, or in doubt between two."""
    signs = np.full((len(text), len(SIGNS)), 0.001, dtype=np.float32)
    for place, sign in enumerate(text):
        signs[place, SIGNS.index(sign)] = 0.95
    for place, (other, likely) in (doubts or {}).items():
        signs[place, SIGNS.index(text[place])], signs[place, SIGNS.index(other)] = 1 - likely, likely
    return signs


def test_a_place_for_letters_holds_the_likeliest_letter_and_not_a_digit() -> None:
    name = "HOANG<<THI<THU<MAI<<<<<<<<<<<<"
    assert line_shapes.text(told(name, {1: ("0", 0.7)})) == name
    number = "IDVNM1880009367001188000936<<8"
    assert line_shapes.text(told(number, {8: ("O", 0.7), 11: ("B", 0.6)})) == number


def test_a_name_with_a_letter_in_doubt_is_not_given() -> None:
    name = "HOANG<<THI<THU<MAI<<<<<<<<<<<<"
    assert line_shapes.text(told(name, {3: ("H", 0.4)})) == ""
    assert line_shapes.text(told("HOANG<<THI<THU<MAI<<<<<CCCCCCE")) == name


def test_a_line_that_lost_a_sign_is_given_as_it_was_read() -> None:
    assert line_shapes.text(told("IDVNM188000936700118800093<<8")) == "IDVNM188000936700118800093<<8"


def mutate_and_read(reader, flat, expected, times: int, seed: int) -> None:
    dice = random.Random(seed)
    data = cards.taken(flat, Shot(width=640, quality=70))
    for _ in range(times):
        read = reader.reply(mutated(data, dice))
        if read is not None and read.lines.proved:
            assert read.lines.lines[:2] == expected[:2]


def test_mutated_pictures_prove_nothing_else(reader, back) -> None:
    one, flat = back
    mutate_and_read(reader, flat, cards.lines_of(one), 3, 1)


@pytest.mark.soak
def test_three_hundred_mutated_pictures(reader, back) -> None:
    one, flat = back
    mutate_and_read(reader, flat, cards.lines_of(one), 300, 2)


@pytest.mark.soak
@pytest.mark.parametrize("how", SHOTS)
def test_many_backs_photographed_badly(reader, how) -> None:
    proved = 0
    for index in range(3, 13):
        one = cards.person(index)
        read = reader.read(cards.taken(cards.back(one), SHOTS[how][0], seed=index))
        if read is not None and read.lines.proved:
            assert read.lines.lines in (cards.lines_of(one), cards.lines_of(one)[:2])
            proved += 1
    assert proved >= 9
