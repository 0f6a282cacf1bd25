# SPDX-License-Identifier: Apache-2.0
"""Notes below the matrix and hints under the pictures, in words: they warn, they never decide."""

from dataclasses import dataclass

from officer_desk.catalogue import translate
from officer_desk.domain.records import CheckNote, CrossCheck, PictureHint
from officer_desk.domain.values import PictureRole
from officer_desk.views.check_words import card_name, shown_value

QUIET_HINTS = ("turned", "tilted")
"""How a picture lies: it can be read all the same."""


@dataclass(frozen=True, slots=True)
class HintLine:
    """One hint: icon, words, colour token."""

    icon: str
    words: str
    token: str = "ink"


def note_line(check: CrossCheck, note: CheckNote) -> tuple[str, str, str]:
    """Give icon, words and colour token of a note."""
    facts = dict(note.facts)
    number = _number(check, facts)
    match note.what:
        case "number-structure-fits":
            words = translate("CheckNotes", "{number}: {told} – fits the other sources. {only}")
            return "info", words.format(number=number, told=_structure(facts), only=_only_a_hint()), "ink2"
        case "number-structure-sex":
            words = translate("CheckNotes", "{number}: {told} – but another sex is written elsewhere. {only}")
            return (
                "triangle-alert",
                words.format(number=number, told=_structure(facts), only=_only_a_hint()),
                "incomplete",
            )
        case "number-structure-year":
            words = translate("CheckNotes", "{number}: {told} – but another year of birth elsewhere. {only}")
            return (
                "triangle-alert",
                words.format(number=number, told=_structure(facts), only=_only_a_hint()),
                "incomplete",
            )
        case "number-structure-province":
            words = translate("CheckNotes", "{number}: its first three digits belong to no province. {only}")
            return "triangle-alert", words.format(number=number, only=_only_a_hint()), "incomplete"
        case "card-expired":
            words = translate("CheckNotes", "The card was valid until {day}.")
            day = shown_value("expires_on", facts.get("expires_on", ""))
            return "hourglass", words.format(day=day), "incomplete"
        case "another-person":
            words = translate("CheckNotes", "Number and name of the card are another person's: look whose card it is.")
            return "triangle-alert", words, "rejected"
        case "codes-differ":
            words = translate("CheckNotes", "The pictures show the QR codes of two different cards.")
            return "triangle-alert", words, "rejected"
        case "health-card-differs":
            words = translate("CheckNotes", "The code on the health insurance card is another one than declared.")
            return "triangle-alert", words, "rejected"
        case "old-number":
            words = translate("CheckNotes", "{old} is the old number that the card tells; its own is {number}.")
            return "info", words.format(old=facts.get("old", ""), number=facts.get("number", "")), "ink2"
        case _:
            return "info", ", ".join(f"{name} {value}" for name, value in note.facts), "ink2"


def _number(check: CrossCheck, facts: dict[str, str]) -> str:
    """Write the number's speaking digits apart: province, century and sex, year."""
    number = facts.get("number", "") or next((row.declared for row in check.rows if row.field == "id_number"), "")
    shown = f"{number[:3]} {number[3:4]} {number[4:6]}" if len(number) == 12 else number
    return translate("CheckNotes", "Number {number}").format(number=shown)


def _structure(facts: dict[str, str]) -> str:
    sex = shown_value("sex", facts.get("sex", "")).lower()
    born = facts.get("year", "")
    told = [facts.get("province", ""), sex, translate("CheckNotes", "born {year}").format(year=born) if born else ""]
    return ", ".join(word for word in told if word)


def _only_a_hint() -> str:
    return translate("CheckNotes", "Only a reminder, no reason to refuse.")


def duplicate_words(what: str) -> str:
    """Say what another file has in common with this one."""
    match what:
        case "portrait":
            return translate("CheckNotes", "Same portrait as file")
        case "picture":
            return translate("CheckNotes", "Same picture of a paper as file")
        case "phone":
            return translate("CheckNotes", "Same phone as file")
        case "email":
            return translate("CheckNotes", "Same e-mail as file")
        case _:
            return translate("CheckNotes", "Same ID number as file")


