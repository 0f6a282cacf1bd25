# SPDX-License-Identifier: Apache-2.0
"""Counting the files of a period report by whatever is asked; whoever opens a figure gets the very files it counted."""

from collections import Counter
from collections.abc import Iterable

from officer_desk.domain.figures import By, Figure
from officer_desk.domain.records import Chosen, FigureRow, PeriodReport, ReportFile
from officer_desk.domain.values import Channel, Kind


def lines(report: PeriodReport, by: By) -> tuple[FigureRow, ...]:
    """Give one line for each office, channel, kind or officer that occurs, and the sum of all as the last."""
    groups: dict[str | int, list[ReportFile]] = {}
    for file in report.files:
        groups.setdefault(key_of(file, by), []).append(file)
    ordered = sorted(groups, key=lambda key: _place(report, by, key))
    return (*(FigureRow(key, _count(groups[key])) for key in ordered), FigureRow(None, _count(report.files)))


def reasons(report: PeriodReport) -> tuple[tuple[str, int], ...]:
    """Give how many files stand refused for each first reason, the most frequent first; together: all refused."""
    counted = Counter(file.reason for file in report.files if Figure.REFUSED in file.figures)
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def files(report: PeriodReport, chosen: Chosen) -> tuple[ReportFile, ...]:
    """Give the files that a figure counted."""
    return tuple(
        file
        for file in report.files
        if chosen.figure in file.figures
        and chosen.key in (None, key_of(file, chosen.by))
        and chosen.reason in (None, file.reason)
    )


def key_of(file: ReportFile, by: By) -> str | int:
    """Give the line to which a file belongs."""
    match by:
        case By.OFFICE:
            return file.office_code
        case By.CHANNEL:
            return file.channel
        case By.KIND:
            return file.kind
        case By.OFFICER:
            return file.officer_id


def _count(counted: Iterable[ReportFile]) -> dict[Figure, int]:
    found = dict.fromkeys(Figure, 0)
    for file in counted:
        for figure in file.figures:
            found[figure] += 1
    return found


def _place(report: PeriodReport, by: By, key: str | int) -> tuple[int, str]:
    """Order offices by code, officers by name with «nobody yet» at the end, the rest as the desk lists them."""
    match by:
        case By.CHANNEL:
            return list(Channel).index(Channel(key)), ""
        case By.KIND:
            return list(Kind).index(Kind(key)), ""
        case By.OFFICER:
            return (0, report.officers.get(int(key), "")) if key else (1, "")
        case By.OFFICE:
            return 0, str(key)
