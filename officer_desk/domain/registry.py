# SPDX-License-Identifier: Apache-2.0
"""What the registry's answer means for single values, in the tokens of the cross-check."""

from dataclasses import asdict

from officer_desk.domain.names import NameMatch, compare
from officer_desk.domain.records import Changes, Declared, HgdReply

MATCH, NORMALISED, DIFFERS, CANNOT_TELL = "match", "match-after-normalising", "differs", "cannot-tell"


def detail(declared: Declared, reply: HgdReply) -> dict[str, str]:
    """Compare name and ID number with the registry's entry; without one nothing can be told."""
    entry = reply.entry
    if entry is None:
        return {"full_name": CANNOT_TELL, "id_number": CANNOT_TELL}
    return {
        "full_name": _name(reply.asked_name, entry.full_name),
        "id_number": _number(declared.identity.number, entry.id_number),
    }


def changes_as_data(changes: Changes | None) -> dict[str, object] | None:
    """Give what is to change, without what stays as it is."""
    if changes is None:
        return None
    return {name: value for name, value in asdict(changes).items() if value}


def _name(declared: str, registered: str) -> str:
    if declared == registered:
        return MATCH
    return DIFFERS if compare(declared, registered) is NameMatch.DIFFERS else NORMALISED


def _number(declared: str, registered: str) -> str:
    """Compare numbers of one shape only: a passport says nothing about a citizen's number."""
    if len(declared) != len(registered) or not (declared.isdigit() and registered.isdigit()):
        return CANNOT_TELL
    return MATCH if declared == registered else DIFFERS
