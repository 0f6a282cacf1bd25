# SPDX-License-Identifier: Apache-2.0
"""Photographed cards against declarations, half of them with one planted difference: none passes as a match.

Other seeds, fonts and kinds of damage than those by which the rules were made. What cannot be read says nothing.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import patch

import pytest
from PIL import Image, ImageDraw

from officer_desk.domain.records import PictureReading
from officer_desk.domain.values import PictureRole
from officer_desk.gateways import card_reading
from officer_desk.gateways.machine_line_reading import LineReader
from officer_desk.sample import cards as drawn
from officer_desk.sample import lettering
from tests import planted
from tests.photographed import Shot, address_text, taken
from tests.planted import Case

MANY, TEXTS, FEW = 5000, 500, 16
LINES_OF = 10
"""Of so many cards the letters of one are read too: that takes its time."""
SEED = 4711
_letters = LineReader()
_FRONT, _BACK = PictureRole.IDENTITY_FRONT, PictureRole.IDENTITY_BACK


@dataclass
class Tally:
    """What became of all cards."""

    cards: int = 0
    read: int = 0
    lines_read: int = 0
    planted: int = 0
    """Of what was read."""
    named: int = 0
    strange: list[str] = field(default_factory=list)
    """Texts that no card bears."""
    wrong: list[str] = field(default_factory=list)
    unnamed: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"{self.cards} cards, codes of {self.read} and lines of {self.lines_read} read; planted in these "
            f"{self.planted}, named {self.named}, wrong {len(self.wrong)}, texts that are on no card {self.strange}, "
            f"alarms {dict(self.alarms.most_common(5))}"
        )


def test_no_planted_difference_passes_as_a_match_where_everything_is_read() -> None:
    tally = Tally()
    for index in range(TEXTS):
        case = planted.make_case(SEED, index)
        _count(tally, SEED, index, case, planted.readings(case, lines=index % 3 > 0))
    _demand(tally)
    assert tally.named == tally.planted == TEXTS // 2


def test_no_planted_difference_passes_as_a_match_on_a_photographed_card() -> None:
    _demand(_run(SEED, FEW, lines_of=0))


@pytest.mark.soak
def test_five_thousand_photographed_cards_with_a_difference_in_every_second_one() -> None:
    seed = random.SystemRandom().randrange(10**6)
    print("seed", seed)
    _demand(_run(seed, MANY, lines_of=LINES_OF))


def _demand(tally: Tally) -> None:
    print(tally)
    assert tally.wrong == []
    assert tally.read >= 0.6 * tally.cards
    assert tally.named >= 0.99 * tally.planted, tally.unnamed
    assert tally.alarms.total() <= 0.01 * tally.cards, tally.alarms


def _run(seed: int, count: int, lines_of: int) -> Tally:
    tally = Tally()
    for index in range(count):
        case = planted.make_case(seed, index)
        with _other_fonts(index), _without_portrait():
            read = _read(case, f"{seed}/{index}", lines=bool(lines_of) and index // 2 % lines_of == 0)
        _count(tally, seed, index, case, read)
    return tally


def _count(tally: Tally, seed: int, index: int, case: Case, read: dict[PictureRole, PictureReading]) -> None:
    found = planted.judge(case, read)
    lines = read[_BACK].lines if _BACK in read else None
    is_read = any(code.text == case.text for code in read[_FRONT].codes)
    tally.cards += 1
    tally.strange += [code.text for code in read[_FRONT].codes if code.text != case.text]
    tally.read += is_read
    tally.lines_read += lines is not None and lines.proved
    tally.wrong += [f"{seed}/{index} {case.planted} ({case.how}): {cell}" for cell in found.wrong]
    tally.alarms.update(found.alarms)
    if case.planted and is_read:
        tally.planted += 1
        tally.named += found.named
        tally.unnamed[f"{case.planted} ({case.how})"] += not found.named


def _read(case: Case, seed: str, *, lines: bool) -> dict[PictureRole, PictureReading]:
    """Draw the card, photograph it, and read it as the desk does."""
    dice = random.Random(seed)
    with patch.object(drawn, "qr_text", lambda *_: case.text):
        front = drawn.card_front(case.person, address_text(), seed)
    found = {_FRONT: card_reading.read(taken(front, _shot(dice), dice.randrange(10**6)))}
    if lines:
        back = drawn.card_back(case.person, address_text(), seed)
        picture = taken(back, replace(_shot(dice), turn=dice.uniform(-5, 5)), dice.randrange(10**6))
        told = _letters.read(picture)
        told_lines = None if told is None else told.lines
        found[_BACK] = replace(card_reading.read(picture), lines=told_lines, lines_tried=True)
    return found


def _shot(dice: random.Random) -> Shot:
    """Choose how well a card is photographed: mostly as people do it, now and then badly."""
    turn = dice.choice((0, 0, 0, 90, 180, 270)) + dice.uniform(-9, 9)
    spot = (dice.uniform(0.1, 0.9), dice.uniform(0.1, 0.6), dice.uniform(0.03, 0.14))
    return Shot(
        width=dice.randrange(620, 1500),
        turn=turn,
        slant=dice.choice((0, dice.uniform(0, 0.12))),
        blur=dice.choice((0, dice.uniform(0, 1.2), dice.uniform(0.5, 2.6))),
        light=dice.choice((1, dice.uniform(0.4, 1.25))),
        glare=spot if dice.random() < 0.25 else None,
        noise=dice.uniform(1, 16),
        quality=dice.randrange(38, 93),
    )


def _other_fonts(index: int) -> "patch[object]":
    """Set every second card in letters that no rule was made with: those that the library for plots brings along."""
    spec = find_spec("matplotlib")
    assert spec is not None
    assert spec.origin is not None
    shelf = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"
    other = {
        "sans": "DejaVuSans.ttf", "sans-medium": "DejaVuSans.ttf", "sans-bold": "DejaVuSans-Bold.ttf",
        "machine": "DejaVuSansMono.ttf",
    }  # fmt: skip
    lettering.font.cache_clear()
    chosen = {name: str(shelf / file) for name, file in other.items()} if index // 2 % 2 else {}
    return patch.dict(lettering.FONTS, chosen)


def _without_portrait() -> "patch[object]":
    """Draw a grey head in place of the portrait, which takes most of the time and is not looked at here."""

    def head(canvas, *_) -> None:
        ImageDraw.Draw(canvas.image).ellipse([round(side * canvas.scale) for side in (80, 200, 200, 360)], "#9aa")

    return patch.object(drawn, "_photo", head)


@pytest.fixture(autouse=True)
def _fonts_again() -> Iterator[None]:
    """Let other tests find the shipped fonts."""
    yield
    lettering.font.cache_clear()
    Image.init()
