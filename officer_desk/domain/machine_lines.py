# SPDX-License-Identifier: Apache-2.0
"""The machine-readable lines of Vietnamese cards (TD1, 3 × 30) and passports (TD3, 2 × 44) of ICAO 9303.

Lines come from a program that reads letters and errs. Their structure is repaired position by position, then every
check digit is verified; only what they prove is used. Two things carry no check digit: the sex, taken only where the
proved 12-digit number says the same, and the name, of which `likeness.machine_name` says what may be concluded.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from officer_desk.domain.machine_signs import FILLER, LIKE_FILLER, check_digit, cleaned, digits, is_filler, letters
from officer_desk.domain.records import CardFields, MachineLines

_NO_LIMIT = "991231"
_CARD, _PASSPORT = 30, 44
_OLDEST = 110
"""Nobody who holds a passport is older."""
_RUNS = re.compile(r"<+|[^<]+")


def repair(lines: Sequence[str]) -> MachineLines | None:
    """Find the lines of one document among what was read, top to bottom; None when nothing resembles them.

    Of several candidates the one with the most check digits right is given; `proved` only when all of them are.
    """
    read = [line for line in (cleaned(text) for text in lines) if len(line) >= 8]
    found = [*_cards(read), *_passports(read)]
    return max(found, key=lambda one: (one.proved, one.checks_right, len(one.lines)), default=None)


def fields(found: MachineLines) -> CardFields:
    """Give what the lines prove, and the name as it was read; nothing when their check digits are not right."""
    if not found.proved:
        return CardFields()
    return _card_fields(found.lines) if len(found.lines[0]) == _CARD else _passport_fields(found.lines)


def name_is_cut(found: MachineLines) -> bool:
    """Tell whether the name fills its line but for one sign that may have got lost, so that its end may be missing."""
    line = found.lines[0] if len(found.lines[0]) == _PASSPORT else found.lines[-1]
    return len(line.rstrip(FILLER)) >= len(line) - 1


def _cards(read: Sequence[str]) -> Iterator[MachineLines]:
    for i, text in enumerate(read):
        first = _card_number_line(text)
        if not first:
            continue
        for j in range(i + 1, min(i + 4, len(read))):
            second = _card_date_line(read[j])
            if not second:
                continue
            name = next((line for line in (_name_line(text, _CARD) for text in read[j + 1 : j + 3]) if line), "")
            yield _proved((first, second, name) if name else (first, second), _card_checks(first, second))


def _passports(read: Sequence[str]) -> Iterator[MachineLines]:
    for i, text in enumerate(read):
        second = _passport_data_line(text)
        if not second:
            continue
        heads = (_passport_name_line(above) for above in reversed(read[max(0, i - 2) : i]))
        first = next((line for line in heads if line), "")
        if first:
            yield _proved((first, second), _passport_checks(second))


def _proved(lines: tuple[str, ...], checks: Sequence[bool]) -> MachineLines:
    return MachineLines(lines, all(checks), sum(checks), len(checks))


def _card_number_line(text: str) -> str:
    """Repair "IDVNM", nine digits, check digit, twelve digits, two fillers, check digit."""
    body, last = digits(text[5:-1]), digits(text[-1:])
    number, between = body[:22], body[22:]
    if letters(text[:5]) != "IDVNM" or not (number + last).isdigit() or len(number) < 22:
        return ""
    return f"IDVNM{number}<<{last}" if 1 <= len(between) <= 4 and FILLER in between else ""


def _card_date_line(text: str) -> str:
    """Repair birth and check digit, sex, expiry and check digit, "VNM", eleven fillers, composite check digit."""
    birth, sex, limit, last = digits(text[:7]), text[7:8], digits(text[8:15]), digits(text[-1:])
    fits = (birth + limit + last).isdigit() and len(birth + limit) == 14 and letters(text[15:18]) == "VNM"
    return f"{birth}{sex}{limit}VNM{FILLER * 11}{last}" if fits and is_filler(text[18:-1]) and text[18:-1] else ""


def _passport_data_line(text: str) -> str:
    """Repair number, "VNM", birth, sex, expiry, personal number, each with its check digit, and the composite."""
    at = next((i for i in (10, 9, 11) if letters(text[i : i + 3]) == "VNM"), None)
    if at is None or len(text) < 36:
        return ""
    number = letters(text[:1]) + digits(text[1 : at - 1]).rstrip(FILLER)
    head = number.ljust(9, FILLER) + digits(text[at - 1])
    rest = text[at + 3 :]
    birth, sex, limit, tail = digits(rest[:7]), rest[7:8], digits(rest[8:15]), digits(rest[15:])
    personal, between, last = tail[:12], tail[12:-2], tail[-2:]
    if personal.startswith(FILLER):
        personal, between = "", tail[:-2]
    if not (number[1:] + head[-1] + birth + limit + personal + last.replace(FILLER, "")).isdigit():
        return ""
    fits = len(head) == 10 and number[:1].isalpha() and len(birth + limit) == 14 and set(between) == {FILLER}
    return f"{head}VNM{birth}{sex}{limit}{personal.ljust(14, FILLER)}{last}" if fits else ""


def _passport_name_line(text: str) -> str:
    head = letters(text[:5])
    if head[:1] != "P" or head[2:] != "VNM":
        return ""
    name = _name_line(text[5:], _PASSPORT - 5)
    return f"P{head[1]}VNM{name}" if name else ""


def _name_line(text: str, width: int) -> str:
    """Repair family name, two fillers, given names with a filler between, fillers to the end."""
    runs = _RUNS.findall(letters(text).strip(FILLER))
    words, gaps = runs[::2], [len(run) for run in runs[1::2]]
    if not words or not all(word.isalpha() for word in words):
        return ""
    end = next((at for at in range(2, len(words)) if gaps[at - 1] > 1 and _is_noise(words[at:])), len(words))
    words, gaps = words[:end], gaps[: end - 1]
    family = next((at for at, gap in enumerate(gaps, 1) if gap > 1), 1)
    line = "<<".join(part for part in (FILLER.join(words[:family]), FILLER.join(words[family:])) if part)
    return line[:width].ljust(width, FILLER)


def _is_noise(words: Sequence[str]) -> bool:
    """Tell whether words behind two fillers are fillers that were read as letters."""
    return all(len(word) <= 2 and set(word) <= LIKE_FILLER for word in words)


def _card_checks(first: str, second: str) -> tuple[bool, ...]:
    composite = first[5:30] + second[:7] + second[8:15] + second[18:29]
    return (
        check_digit(first[5:14]) == first[14],
        check_digit(first[15:27]) == first[29],
        first[5:14] == first[18:27],
        check_digit(second[:6]) == second[6] and _birth(second[:6], second[8:14], first[18]) is not None,
        check_digit(second[8:14]) == second[14] and _limit(second[8:14]) != "",
        check_digit(composite) == second[29],
    )


def _passport_checks(line: str) -> tuple[bool, ...]:
    personal_empty = not line[28:42].strip(FILLER)
    return (
        check_digit(line[:9]) == line[9],
        check_digit(line[13:19]) == line[19] and _day(2000, line[13:19]) is not None,
        check_digit(line[21:27]) == line[27] and _limit(line[21:27]) != "",
        check_digit(line[28:42]) == line[42] or (personal_empty and line[42] == FILLER),
        check_digit(line[:10] + line[13:20] + line[21:43]) == line[43],
    )


def _card_fields(lines: Sequence[str]) -> CardFields:
    first, second, number = lines[0], lines[1], lines[0][15:27]
    return CardFields(
        id_number=number,
        full_name=_name(lines[2]) if len(lines) > 2 else "",
        date_of_birth=_iso(_birth(second[:6], second[8:14], first[18])),
        sex=_sex(second[7], number),
        expires_on=_limit(second[8:14]),
    )


def _passport_fields(lines: Sequence[str]) -> CardFields:
    line, personal = lines[1], lines[1][28:40]
    citizen = personal.isdigit()
    return CardFields(
        id_number=line[:9].rstrip(FILLER),
        full_name=_name(lines[0][5:]),
        date_of_birth=_iso(_birth(line[13:19], line[21:27], personal[3] if citizen else "")),
        sex=_sex(line[20], personal) if citizen else "",
        expires_on=_limit(line[21:27]),
        extra=(personal,) if citizen else (),
    )


def _name(line: str) -> str:
    return " ".join(line.replace(FILLER, " ").split())


def _sex(read: str, number: str) -> str:
    """Take the sex, which no check digit covers, only where the fourth digit of the proved number says it too."""
    said = "F" if int(number[3]) % 2 else "M"
    return said if read == said else ""


def _birth(text: str, limit: str, century: str) -> date | None:
    """Give the day of birth: the century is what the number's fourth digit says, else the only one that can be."""
    year, expiry = int(text[:2]), 2000 + int(limit[:2])
    if century:
        return _day(1900 + 100 * (int(century) // 2) + year, text)
    if limit == _NO_LIMIT:
        return None
    possible = [full for full in (1900 + year, 2000 + year) if full <= expiry <= full + _OLDEST]
    return _day(possible[0], text) if len(possible) == 1 else None


def _limit(text: str) -> str:
    return "none" if text == _NO_LIMIT else _iso(_day(2000 + int(text[:2]), text))


def _day(year: int, text: str) -> date | None:
    try:
        return date(year, int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
