# SPDX-License-Identifier: Apache-2.0
"""Addresses in words; the lists themselves are read in tests/gateways/test_unit_lists.py."""

from officer_desk.domain.records import Address
from officer_desk.domain.units import address_text, parse_units, short_province

NAMES = parse_units(
    "code,name,parent\n01,Thành phố Hà Nội,\n02,Tỉnh Hà Giang,\n005,Quận Cầu Giấy,01\n00163,Phường Mai Dịch,005\n"
)


def test_an_address_reads_from_the_street_to_the_province() -> None:
    address = Address("2020", "01", "005", "00163", "Tổ 13")
    assert address_text(address, NAMES) == "Tổ 13, Phường Mai Dịch, Quận Cầu Giấy, Hà Nội"


def test_an_address_of_2025_has_two_levels_and_may_lack_a_street() -> None:
    assert address_text(Address("2025", "01", None, "00163", ""), NAMES) == "Phường Mai Dịch, Hà Nội"


def test_a_code_that_is_not_known_stands_as_itself() -> None:
    assert address_text(Address("2020", "99", "999", "99999", ""), NAMES) == "99999, 999, 99"


def test_a_province_is_short() -> None:
    assert [short_province(name) for name in ("Thành phố Hà Nội", "Tỉnh Hà Giang", "99")] == [
        "Hà Nội",
        "Hà Giang",
        "99",
    ]
