# SPDX-License-Identifier: Apache-2.0
"""Texts for citizens and forms: data files that an office may replace by its own copy, one by one."""

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from officer_desk.domain.records import AssigningRule, ReasonRecord
from officer_desk.domain.values import Kind, Verdict
from officer_desk.errors import Refused

MESSAGES, REASONS, ASSIGNING = "texts/messages.toml", "texts/reasons.toml", "texts/assigning.toml"
NOBODY, ROUND_ROBIN, NAMED = "nobody", "round-robin", "named"
"""How new files of a kind are assigned; the third stands in the file as a list of user names."""
PARTS = ("sms", "subject", "email")
FIELDS = (
    "number",
    "full_name",
    "login",
    "password",
    "reasons",
    "office",
    "office_address",
    "office_phone",
    "due_on",
)
"""The {placeholders} of messages."""
_ONLY_IN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "login": frozenset({"approved", "changed", "changed-old", "reopened", "reconsidered"}),
        "password": frozenset({"approved"}),
        "reasons": frozenset({"rejected", "supplement"}),
        "due_on": frozenset({"reminder", "received"}),
    }
)
"""Placeholders that are known on some occasions only."""
_REQUIRED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "approved.sms": frozenset({"login", "password"}),
        "approved.email": frozenset({"login", "password"}),
        "rejected.sms": frozenset({"reasons"}),
        "rejected.email": frozenset({"reasons"}),
        "supplement.sms": frozenset({"reasons"}),
        "supplement.email": frozenset({"reasons"}),
    }
)
"""Without these the citizen would not get what the message is for."""
_MOST = {"sms": 612, "subject": 150, "email": 5000}
"""Characters of a template: an SMS of four parts, a subject in one line, an e-mail of two pages."""
_MOST_REASON = 120
_NOT_SIGNED = "not-signed"
"""The heading of the reasons for approving without the signed form."""


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """The two texts of one occasion; `{placeholders}` are among FIELDS."""

    sms: str
    subject: str
    email: str


@dataclass(frozen=True, slots=True)
class TextLibrary:
    """Reads a text from the office's folder, or else from the shipped one."""

    shipped: Path
    office: Path | None = None

    def own(self, name: str) -> Path | None:
        """Give the office's own copy of a file, if it has one."""
        path = None if self.office is None else self.office / name
        return path if path is not None and path.is_file() else None

    def read(self, name: str) -> str:
        """Give a file's text by its path below the folder ("texts/messages.toml")."""
        own = self.own(name)
        if own is None:
            return self.read_shipped(name)
        try:
            return own.read_text("utf-8")
        except UnicodeDecodeError as error:
            raise Refused("text-broken", file=name, what="UTF-8") from error

    def read_shipped(self, name: str) -> str:
        """Give the text that came with the program."""
        return (self.shipped / name).read_text("utf-8")

    def template(self, occasion: str) -> MessageTemplate:
        """Give the messages of an occasion ("approved", "rejected", "supplement", "changed", …).

        A copy that the office made before an occasion existed does not have it: then the shipped text stands in.
        """
        tables = _toml(self.read(MESSAGES), MESSAGES)
        if occasion not in tables and self.own(MESSAGES) is not None:
            tables = _toml(self.read_shipped(MESSAGES), MESSAGES)
        return _template(tables, occasion)

    def assigning(self, kind: Kind) -> AssigningRule:
        """Give the rule by which new files of a kind are assigned."""
        return parse_assigning(self.read(ASSIGNING))[kind]

    def reasons(self, verdict: Verdict) -> tuple[ReasonRecord, ...]:
        """Give the office's catalogue of reasons, in the order of the file."""
        return _reasons(_toml(self.read(REASONS), REASONS), verdict.value, verdict)

    def not_signed_reasons(self) -> tuple[str, ...]:
        """Give the ready reasons for approving without the signed form; an office's older copy has none."""
        tables = _toml(self.read(REASONS), REASONS)
        if _NOT_SIGNED not in tables:
            tables = _toml(self.read_shipped(REASONS), REASONS)
        return tuple(reason.text for reason in _reasons(tables, _NOT_SIGNED, Verdict.VALID))


def parse_messages(text: str) -> dict[str, MessageTemplate]:
    """Read a whole file of messages as `template` does, one occasion after the other."""
    tables = _toml(text, MESSAGES)
    return {occasion: _template(tables, occasion) for occasion in tables}


def parse_reasons(text: str) -> dict[str, tuple[ReasonRecord, ...]]:
    """Read a whole catalogue; its headings are «invalid», «incomplete» and those that no verdict has."""
    tables = _toml(text, REASONS)
    return {name: _reasons(tables, name, _verdict(name)) for name in tables}


