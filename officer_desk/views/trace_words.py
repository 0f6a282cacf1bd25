# SPDX-License-Identifier: Apache-2.0
"""The facts of a row of the trace in words; digests and numbers of versions are left to whoever checks the chain."""

from typing import Any

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import TraceFinding, TraceRow
from officer_desk.domain.values import MessageChannel, State
from officer_desk.services.context import by_itself
from officer_desk.views import message_words, tray_words
from officer_desk.views.sidebar import grouped

_STATES = {state.value for state in State}


def who(row: TraceRow) -> str:
    """Name who acted; the desk, where it did something by itself."""
    return translate("TraceWords", "The desk by itself") if _by_itself(row) else row.full_name


def role(row: TraceRow) -> str:
    """Say what he is; nothing of the desk."""
    return "" if _by_itself(row) else texts.role(row.role)


def _by_itself(row: TraceRow) -> bool:
    return row.user_name == by_itself(row.office_code).user_name


def details(row: TraceRow) -> str:
    """Say what the row tells beside who, when and what."""
    facts = row.facts
    told = (words for name in facts if (words := _fact(name, facts[name])))
    return " · ".join((*_whom(row), *_moved(facts), *told))


def _whom(row: TraceRow) -> list[str]:
    """Say to whom a file was given, or from whom it came."""
    if not row.whom:
        return []
    words = translate("TraceWords", "to {name}") if row.act == "assign" else translate("TraceWords", "from {name}")
    return [words.format(name=row.whom)]


def _moved(facts: Any) -> list[str]:
    before, after = facts.get("from"), facts.get("to")
    if after in _STATES:
        moved = texts.state(State(after))
        return [moved if before not in _STATES or before == after else f"{texts.state(State(before))} → {moved}"]
    days = [_day(day) for day in (before, after) if isinstance(day, str)]
    return [" – ".join(days)] if days else []


def _day(text: str) -> str:
    parts = text.split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else text


def _fact(name: str, value: Any) -> str:
    match name, value:
        case _, bool():
            return _flag(name, value)
        case _, str():
            return _word(name, value)
        case "copies", int():
            return translate("TraceWords", "{count} copies").format(count=value)
        case "rows" | "files" | "people" | "offices", int():
            return translate("TraceWords", "{count} rows").format(count=grouped(value))
        case "changed", list():
            return ", ".join(str(part) for part in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - JSON
        case _:
            return ""


def _flag(name: str, value: bool) -> str:
    """Say what was answered with yes or no; the usual answers say nothing."""
    return {
        ("name-confirmed", True): translate("TraceWords", "name confirmed"),
        ("recovery", True): translate("TraceWords", "with a recovery code"),
        ("note", True): translate("TraceWords", "with a note"),
        ("agreed", True): translate("TraceWords", "both found the same"),
        ("agreed", False): translate("TraceWords", "found differently"),
        ("upheld", True): translate("TraceWords", "the decision holds"),
        ("upheld", False): translate("TraceWords", "taken back"),
    }.get((name, value), "")


def _word(name: str, value: str) -> str:
    match name, value:
        case "format", _:
            return value
        case "successor", _:
            return translate("TraceWords", "its place was taken by {number}").format(number=value)
        case "role_of_picture", _:
            return value.replace("_", " ")
        case "how", "rule":
            return translate("TraceWords", "by the office's rule")
        case "channel", "sms" | "email":
            return message_words.channel(MessageChannel(value))
        case "source", _:
            return tray_words.source_words(value)
        case "why_tray", _:
            return translate("TraceWords", "waits in the tray")
        case _:
            return ""


def verified(finding: TraceFinding) -> tuple[str, str, str]:
    """Give tone, head and words of what verifying found."""
    rows = grouped(finding.rows)
    if finding.intact:
        words = translate("TraceWords", "{rows} rows, each with the digest of the one before; the end is sealed.")
        return "success", translate("TraceWords", "The trace is intact."), words.format(rows=rows)
    words = {
        "edited": translate("TraceWords", "Office {office}: row {row} was edited."),
        "deleted": translate("TraceWords", "Office {office}: row {row} was deleted."),
        "reordered": translate("TraceWords", "Office {office}: row {row} is out of order."),
        "cut-off": translate("TraceWords", "Office {office}: cut off at the end, from row {row}."),
        "no-row": translate("TraceWords", "Rows were taken away: file {file} has acts without one."),
        "no-seal": translate("TraceWords", "Office {office}: the end is not sealed by this office's key."),
    }[finding.wrong or "no-seal"]
    head = translate("TraceWords", "The trace is not intact.")
    return "red", head, words.format(office=finding.office_code, row=finding.sequence, file=finding.subject)
