# SPDX-License-Identifier: Apache-2.0
"""Texts for citizens and forms: data files that an office may replace by its own copy, one by one."""

import string
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from officer_desk.domain.records import ReasonRecord
from officer_desk.domain.values import Verdict
from officer_desk.errors import Refused

_FIELDS = frozenset({"number", "full_name", "login", "password", "reasons", "office"})


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """The two texts of one occasion; `{placeholders}` are among number, full_name, login, password, reasons, office."""

    sms: str
    subject: str
    email: str


@dataclass(frozen=True, slots=True)
class TextLibrary:
    """Reads a text from the office's folder, or else from the shipped one."""

    shipped: Path
    office: Path | None = None

    def read(self, name: str) -> str:
        """Give a file's text by its path below the folder ("texts/messages.toml")."""
        own = None if self.office is None else self.office / name
        return (own if own is not None and own.is_file() else self.shipped / name).read_text("utf-8")

    def template(self, occasion: str) -> MessageTemplate:
        """Give the messages of an occasion: "approved", "rejected", "supplement", "changed", "guidance"."""
        found: dict[str, object] = self._toml("texts/messages.toml").get(occasion) or {}
        texts = [_checked(found.get(key), f"{occasion}.{key}") for key in ("sms", "subject", "email")]
        return MessageTemplate(*texts)

    def reasons(self, verdict: Verdict) -> tuple[ReasonRecord, ...]:
        """Give the office's catalogue of reasons, in the order of the file."""
        try:
            groups = self._toml("texts/reasons.toml")[verdict.value]
            return tuple(
                ReasonRecord(verdict, str(group["group"]), str(text)) for group in groups for text in group["reasons"]
            )
        except (KeyError, TypeError) as error:
            raise Refused("text-broken", file="texts/reasons.toml", what=verdict.value) from error

    def _toml(self, name: str) -> dict[str, Any]:
        try:
            return tomllib.loads(self.read(name))
        except tomllib.TOMLDecodeError as error:
            raise Refused("text-broken", file=name, what=str(error)) from error


def _checked(text: object, where: str) -> str:
    if not isinstance(text, str):
        raise Refused("text-broken", file="texts/messages.toml", what=where)
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    if not names <= _FIELDS:
        raise Refused("text-broken", file="texts/messages.toml", what=", ".join(sorted(names - _FIELDS)))
    return text.strip()
