# SPDX-License-Identifier: Apache-2.0
"""One picture, scaled or encoded anew, looks the same; two people before one wall do not."""

import io
import zipfile
from itertools import combinations
from random import Random

from PIL import Image

from officer_desk import resources
from officer_desk.domain.sketches import are_same, bits_apart
from officer_desk.gateways.likeness_hash import HASH, likeness_of


def portraits(count: int) -> list[Image.Image]:
    with zipfile.ZipFile(resources.folder() / "sample" / "pictures.zip") as shelf:
        names = sorted(name for name in shelf.namelist() if name.endswith("-portrait.webp"))[:count]
        return [Image.open(io.BytesIO(shelf.read(name))).convert("RGB") for name in names]


def anew(image: Image.Image, dice: Random) -> Image.Image:
    size = (round(image.width * (scale := dice.choice((0.4, 0.7, 1.3)))), round(image.height * scale))
    held = io.BytesIO()
    image.resize(size, Image.Resampling.BILINEAR).save(held, "JPEG", quality=dice.choice((40, 60, 90)))
    return Image.open(io.BytesIO(held.getvalue()))


def sketch(likeness: str) -> bytes:
    return bytes.fromhex(likeness[HASH:])


def test_a_portrait_is_known_again_and_taken_for_nobody_elses() -> None:
    dice, people = Random(3), portraits(50)
    looks = [likeness_of(one) for one in people]
    assert not [pair for pair in combinations(looks, 2) if are_same(sketch(pair[0]), sketch(pair[1]))]
    again = [likeness_of(anew(one, dice)) for one in people]
    assert all(are_same(sketch(one), sketch(other)) for one, other in zip(looks, again, strict=True))
    near = [bits_apart(one[:HASH], other[:HASH]) <= 7 for one, other in zip(looks, again, strict=True)]
    assert sum(near) >= 0.95 * len(near)


def test_it_is_the_same_however_the_file_lies() -> None:
    (one,) = portraits(1)
    lying = one.transpose(Image.Transpose.ROTATE_90)
    turned, upright = likeness_of(lying, Image.Transpose.ROTATE_270), likeness_of(one)
    assert are_same(sketch(turned), sketch(upright))
    assert bits_apart(turned[:HASH], upright[:HASH]) <= 4


def test_where_there_is_nothing_to_see_nothing_is_alike() -> None:
    for mode in ("L", "RGB", "RGBA", "P", "I;16"):
        assert likeness_of(Image.new(mode, (300, 400))) == ""
    assert not are_same(b"", b"")
    assert not are_same(bytes(256), bytes(256))
