# SPDX-License-Identifier: Apache-2.0
"""The signed text in the QR code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officer_desk.errors import Refused
from officer_desk.printing import payload

KEY = b"one office's key"
numbers = st.from_regex(r"[0-9]{1,5}(\.(G|BD))?/20[0-9]{2}/[0-9]{3,5}", fullmatch=True)
# The alphabet of QR's alphanumeric mode: outside it the code would grow by a third.
ALPHANUMERIC = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@given(number=numbers, version=st.integers(1, 999_999), key=st.binary(min_size=1, max_size=64))
def test_what_was_sealed_is_read_back(number: str, version: int, key: bytes) -> None:
    text = payload.make(number, version, key)
    assert payload.read(text, key) == (number, version)
    assert set(text) <= ALPHANUMERIC


@given(data=st.data())
def test_any_changed_letter_is_noticed(data: st.DataObject) -> None:
    text = payload.make("00090/2026/00101", 1, KEY)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="ascii", exclude_characters=text[place] + " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"))
    with pytest.raises(Refused, match=r"payload-(forged|unknown)"):
        payload.read(text[:place] + other + text[place + 1 :], KEY)


def test_another_number_or_version_under_the_same_seal_is_forged() -> None:
    seal = payload.make("00090/2026/00101", 1, KEY).rpartition(":")[2]
    for signed in ("OD1:00091/2026/00101:1", "OD1:00090/2026/00101:2"):
        with pytest.raises(Refused, match="payload-forged"):
            payload.read(f"{signed}:{seal}", KEY)


def test_another_offices_seal_is_forged() -> None:
    with pytest.raises(Refused, match="payload-forged"):
        payload.read(payload.make("00090/2026/00101", 1, b"another office's key"), KEY)


@pytest.mark.parametrize("text", ["", "001188000936|Hoàng", "https://example.com", "OD2:1/2026/001:1:AAAAAAAAAAAAAAAA"])
def test_another_code_is_not_ours(text: str) -> None:
    with pytest.raises(Refused, match="payload-unknown"):
        payload.read(text, KEY)


@pytest.mark.parametrize(("number", "version"), [("hồ sơ", 1), ("", 1), ("1/2026/001", 0), ("1:2", 1)])
def test_what_could_not_be_read_is_not_made(number: str, version: int) -> None:
    with pytest.raises(ValueError, match=r"\(.*, [01]\)"):
        payload.make(number, version, KEY)
