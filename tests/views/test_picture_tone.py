# SPDX-License-Identifier: Apache-2.0
"""More contrast: a pale picture fills the whole range, and nothing of it is lost or shifted."""

from PySide6.QtGui import QColor, QImage

from officer_desk.views.picture_tone import tone_of, toned


def pale(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    for x in range(width):
        for y in range(height):
            value = 120 + round(40 * x / (width - 1))
            image.setPixelColor(x, y, QColor(value, value, value))
    return image


def test_a_pale_picture_goes_from_black_to_white_also_where_its_rows_are_padded() -> None:
    for width in (61, 64):
        image = pale(width, 20)
        seen = toned(image, tone_of(image))
        assert (seen.width(), seen.height()) == (width, 20)
        for y in (0, 19):
            row = [seen.pixelColor(x, y).red() for x in range(width)]
            assert row == sorted(row)
            assert row[0] == 0
            assert row[-1] == 255


def test_a_picture_of_one_tone_stays_as_it_is() -> None:
    plain = QImage(30, 30, QImage.Format.Format_RGB32)
    plain.fill(QColor(90, 90, 90))
    assert tone_of(plain) == bytes(range(256))


def test_the_picture_itself_is_left_alone() -> None:
    image = pale(64, 20)
    before = image.copy()
    toned(image, tone_of(image))
    assert image == before