def parse_assigning(text: str) -> dict[Kind, AssigningRule]:
    """Read the rules of assigning; a kind that the file does not name is given to nobody.

    Raises `Refused("text-broken")`.
    """
    given = _toml(text, ASSIGNING)
    if unknown := set(given) - set(Kind):
        raise Refused("text-broken", file=ASSIGNING, what=", ".join(sorted(unknown)))
    return {kind: _assigning_rule(kind, given.get(kind.value, NOBODY)) for kind in Kind}


def check_part(occasion: str, part: str, text: str) -> str:
    """Give one text of a message, trimmed; refuses as reading the file would.

    Refused: "text-empty", "text-too-long" (most=), "text-lines", "text-braces", "text-placeholder" (what=),
    "text-not-here" (what=), "text-needs" (what=); each with `where`, "approved.sms".
    """
    where, kept = f"{occasion}.{part}", text.strip()
    if not kept:
        raise Refused("text-empty", where=where)
    if len(kept) > _MOST[part]:
        raise Refused("text-too-long", where=where, most=_MOST[part])
    if part == "subject" and len(kept.splitlines()) > 1:
        raise Refused("text-lines", where=where)
    used = _placeholders(kept, where)
    if unknown := used - set(FIELDS):
        raise Refused("text-placeholder", where=where, what=_braced(unknown))
    if unfit := used - set(fields_of(occasion)):
        raise Refused("text-not-here", where=where, what=_braced(unfit))
    if missing := _REQUIRED.get(where, frozenset()) - used:
        raise Refused("text-needs", where=where, what=_braced(missing))
    return kept


def fields_of(occasion: str) -> tuple[str, ...]:
    """Give the placeholders that can be filled in on an occasion."""
    return tuple(name for name in FIELDS if occasion in _ONLY_IN.get(name, {occasion}))


def check_reason(text: str) -> str:
    """Give a reason (or the name of a group) as it is kept; refused: "reason-empty", "reason-too-long"."""
    kept = " ".join(text.split()).rstrip(".")
    if not kept:
        raise Refused("reason-empty")
    if len(kept) > _MOST_REASON:
        raise Refused("reason-too-long", most=_MOST_REASON, what=f"{kept[:30]}…")
    return kept


def _placeholders(text: str, where: str) -> set[str]:
    """Give the names in braces; anything but a plain name in plain braces is refused."""
    try:
        found = list(string.Formatter().parse(text))
    except ValueError as error:
        raise Refused("text-braces", where=where) from error
    if any(spec or conversion for _, name, spec, conversion in found if name is not None):
        raise Refused("text-braces", where=where)
    return {name for _, name, _, _ in found if name is not None}


def _braced(names: set[str] | frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _template(tables: Mapping[str, Any], occasion: str) -> MessageTemplate:
    found: object = tables.get(occasion)
    texts: list[str] = []
    for part in PARTS:
        text = cast("dict[str, object]", found).get(part) if isinstance(found, dict) else None
        if not isinstance(text, str):
            raise Refused("text-broken", file=MESSAGES, what=f"{occasion}.{part}")
        try:
            texts.append(check_part(occasion, part, text))
        except Refused as refused:
            # Whoever decides a file meets it, not whoever edits: the file and the place have to be named.
            what = f"{refused.facts['where']} {refused.facts.get('what', '')}".strip()
            raise Refused("text-broken", file=MESSAGES, what=what) from refused
    return MessageTemplate(*texts)


def _verdict(name: str) -> Verdict:
    """Give the verdict of a heading; the reasons of a withdrawal stand with those of «không hợp lệ»."""
    return Verdict(name) if name in set(Verdict) else Verdict.INVALID


def _reasons(tables: Mapping[str, Any], name: str, verdict: Verdict) -> tuple[ReasonRecord, ...]:
    try:
        return tuple(
            ReasonRecord(verdict, str(group["group"]), str(text)) for group in tables[name] for text in group["reasons"]
        )
    except (KeyError, TypeError) as error:
        raise Refused("text-broken", file=REASONS, what=name) from error


def _assigning_rule(kind: Kind, value: object) -> AssigningRule:
    if value in (NOBODY, ROUND_ROBIN):
        return AssigningRule(kind, str(value))
    names = cast("list[object]", value) if isinstance(value, list) else []
    if not names or not all(isinstance(name, str) for name in names):
        raise Refused("text-broken", file=ASSIGNING, what=kind.value)
    return AssigningRule(kind, NAMED, tuple(str(name) for name in names))


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also numbers and nesting beyond what can be read
        raise Refused("text-broken", file=name, what=str(error)) from error