# --- hints under the pictures -------------------------------------------------------------------------------------


def hint_lines(check: CrossCheck, names: dict[PictureRole, str]) -> list[HintLine]:
    """Give what there is to say of the pictures as pictures: what was read of them, then how good they are."""
    found: list[HintLine] = []
    if check.code is not None:
        pixels = f"{check.code.pixels_per_module:.1f}".replace(".", translate("CheckNotes", "."))
        found.append(
            HintLine("qr-code", translate("CheckNotes", "{pixels} pixels per QR module").format(pixels=pixels))
        )
    if check.lines is not None:
        words = translate("CheckNotes", "MRZ: {right}/{count} check digits right")
        said = words.format(right=check.lines.checks_right, count=check.lines.checks_of)
        found.append(HintLine("scan-line", said, "ink" if check.lines.proved else "incomplete"))
    bad = bad_hints(check)
    if check.pending:
        found.append(HintLine("hourglass", translate("CheckNotes", "being read"), "ink2"))
    elif not bad:
        found.append(HintLine("image", translate("CheckNotes", "Sharp, four corners seen"), "ink2"))
    several = len(names) > 1
    for role, hint in bad:
        name = names.get(role, "")
        said = hint_words(hint)
        if several and name:
            said = translate("CheckNotes", "{picture}: {hint}").format(picture=name, hint=_inside(said))
        found.append(HintLine("triangle-alert", said, "incomplete"))
    quiet = [(role, hint) for role, hint in check.hints if hint.what in QUIET_HINTS]
    found += [HintLine("rotate-cw", hint_words(hint), "ink2") for _, hint in quiet[:1]]
    return found


def _inside(words: str) -> str:
    """Write words inside a sentence; «QR» stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def bad_hints(check: CrossCheck) -> list[tuple[PictureRole, PictureHint]]:
    """Give the hints for which a picture may have to be taken again."""
    return [(role, hint) for role, hint in check.hints if hint.what not in QUIET_HINTS]


def hint_words(hint: PictureHint) -> str:
    """Say one hint."""
    match hint.what:
        case "blur":
            return translate("CheckNotes", "Blurred")
        case "dark":
            return translate("CheckNotes", "Too dark")
        case "glare":
            return translate("CheckNotes", "Glare")
        case "cut-off":
            return translate("CheckNotes", "A corner is cut off")
        case "small-code":
            return translate("CheckNotes", "QR too small")
        case "turned":
            return translate("CheckNotes", "Turned by {degrees}°").format(degrees=round(abs(hint.amount)))
        case "tilted":
            return translate("CheckNotes", "Tilted {degrees}°").format(degrees=round(abs(hint.amount)))
        case _:
            return hint.what


def read_words(check: CrossCheck, role: PictureRole, *, expects_code: bool, short: bool = False) -> list[str]:
    """Say behind a picture's label what was read of it: «đã đọc», never more; in `short` the least that says it."""
    said: list[str] = []
    if check.code is not None and role is check.code_role:
        said.append(translate("CheckNotes", "QR read"))
    elif expects_code and check.pending:
        said.append(translate("CheckNotes", "being read"))
    elif expects_code and check.code is None:
        said.append(translate("CheckNotes", "QR not readable"))
    if check.lines is not None and role is check.lines_role:
        short = short or role is check.code_role
        proved = translate("CheckNotes", "MRZ read, check digits right")
        proved = translate("CheckNotes", "MRZ read") if short else proved
        said.append(proved if check.lines.proved else translate("CheckNotes", "MRZ not clear"))
    return said


def card_words(check: CrossCheck, role: PictureRole) -> list[str]:
    """Name the card on a picture whose code was read."""
    return [card_name(check)] if check.code is not None and role is check.code_role else []
