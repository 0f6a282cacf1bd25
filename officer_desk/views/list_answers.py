# SPDX-License-Identifier: Apache-2.0
"""Words about what the list shows: how many files of what, where the officer stands, and why there is none."""

from dataclasses import dataclass, replace

from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_day
from officer_desk.domain.codes import quick_terms
from officer_desk.domain.records import DeclarationRow, SearchPage, SearchQuery
from officer_desk.domain.values import Queue
from officer_desk.views.sidebar import count_words


@dataclass(frozen=True, slots=True)
class EmptyWords:
    """What an empty list says."""

    icon: str
    head: str
    text: str


def same_question(one: SearchQuery, other: SearchQuery) -> bool:
    """Tell whether two queries ask the same, whatever the page."""
    return replace(one, limit=0, after=None) == replace(other, limit=0, after=None)


def first_page(query: SearchQuery) -> SearchQuery:
    """Give the question from its beginning."""
    return replace(query, limit=SearchQuery("").limit, after=None)


def has_criteria(query: SearchQuery) -> bool:
    """Tell whether a criterion of the panel narrows the list."""
    return has_days(query) or _has_more_than_days(query)


def _has_more_than_days(query: SearchQuery) -> bool:
    return bool(query.number or query.insurance_code or query.condition or query.state)


def has_days(query: SearchQuery) -> bool:
    """Tell whether days narrow the list."""
    return query.from_date is not None or query.to_date is not None


def head_words(page: SearchPage, *, panel_closed: bool) -> str:
    """Give «312 hồ sơ · cơ quan này», or what was searched for."""
    count = translate("ListWords", "{count} files").format(count=count_words(page.total))
    if page.total == 1:
        count = translate("ListWords", "1 file")
    if page.query.text:
        where = translate("ListWords", "matching «{text}»").format(text=page.query.text)
    elif page.query.insurance_code or "/" in page.query.number:
        where = translate("ListWords", "all offices")
    else:
        where = translate("ListWords", "this office")
    words = f"{count} · {where}"
    if panel_closed and has_criteria(page.query):
        narrowed = translate("ListWords", "with criteria")
        words = f"{words} · {narrowed}"
    return words


def place_words(row: int, total: int) -> str:
    """Give «Dòng 10 trong 312»; `row` counts from 0."""
    return translate("ListWords", "Row {row} of {total}").format(row=row + 1, total=count_words(total))


def status_words(row: int, total: int, *, oldest_first: bool = False) -> str:
    """Give «Dòng 10 trong 312 · mới nhất trước»; `row` counts from 0."""
    words = (
        translate("ListWords", "Row {row} of {total} · oldest first")
        if oldest_first
        else translate("ListWords", "Row {row} of {total} · newest first")
    )
    return words.format(row=row + 1, total=count_words(total))


def is_exact(text: str, row: DeclarationRow) -> bool:
    """Tell whether what was typed is this file's number, code, ID number or phone, and not a part of a name."""
    terms = quick_terms(text)
    if terms.number == row.number or row.insurance_code in terms.codes or row.id_number in terms.id_numbers:
        return True
    serial = row.number.partition("/")[0]
    return (terms.phone is not None and terms.phone == row.phone) or (
        terms.serial is not None and _bare(terms.serial) == _bare(serial)
    )


def empty_words(query: SearchQuery) -> EmptyWords:
    """Say why there is no row."""
    if query.text or has_criteria(query):
        return EmptyWords("search", translate("ListWords", "No file was found"), _no_match(query))
    return EmptyWords("inbox", *_empty_queue(query.queue))


def _no_match(query: SearchQuery) -> str:
    if query.text and _has_more_than_days(query):
        what = translate("ListWords", "No file matches «{text}» and these criteria")
        what = what.format(text=query.text)
    elif query.text:
        what = translate("ListWords", "No file matches «{text}»").format(text=query.text)
    else:
        what = translate("ListWords", "No file matches these criteria")
    return f"{what}{_days(query)}."


def _days(query: SearchQuery) -> str:
    first, last = query.from_date, query.to_date
    if first is not None and last is not None:
        return translate("ListWords", " from {first} to {last}").format(first=format_day(first), last=format_day(last))
    if first is not None:
        return translate("ListWords", " from {first} on").format(first=format_day(first))
    if last is not None:
        return translate("ListWords", " up to {last}").format(last=format_day(last))
    return ""


def _empty_queue(queue: Queue) -> tuple[str, str]:
    if queue in (Queue.MINE, Queue.QUESTIONS, Queue.SECOND_LOOK):
        return _empty_work(queue)
    done = translate("ListWords", "This queue is done. New files appear here by themselves.")
    match queue:
        case Queue.ALL:
            head = translate("ListWords", "There are no files yet")
            return head, translate("ListWords", "Files arrive as packages. Import some to begin.")
        case Queue.WAITING:
            return translate("ListWords", "No more files are waiting"), done
        case Queue.DUE_SOON:
            return translate("ListWords", "No files are due soon"), done
        case Queue.INCOMPLETE:
            return translate("ListWords", "No files wait for papers"), done
        case Queue.SUPPLEMENT_OVERDUE:
            return translate("ListWords", "No supplement is overdue"), done
        case Queue.EXPIRED:
            return translate("ListWords", "No expired file can be brought back"), done
        case Queue.CHANGES:
            return translate("ListWords", "No changes of information are open"), done
        case _:
            head = translate("ListWords", "No file has been decided today")
            return head, translate("ListWords", "Files that you decide today appear here.")


def _empty_work(queue: Queue) -> tuple[str, str]:
    if queue is Queue.MINE:
        head = translate("ListWords", "Nothing is assigned to you")
        return head, translate("ListWords", "Files that you are given appear here, and answers to your questions.")
    if queue is Queue.QUESTIONS:
        head = translate("ListWords", "No question is open")
        return head, translate("ListWords", "Files about which an officer asks appear here.")
    head = translate("ListWords", "No decision waits for a second look")
    return head, translate("ListWords", "Decisions of others that you are to look at appear here.")


def _bare(serial: str) -> str:
    return serial.partition(".")[0].lstrip("0") or "0"
