# SPDX-License-Identifier: Apache-2.0
"""JSON from strangers: read strictly, bounded, and looked at field by field with the offending key's name."""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NoReturn, TypeVar, cast

from officer_desk.domain.names import stored
from officer_desk.errors import Refused

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_SHOWN = 80

Word = TypeVar("Word", bound=StrEnum)


def read_object(data: bytes, name: str) -> Mapping[str, object]:
    """Read bytes as one JSON object; `name` (of the file) is blamed when they are not.

    A byte order mark is passed over (RFC 8259 §8.1 lets a reader do so). Keys that occur twice, NaN, Infinity,
    integers of more than twenty digits and nesting beyond Python's own limit are refused.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("package-not-utf8", offender=name, position=error.start) from None
    try:
        value: object = json.loads(
            text, object_pairs_hook=_unique_keys, parse_constant=_no_constant, parse_int=_bounded_integer
        )
    except json.JSONDecodeError as error:
        raise Refused("package-not-json", offender=name, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Refused("package-too-deep", offender=name) from None
    except _UnreadableError as error:
        raise Refused(error.reason, offender=name, what=shown(error.what)) from None
    if not isinstance(value, dict):
        raise Refused("package-not-an-object", offender=name)
    return cast("dict[str, object]", value)


def shown(text: str) -> str:
    """Give a stranger's text fit to stand in a sentence: short, and without what cannot be seen."""
    clean = "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(sign) in _UNSEEN else sign for sign in text)
    return clean if len(clean) <= _SHOWN else f"{clean[: _SHOWN - 1]}…"


def has_unseen(text: str) -> bool:
    """Tell whether a text holds control, formatting, private or half characters, which no field of ours needs."""
    return any(unicodedata.category(sign) in _UNSEEN for sign in text)


class Fields:
    """One JSON object, read key by key; every refusal names the key with its path ("address.zip")."""

    def __init__(
        self, value: Mapping[str, object], path: str, required: Collection[str], optional: Collection[str] = ()
    ) -> None:
        self._value: Mapping[str, object] = value
        self._path: str = path
        for key in value:
            if key not in required and key not in optional:
                self.refuse("package-unknown-key", key)
        for key in required:
            if key not in value:
                self.refuse("package-missing-key", key)

    def __contains__(self, key: str) -> bool:
        """Tell whether the object has this key."""
        return key in self._value

    def refuse(self, reason: str, key: str, **facts: object) -> NoReturn:
        """Refuse the package because of this key."""
        raise Refused(reason, offender=self.name(key), **facts)

    def name(self, key: str) -> str:
        """Give the key with its path."""
        return shown(f"{self._path}.{key}" if self._path else key)

    def __iter__(self) -> Iterator[str]:
        """Give the keys that are there, in the order in which they came."""
        return iter(self._value)

    def is_null(self, key: str) -> bool:
        """Tell whether the value is null."""
        return self._value[key] is None

    def raw(self, key: str) -> str:
        """Give a string exactly as it came."""
        value = self._value[key]
        if not isinstance(value, str):
            self.refuse("package-not-text", key)
        return value

    def text(self, key: str, most: int, least: int = 1) -> str:
        """Give a text in NFC with single spaces, `least` to `most` characters long."""
        value = self.raw(key)
        if has_unseen(value):
            self.refuse("package-unseen-character", key)
        value = stored(value)
        if not least <= len(value) <= most:
            self.refuse("package-text-length", key, least=least, most=most)
        return value

    def flag(self, key: str) -> bool:
        """Give true or false."""
        value = self._value[key]
        if not isinstance(value, bool):
            self.refuse("package-not-boolean", key)
        return value

    def choice(self, key: str, choices: type[Word]) -> Word:
        """Give one of a closed set of words."""
        value = self.raw(key)
        try:
            return choices(value)
        except ValueError:
            self.refuse("package-not-a-choice", key, allowed=", ".join(choices))

    def day(self, key: str) -> date:
        """Give a date written YYYY-MM-DD."""
        value = self.raw(key)
        try:
            # fromisoformat alone would also take 20261121 and 2026-W47-6.
            return date.fromisoformat(value if _DAY.fullmatch(value) else "")
        except ValueError:
            self.refuse("package-not-a-date", key)

    def words(self, key: str) -> tuple[str, ...]:
        """Give a list of strings."""
        value = self._value[key]
        if not isinstance(value, list):
            self.refuse("package-not-a-list", key)
        items = cast("list[object]", value)
        if not all(isinstance(item, str) for item in items):
            self.refuse("package-not-text", key)
        return tuple(cast("list[str]", items))

    def section(self, key: str, required: Collection[str], optional: Collection[str] = ()) -> "Fields":
        """Give an object in the object."""
        value = self._value[key]
        if not isinstance(value, dict):
            self.refuse("package-key-not-an-object", key)
        path = f"{self._path}.{key}" if self._path else key
        return Fields(cast("dict[str, object]", value), path, required, optional)


class _UnreadableError(Exception):
    def __init__(self, reason: str, what: str) -> None:
        super().__init__(reason)
        self.reason: str = reason
        self.what: str = what


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _UnreadableError("package-key-twice", key)
        found[key] = value
    return found


def _no_constant(word: str) -> NoReturn:
    raise _UnreadableError("package-not-a-json-number", word)


def _bounded_integer(digits: str) -> int:
    if len(digits) > 20:
        raise _UnreadableError("package-not-a-json-number", digits)
    return int(digits)
