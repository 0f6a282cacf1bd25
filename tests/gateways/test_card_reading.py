# SPDX-License-Identifier: Apache-2.0
"""Photographed cards: codes are read exactly or not at all, and what is wrong with a picture is told by measure."""

import io
import random
from types import SimpleNamespace

import pytest
from PIL import Image, ImageFilter

from officer_desk.errors import Refused
from officer_desk.gateways import card_codes, card_reading
from officer_desk.gateways.blobs import labelled, largest
from officer_desk.sample.portraits import studio_print
from tests import photographed as cards
from tests.photographed import Shot

HEALTH = (
    "0100000018|4e677579e1bb856e205468e1bb8b205468e1bbad204e676869e1bb876d|31/12/1999|2|53e1bb912031207068e1bb91204d"
    "e1baab752c205068c6b0e1bb9d6e672043e1bb916e672056e1bb8b|01 - 003|01/01/2022|-|20/12/2021|01010100000018|-|4|"
    "01/01/2024|0123456789abcdef-7102|4|5175e1baad6e20426120c490c3ac6e68|$"
)
SHOTS = {
    "clear": Shot(),
    "small": Shot(width=420),
    "large": Shot(width=2400),
    "out of focus": Shot(blur=2.0),
    "large and out of focus": Shot(width=1600, blur=2.0),
    "poor in every way": Shot(width=700, blur=1.6, noise=12, light=0.75, turn=6, quality=55),
    "askew": Shot(width=700, turn=45, blur=0.8),
    "on its side": Shot(width=700, turn=92),
    "upside down": Shot(width=700, turn=178),
    "on its other side": Shot(width=700, turn=-95),
    "from the side": Shot(width=800, slant=0.3),
    "a lamp over the code": Shot(glare=(0.885, 0.24, 0.06)),
    "dark": Shot(light=0.2, noise=10, width=800),
    "grain": Shot(noise=40),
    "packed hard": Shot(width=700, quality=10),
}  # fmt: skip


@pytest.fixture(scope="module")
def front():
    one = cards.person(1)
    return one, cards.front(one)


@pytest.mark.parametrize("how", SHOTS)
def test_the_code_of_a_badly_photographed_card_is_read(front, how) -> None:
    one, flat = front
    reading = card_reading.read(cards.taken(flat, SHOTS[how]))
    assert [code.text for code in reading.codes] == [cards.code_text(one)]
    expected = cards.SIDE / 57 * SHOTS[how].width
    assert 0.7 < reading.codes[0].pixels_per_module / expected < 1.3


def test_the_code_on_the_back_of_the_card_of_2024_and_that_of_a_health_card_are_read() -> None:
    one = cards.person(2, new_card=True)
    assert card_reading.read(cards.taken(cards.back(one), Shot(width=700))).codes[0].text == cards.code_text(one)
    health = card_reading.read(cards.taken(cards.health_card(HEALTH), Shot(width=700, turn=-4)))
    assert [code.text for code in health.codes] == [HEALTH]


def test_a_card_that_is_a_small_thing_on_a_large_picture_is_read(front) -> None:
    one, flat = front
    table = Image.new("RGB", (4000, 3000), (90, 84, 80))
    table.paste(cards.shoot(flat, Shot(width=640, blur=1.3)), (2700, 400))
    reading = card_reading.read(encoded(table, 70))
    assert [code.text for code in reading.codes] == [cards.code_text(one)]
    (x, y), *_ = reading.codes[0].corners
    assert 0.80 < x < 0.86
    assert 0.14 < y < 0.22


def test_where_the_card_and_its_code_lie_is_told_in_shares_of_the_picture(front) -> None:
    _, flat = front
    shot = Shot(width=900, turn=5)
    reading = card_reading.read(cards.taken(flat, shot))
    picture = cards.shoot(flat, shot)
    expected = cards.corners_of(shot, picture.size, 900 * flat.height / flat.width)
    for (x, y), (left, top) in zip(reading.card, expected, strict=True):
        assert abs(x * picture.width - left) < 12
        assert abs(y * picture.height - top) < 12
    for x, y in reading.codes[0].corners:
        assert 0.7 < x < 0.95
        assert 0.1 < y < 0.5


def test_a_turned_telephone_changes_nothing(front) -> None:
    one, flat = front
    lying = cards.shoot(flat, Shot(width=900)).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    with io.BytesIO() as held:
        lying.save(held, "JPEG", quality=85, exif=exif)
        reading = card_reading.read(held.getvalue())
    assert [code.text for code in reading.codes] == [cards.code_text(one)]
    assert reading.hints == ()
    (x, y), *_ = reading.codes[0].corners
    assert x > 0.6
    assert y < 0.4


def test_what_cannot_be_read_is_not_guessed(front) -> None:
    _, flat = front
    for shot in (Shot(blur=4), Shot(width=250, blur=2), Shot(light=0.05, noise=14)):
        assert card_reading.read(cards.taken(flat, shot)).codes == ()


