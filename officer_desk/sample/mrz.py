# SPDX-License-Identifier: Apache-2.0
"""Machine-readable lines of ICAO 9303, as far as the sample's papers need them: TD1 (cards) and TD3 (passports)."""

from datetime import date

from officer_desk.domain.names import fold

_NO_LIMIT = "991231"
"""What public remarks say stands on Vietnamese cards without an expiry."""


def check_digit(text: str) -> str:
    """Give the check digit: weights 7, 3, 1; "<" counts 0 and A counts 10."""
    total = sum((0 if sign == "<" else int(sign, 36)) * (7, 3, 1)[i % 3] for i, sign in enumerate(text))
    return str(total % 10)


def card_lines(
    id_number: str, full_name: str, born: date, expires: date | None, *, woman: bool
) -> tuple[str, str, str]:
    """Give the three lines of 30 on the back of a chip card; the document number is the ID number's last nine."""
    number = id_number[-9:]
    first = f"IDVNM{number}{check_digit(number)}{id_number}<<{check_digit(id_number)}"
    birth, limit = _day(born), _day(expires) if expires else _NO_LIMIT
    second = f"{birth}{check_digit(birth)}{'F' if woman else 'M'}{limit}{check_digit(limit)}VNM{'<' * 11}"
    second += check_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    return first, second, _name(full_name, 30)


def passport_lines(
    number: str, id_number: str, full_name: str, born: date, expires: date, *, woman: bool
) -> tuple[str, str]:
    """Give the two lines of 44 at the foot of a passport's data page."""
    birth, limit, document, personal = _day(born), _day(expires), number.ljust(9, "<"), id_number.ljust(14, "<")
    second = f"{document}{check_digit(document)}VNM{birth}{check_digit(birth)}{'F' if woman else 'M'}"
    second += f"{limit}{check_digit(limit)}{personal}{check_digit(personal)}"
    second += check_digit(second[0:10] + second[13:20] + second[21:43])
    return f"P<VNM{_name(full_name, 39)}", second


def _day(day: date) -> str:
    return day.strftime("%y%m%d")


def _name(full_name: str, width: int) -> str:
    family, *given = fold(full_name).upper().split()
    return f"{family}<<{'<'.join(given)}"[:width].ljust(width, "<")
