# SPDX-License-Identifier: Apache-2.0
"""Administrative units: an address whose codes are shown as names, in the scheme it was declared in."""

from collections.abc import Mapping

from officer_desk.domain.records import Address

SCHEMES = ("2020", "2025")
JOINED_INTO: Mapping[str, str] = {
    "02": "08", "06": "19", "10": "15", "17": "25", "26": "25", "27": "24", "30": "31", "34": "33", "35": "37",
    "36": "37", "45": "44", "49": "48", "54": "66", "58": "56", "60": "68", "62": "51", "64": "52", "67": "68",
    "70": "75", "72": "80", "74": "79", "77": "79", "83": "86", "84": "86", "87": "82", "89": "91", "93": "92",
    "94": "92", "95": "96",
}  # fmt: skip
"""Provinces that went whole into another one on 1 July 2025 (Nghị quyết 202/2025/QH15): code → code of today."""
_PROVINCE_KINDS = ("Thành phố ", "Tỉnh ")


def parse_units(text: str) -> Mapping[str, str]:
    """Read a list of units ("code,name,parent", made by tools/build_units.py) into code → name with its kind."""
    found: dict[str, str] = {}
    for line in text.splitlines()[1:]:
        code, name, _ = line.split(",")
        found[code] = name
    return found


def short_province(name: str) -> str:
    """Give a province without its kind: "Hà Nội", not "Thành phố Hà Nội"."""
    for kind in _PROVINCE_KINDS:
        name = name.removeprefix(kind)
    return name


def address_text(address: Address, names: Mapping[str, str]) -> str:
    """Give an address in words; a code that the list does not know stands as itself, never as an error."""
    province = short_province(names.get(address.province, address.province))
    codes = [address.commune, address.district]
    parts = [address.street, *(names.get(code, code) for code in codes if code), province]
    return ", ".join(part for part in parts if part)
