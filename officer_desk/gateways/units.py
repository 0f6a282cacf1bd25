# SPDX-License-Identifier: Apache-2.0
"""The shipped lists of administrative units, read when they are first asked for."""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from officer_desk import resources
from officer_desk.domain.records import Address
from officer_desk.domain.unit_book import UnitBook
from officer_desk.domain.units import SCHEMES, address_text, parse_units, short_province


class Units:
    """Names of the GSO codes in both schemes: 2020 (three levels) and 2025 (two). Any thread may ask."""

    def __init__(self, folder: Path) -> None:
        self._folder: Path = folder
        self._lists: dict[str, Mapping[str, str]] = {}
        self._books: dict[str, UnitBook] = {}
        self._lock: Lock = Lock()

    @classmethod
    def load(cls) -> "Units":
        """Give the shipped units."""
        return cls(resources.folder() / "units")

    def address_text(self, address: Address) -> str:
        """Give an address in words: "Tổ 13, Phường Mai Dịch, Quận Cầu Giấy, Hà Nội"."""
        return address_text(address, self.names(address.scheme))

    def province_name(self, code: str, scheme: str = "2020") -> str:
        """Give a province's short name; the code itself where it is not known."""
        return short_province(self.names(scheme).get(code, code))

    def names(self, scheme: str) -> Mapping[str, str]:
        """Give code → name with its kind of a scheme; nothing for a scheme that is not known."""
        if scheme not in SCHEMES:
            return {}
        with self._lock:
            if scheme not in self._lists:
                self._lists[scheme] = parse_units(self._text(scheme))
            return self._lists[scheme]

    def books(self) -> Mapping[str, UnitBook]:
        """Give the units of both schemes as they are found by what is written on cards."""
        with self._lock:
            if not self._books:
                self._books = {scheme: UnitBook(self._text(scheme)) for scheme in SCHEMES}
            return self._books

    def _text(self, scheme: str) -> str:
        return (self._folder / f"units_{scheme}.csv").read_text("utf-8")
