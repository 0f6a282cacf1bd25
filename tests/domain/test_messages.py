# SPDX-License-Identifier: Apache-2.0
"""SMS: unaccented GSM-7, and how many parts a text travels in."""

from hypothesis import given
from hypothesis import strategies as st

from officer_desk.domain.messages import capacity, segments, septets, unaccent


def test_vietnamese_loses_its_marks_and_nothing_else() -> None:
    assert unaccent("Hồ sơ đã được duyệt – «Ước Đỗ»") == 'Ho so da duoc duyet - "Uoc Do"'


@given(st.text())
def test_whatever_is_written_fits_gsm_7(text: str) -> None:
    plain = unaccent(text)
    assert unaccent(plain) == plain
    assert segments(plain) >= 1


def test_parts_hold_160_alone_and_153_each_together() -> None:
    assert (segments("a" * 160), segments("a" * 161), segments("a" * 306), segments("a" * 307)) == (1, 2, 2, 3)
    assert septets("[]") == 4
    assert (capacity(1), capacity(2)) == (160, 306)
