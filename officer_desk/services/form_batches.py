# SPDX-License-Identifier: Apache-2.0
"""Forms of many files as one paper: put together in the background, sent out whole, each counted as a print.

A file whose form cannot be printed is named and left out; the others go on. Nothing is counted before it went out.
"""

from collections.abc import Callable
from typing import TypeVar

from officer_desk import texts
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import Actor, BatchDraft, BatchReport, FormData, LeftOut, PrintDraft
from officer_desk.errors import Refused
from officer_desk.models.database import trouble_in_words
from officer_desk.printing import press, wording
from officer_desk.printing.batch import Order
from officer_desk.services import forms, standing
from officer_desk.services.context import Context
from officer_desk.services.work import Door, Watch

T = TypeVar("T")
_STOPPED = BatchReport((), (), stopped=True)


def print_together(
    job: Watch, office: Door, actor: Actor | None, draft: BatchDraft, put_out: Callable[[bytes], T]
) -> tuple[BatchReport, T | None]:
    """Put forms together, give them to `put_out`, count them; gives the report and what `put_out` gave.

    It can be stopped until `put_out` is called. Raises `Refused("may-not")` and what `put_out` raises;
    `Unavailable("press-failed")`.
    """
    context = office.context(actor)
    demand(context.actor.role, Task.PRINT)
    told = _Told(job, 3 * len(draft.files))
    found, left = _prepare(office, context, draft, told)
    if job.cancelled:
        return _STOPPED, None
    sources = wording.sources(context.gateways.texts.read, draft.template)
    order = Order(tuple(data for _, data in found), draft.template, sources, draft.slip)
    batch = press.press(order, told, lambda: job.cancelled)
    if batch is None or job.cancelled:
        return _STOPPED, None
    places = {place for place, _ in batch.refused}
    left += [LeftOut(found[place][1].declared.number, texts.sentence(Refused(why))) for place, why in batch.refused]
    out = [(file, data) for place, (file, data) in enumerate(found) if place not in places]
    if not out:
        return BatchReport((), tuple(left)), None
    handed = put_out(batch.pdf)
    _count(office, context, draft, [file for file, _ in out])
    return BatchReport(tuple(data.declared.number for _, data in out), tuple(left)), handed


def _prepare(
    office: Door, context: Context, draft: BatchDraft, told: "_Told"
) -> tuple[list[tuple[int, FormData]], list[LeftOut]]:
    """Ask for each file's form in a reading session of its own, so that no reader stands long."""
    with trouble_in_words(), office.database.reading() as session:
        standing.demand(session, context)
    found: list[tuple[int, FormData]] = []
    left: list[LeftOut] = []
    for file, number in draft.files:
        if told.job.cancelled:
            break
        try:
            with trouble_in_words(), office.database.reading() as session:
                found.append((file, forms.prepare(session, context, file, draft.template)))
        except Refused as error:
            left.append(LeftOut(number, texts.sentence(error)))
        told()
    return found, left


def _count(office: Door, context: Context, draft: BatchDraft, files: list[int]) -> None:
    drafts = tuple(PrintDraft(file, draft.template, draft.copies, draft.target) for file in files)
    with trouble_in_words(), office.database.writing.begin() as session:
        forms.printed_together(session, context, drafts)


class _Told:
    """Counts steps: each form is asked for, laid out, written."""

    def __init__(self, job: Watch, total: int) -> None:
        self.job, self._total, self._done = job, total, 0

    def __call__(self) -> None:
        self._done += 1
        self.job.progress(self._done, self._total)