HINTED = {
    "clear": (Shot(), {}),
    "blur": (Shot(blur=2.5, noise=2), {"blur": (0.33, 0.8)}),
    "dark": (Shot(light=0.25), {"dark": (20, 96)}),
    "glare": (Shot(glare=(0.55, 0.62, 0.1)), {"glare": (0.005, 0.06)}),
    "cut off": (Shot(cut=0.15, turn=1), {"cut-off": (1, 1)}),
    "turned": (Shot(turn=91), {"turned": (90, 90)}),
    "upside down": (Shot(turn=181), {"turned": (180, 180)}),
    "other side": (Shot(turn=-88), {"turned": (270, 270)}),
    "askew": (Shot(turn=14), {"tilted": (13, 15)}),
    "from the side": (Shot(slant=0.2), {"tilted": (14, 25)}),
    "small": (Shot(width=600), {"small-code": (2, 2.4)}),
}


@pytest.mark.parametrize("how", HINTED)
def test_a_hint_tells_what_is_wrong_and_nothing_else(front, how) -> None:
    _, flat = front
    shot, expected = HINTED[how]
    hints = {hint.what: hint.amount for hint in card_reading.read(cards.taken(flat, shot)).hints}
    assert set(hints) == set(expected)
    for what, (low, high) in expected.items():
        assert low <= hints[what] <= high


def test_a_face_gets_no_hints_of_cards() -> None:
    face = studio_print(cards.person(1).face, 400, "face")
    reading = card_reading.read(encoded(face, 85))
    assert (reading.codes, reading.hints, reading.card) == ((), (), None)
    (blurred,) = card_reading.read(encoded(face.filter(ImageFilter.GaussianBlur(6)), 85)).hints
    assert blurred.what == "blur"


@pytest.mark.parametrize(
    ("held", "unused", "sure"),
    [("Số 1".encode(), 0.0, True), (b"\xff\xfe", 0.0, False), (b"\xff\xfe", 1.0, True), (b"\xff", None, False)],
)
def test_what_error_correction_made_of_a_destroyed_code_is_no_text(held, unused, sure) -> None:
    extra = None if unused is None else {"UEC": unused}
    assert card_codes._is_sure(SimpleNamespace(bytes=held, extra=extra)) is sure


def test_parts_of_a_mask_are_told_apart_and_filled() -> None:
    import numpy as np

    drawn = ["##..#", ".#..#", "..#.#", "###..", "#.#..", "###.#"]
    mask = np.array([[sign == "#" for sign in row] for row in drawn])
    labels, count = labelled(mask)
    assert count == 3
    assert labels[0, 0] == labels[2, 2] == labels[5, 2]
    assert labels[0, 4] == labels[2, 4] != labels[5, 4]
    assert largest(mask)[4, 1]
    assert largest(mask).sum() == 13
    assert not largest(np.zeros((3, 3), dtype=bool)).any()


def encoded(picture: Image.Image, quality: int, kind: str = "JPEG") -> bytes:
    with io.BytesIO() as held:
        picture.convert("RGB").save(held, kind, quality=quality)
        return held.getvalue()


def mutated(data: bytes, dice: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(dice.choice((1, 3, 20, 200))):
        place = dice.randrange(len(made)) if dice.random() < 0.6 else dice.randrange(min(len(made), 600))
        made[place] = dice.randrange(256)
    if dice.random() < 0.15:
        del made[dice.randrange(len(made)) :]
    return bytes(made)


def mutate_and_read(front, times: int, seed: int) -> None:
    """Read mutated pictures: each is read or refused, and no code says anything else."""
    one, flat = front
    dice = random.Random(seed)
    small = cards.shoot(flat, Shot(width=380, noise=2))
    kinds = [encoded(small, 70), encoded(small, 60, "WEBP"), encoded(small.quantize(32), 0, "PNG")]
    kinds.append(kinds[0])
    for turn in range(times):
        answer = card_reading.reply(mutated(kinds[turn % len(kinds)], dice))
        if isinstance(answer, Refused):
            assert answer.reason.startswith("picture-")
        else:
            assert {code.text for code in answer.codes} <= {cards.code_text(one)}


def test_mutated_pictures_are_read_or_refused_and_never_misread(front) -> None:
    mutate_and_read(front, 100, 1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_ten_thousand_mutated_pictures(front, seed) -> None:
    mutate_and_read(front, 2500, 100 + seed)


@pytest.mark.soak
@pytest.mark.parametrize("how", SHOTS)
def test_many_cards_photographed_badly(how) -> None:
    for index in range(3, 11):
        new = index % 3 == 0
        one = cards.person(index, new_card=new)
        flat = cards.back(one) if new else cards.front(one)
        codes = card_reading.read(cards.taken(flat, SHOTS[how], seed=index)).codes
        assert [code.text for code in codes] == [cards.code_text(one)]
