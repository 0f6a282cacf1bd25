# SPDX-License-Identifier: Apache-2.0
"""Words for scanned pages: why one waits, where it came from, what became of a stack. Without widgets."""

from collections import Counter

from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_time
from officer_desk.domain.records import SignedPageRecord, StackReport
from officer_desk.services.signed_pages import FORGED
from officer_desk.views.sidebar import grouped
from officer_desk.views.tables import Cell


def why_cell(page: SignedPageRecord) -> Cell:
    """Say by word and shape why a page waits."""
    match page.why_tray:
        case "forged":
            return Cell(translate("Tray", "False code"), "rejected", "octagon-x")
        case "unknown-number":
            return Cell(translate("Tray", "No such file yet"), "incomplete", "file-search")
        case _:
            return Cell(translate("Tray", "Code not readable"), "ink2", "qr-code")


def why_words(page: SignedPageRecord) -> str:
    """Say in a sentence why a page waits and what is to be done."""
    if page.why_tray == FORGED:
        return translate("Tray", "The code was changed or made elsewhere: this page can never be put on a file.")
    if page.why_tray == "unknown-number":
        words = translate("Tray", "Its code says {number}, which is not here yet. Import that file, or type another.")
        return words.format(number=page.number)
    return translate("Tray", "Read the number on the page and type it: whole, or its first part.")


def source_words(source: str) -> str:
    """Say where a page came from."""
    return {
        "scanner": translate("Tray", "scanner"),
        "folder": translate("Tray", "watched folder"),
    }.get(source, translate("Tray", "files"))


def facts_words(page: SignedPageRecord) -> str:
    """Say when and by whom a page was scanned, and from where."""
    words = translate("Tray", "Scanned {time} · {officer} · {source}")
    return words.format(time=format_time(page.added_at), officer=page.added_by, source=source_words(page.source))


def outcome_cell(outcome: str) -> Cell:
    """Say by word and shape what became of a page of a stack."""
    match outcome:
        case "filed":
            return Cell(translate("Tray", "On its file"), "approved", "circle-check")
        case "flagged":
            return Cell(translate("Tray", "Outdated"), "incomplete", "triangle-alert")
        case "refused":
            return Cell(translate("Tray", "Refused"), "rejected", "octagon-x")
        case _:
            return Cell(translate("Tray", "Waits for its number"), "ink2", "inbox")


def report_words(report: StackReport) -> tuple[str, str, str]:
    """Give tone, head and words about a stack that was filed."""
    counted = Counter(page.outcome for page in report.pages)
    parts = [
        words.format(count=grouped(counted[outcome]))
        for outcome, words in (
            ("filed", translate("Tray", "{count} on their files")),
            ("flagged", translate("Tray", "{count} outdated")),
            ("refused", translate("Tray", "{count} refused")),
            ("unread", translate("Tray", "{count} wait for their number")),
        )
        if counted[outcome]
    ]
    head = translate("Tray", "Stopped after {count} pages.") if report.stopped else translate("Tray", "{count} pages.")
    if report.trouble:
        parts.append(report.trouble)
    if not report.pages and not report.stopped:
        return "amber", translate("Tray", "No scan was found there."), ""
    good = not report.stopped and not report.trouble and counted["filed"] == len(report.pages) > 0
    return "success" if good else "amber", head.format(count=grouped(len(report.pages))), ", ".join(parts)
