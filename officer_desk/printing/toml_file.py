# SPDX-License-Identifier: Apache-2.0
"""Reading wording files strictly: an office edits them, and a slip must be named, not printed."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import cast
from unicodedata import normalize

from officer_desk.errors import Refused

_AT_LINE = re.compile(r"at line (\d+)")


class Table:
    """One table of a wording file: hands its values out by key, and refuses what is missing, wrong or unknown.

    Every complaint is `Refused("form-wording-broken", file=, line=, what=)`: the line is known only when the file
    is no TOML at all; `what` is the key to blame.
    """

    def __init__(self, values: Mapping[str, object], file: str, path: str = "") -> None:
        self._values = values
        self._file = file
        self._path = path
        self._taken: set[str] = set()

    def text(self, key: str, allowed: Iterable[str] = (), *, empty: bool = False) -> str:
        """Give a text in NFC; `allowed` are the {placeholders} that it may contain."""
        value = self._take(key)
        if not isinstance(value, str) or not (value.strip() or empty):
            raise self.broken(key)
        self._check_placeholders(key, value, allowed)
        return normalize("NFC", value.strip())

    def texts(self, key: str, allowed: Iterable[str] = ()) -> tuple[str, ...]:
        """Give a list of texts, which may be empty."""
        value = self._take(key)
        if not isinstance(value, list):
            raise self.broken(key)
        items = cast("list[object]", value)
        row = Table({str(number): item for number, item in enumerate(items, 1)}, self._file, f"{self._path}{key}.")
        return tuple(row.text(str(number), allowed) for number in range(1, len(items) + 1))

    def flag(self, key: str, default: bool) -> bool:
        """Give true or false."""
        value = self._take(key) if key in self._values else default
        if not isinstance(value, bool):
            raise self.broken(key)
        return value

    def choice(self, key: str, known: Iterable[str]) -> str:
        """Give one of the known words."""
        value = self._take(key)
        if not isinstance(value, str) or value not in set(known):
            raise self.broken(key)
        return value

    def table(self, key: str) -> "Table":
        """Give a table below this one."""
        value = self._take(key)
        if not isinstance(value, dict):
            raise self.broken(key)
        return Table(cast("dict[str, object]", value), self._file, f"{self._path}{key}.")

    def tables(self, key: str) -> tuple["Table", ...]:
        """Give a list of tables, at least one."""
        value = self._take(key)
        if not isinstance(value, list) or not value:
            raise self.broken(key)
        found: list[Table] = []
        for number, item in enumerate(cast("list[object]", value), 1):
            if not isinstance(item, dict):
                raise self.broken(f"{key}.{number}")
            found.append(Table(cast("dict[str, object]", item), self._file, f"{self._path}{key}.{number}."))
        return tuple(found)

    def has(self, key: str) -> bool:
        """Tell whether an optional key was given."""
        return key in self._values

    def done(self) -> None:
        """Refuse keys that nobody asked for: most often they are misspelt."""
        for key in self._values:
            if key not in self._taken:
                raise self.broken(key)

    def broken(self, key: str) -> Refused:
        """Give the complaint about a key."""
        return Refused("form-wording-broken", file=self._file, line=None, what=f"{self._path}{key}")

    def _take(self, key: str) -> object:
        self._taken.add(key)
        return self._values.get(key)

    def _check_placeholders(self, key: str, value: str, allowed: Iterable[str]) -> None:
        try:
            used = {name for _, name, _, _ in Formatter().parse(value) if name is not None}
        except ValueError as error:
            raise self.broken(key) from error
        if not used <= set(allowed):
            raise self.broken(key)


def read_toml(text: str, file: str) -> Table:
    """Read the text of a wording file; `file` is the name that complaints carry."""
    try:
        return Table(tomllib.loads(text), file)
    except (ValueError, RecursionError) as error:  # also numbers and nesting beyond what can be read
        at = _AT_LINE.search(str(error))
        line = int(at.group(1)) if at else None
        raise Refused("form-wording-broken", file=file, line=line, what=str(error)) from error
