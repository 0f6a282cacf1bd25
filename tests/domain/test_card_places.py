# SPDX-License-Identifier: Apache-2.0
"""A value's place on a photographed card, from the card's corners or from its code's."""

import pytest

from officer_desk.domain.card_places import CHIP_FRONT, NEW_BACK, NEW_FRONT, PORTRAIT, card_of, on_card

UPRIGHT = ((0.1, 0.1), (0.9, 0.1), (0.9, 0.7), (0.1, 0.7))
SEEN_ASLANT = ((0.12, 0.2), (0.9, 0.12), (0.86, 0.8), (0.16, 0.7))


def close(one, other) -> bool:
    return all(a == pytest.approx(b, abs=1e-9) for a, b in zip(sum(one, ()), sum(other, ()), strict=True))


def test_the_whole_card_lies_on_its_corners() -> None:
    for card in (UPRIGHT, SEEN_ASLANT):
        assert close(on_card((0, 0, 1, 1), card), card)


def test_a_place_of_an_upright_card_is_its_share() -> None:
    (left, top), _, (right, bottom), _ = on_card(CHIP_FRONT.values[PORTRAIT], UPRIGHT)
    assert (left, right) == pytest.approx((0.1 + 0.8 * 40 / 856, 0.1 + 0.8 * 234 / 856))
    assert (top, bottom) == pytest.approx((0.1 + 0.6 * 168 / 540, 0.1 + 0.6 * 430 / 540))


@pytest.mark.parametrize("layout", [CHIP_FRONT, NEW_BACK])
@pytest.mark.parametrize("card", [UPRIGHT, SEEN_ASLANT])
def test_a_code_tells_where_its_card_lies_also_aslant_and_upside_down(layout, card) -> None:
    for turned in (card, card[2:] + card[:2]):
        found = card_of(layout, on_card(layout.code, turned))
        assert found is not None
        assert close(found, turned)


def test_a_side_without_a_code_or_a_code_without_breadth_tells_nothing() -> None:
    assert card_of(NEW_FRONT, UPRIGHT) is None
    assert card_of(CHIP_FRONT, ((0.5, 0.5),) * 4) is None
