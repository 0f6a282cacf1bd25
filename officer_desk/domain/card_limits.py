# SPDX-License-Identifier: Apache-2.0
"""Until when a citizen card holds good by the law: to the birthday at 25, 40 or 60, of a child's to that at 14.

One made within the two years before such a birthday holds good to the next (Luật Căn cước công dân 2014, Điều 21; Luật
Căn cước 2023, Điều 21). Good for setting day of birth, of issue and of expiry against each other, never for a verdict
on one of them alone.
"""

from datetime import date

_AGES = (14, 25, 40, 60)


def limit_of(born: str, issued: str) -> str:
    """Give the day of expiry, or "none" for no limit; "" when it cannot be told. Days are ISO."""
    try:
        birth, made = date.fromisoformat(born), date.fromisoformat(issued)
        days = [birth.replace(year=birth.year + age) for age in _AGES]
        early = [day.replace(year=day.year - 2) for day in days]
    except ValueError:
        # A day that is not whole, or a 29 February: which day is printed is not known.
        return ""
    if made < birth:
        return ""
    return next((day.isoformat() for day, before in zip(days, early, strict=True) if made < before), "none")
