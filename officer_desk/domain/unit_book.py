# SPDX-License-Identifier: Apache-2.0
"""Finding administrative units by how they are written on cards: with their kind, with its short form, without it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from officer_desk.domain.names import spelling, stored

Codes = tuple[str, ...]
"""From the province down: two codes in the scheme of 2025, three in that of 2020."""

_KINDS: Mapping[str, Mapping[str, str]] = {
    "province": {"thành phố": "thành phố", "tp": "thành phố", "tỉnh": "tỉnh", "t": "tỉnh"},
    "district": {
        "quận": "quận", "q": "quận", "huyện": "huyện", "h": "huyện", "thị xã": "thị xã", "tx": "thị xã",
        "thành phố": "thành phố", "tp": "thành phố",
    },
    "commune": {
        "phường": "phường", "p": "phường", "xã": "xã", "x": "xã", "thị trấn": "thị trấn", "tt": "thị trấn",
        "đặc khu": "đặc khu", "đk": "đặc khu",
    },
}  # fmt: skip
_SHORT_NAMES = {"hcm": "hồ chí minh", "hn": "hà nội", "br-vt": "bà rịa vũng tàu", "brvt": "bà rịa vũng tàu"}
_NOT_SPELT = re.compile(r"[\s.'’,()-]")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


class UnitBook:
    """The units of one scheme, each under the one above it."""

    def __init__(self, text: str) -> None:
        """Take a list as `units.parse_units` does: "code,name,parent"."""
        rows = [line.split(",") for line in text.splitlines()[1:]]
        self.names: Mapping[str, str] = {code: name for code, name, _ in rows}
        self._below: dict[str, list[str]] = defaultdict(list)
        for code, _, parent in rows:
            self._below[parent].append(code)
        self._keys: dict[str, dict[str, list[tuple[str, str]]]] = {}
        districts = any(len(code) == 3 for code in self.names)
        self.levels: tuple[str, ...] = ("province", "district", "commune") if districts else ("province", "commune")

    def find(self, parent: str, level: str, text: str) -> list[str]:
        """Give the codes under a unit ("": the provinces) that a text may mean; a kind that it names must be theirs."""
        kind, bare = kind_and_name(level, text)
        index = self._index(parent, level)
        found = [code for theirs, code in index.get(bare, ()) if kind in {"", theirs}]
        # A name may begin like a kind: Phường Đúc is how a card writes Phường Phường Đúc.
        return found + [code for _, code in index.get(_key(text), ()) if code not in found]

    def resolve(self, parts: Sequence[str]) -> set[Codes]:
        """Give every place that the last parts of an address may mean, read from the province up."""
        return set(self._resolve("", self.levels, parts[::-1]))

    def _resolve(self, parent: str, levels: Sequence[str], parts: Sequence[str]) -> Iterator[Codes]:
        if not levels:
            yield ()
        elif parts:
            for code in self.find(parent, levels[0], parts[0]):
                yield from ((code, *rest) for rest in self._resolve(code, levels[1:], parts[1:]))

    def _index(self, parent: str, level: str) -> Mapping[str, list[tuple[str, str]]]:
        found = self._keys.get(parent)
        if found is None:
            found = {}
            for code in self._below.get(parent, ()):
                kind, bare = kind_and_name(level, self.names[code])
                found.setdefault(bare, []).append((kind, code))
            # Whole at once: another thread may ask meanwhile.
            self._keys[parent] = found
        return found


def kind_and_name(level: str, text: str) -> tuple[str, str]:
    """Take a unit's text apart: its kind ("" when it names none) and the key of its name."""
    plain = stored(text).lower()
    kinds = _KINDS[level]
    for begins in sorted(kinds, key=len, reverse=True):
        rest = plain.removeprefix(begins)
        if rest != plain and rest and _ends(begins, rest):
            return kinds[begins], _key(rest)
    return "", _key(plain)


def _ends(begins: str, rest: str) -> bool:
    """Tell whether the kind ends there: "Q.1", "Q1" and "Q 1" do, "Quảng" does not."""
    if len(begins) > 2:
        return not rest[0].isalnum()
    return not rest[0].isalnum() or rest[0].isdigit() or (begins == "tp" and rest == "hcm")


def _key(text: str) -> str:
    name = stored(text).lower().strip(" .")
    key = spelling(_SHORT_NAMES.get(name, name))
    return _ZEROS.sub("", _NOT_SPELT.sub("", _ZEROS.sub("", key)))
