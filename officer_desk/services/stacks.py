# SPDX-License-Identifier: Apache-2.0
"""A stack of signed forms files itself: each page in a transaction of its own, so it may end at any point.

Pages are read ahead by processes of their own and filed on one thread in their order. A page that is filed stays so;
run again, the stack ends as if it had been run once: what a file or the tray has already is not put there twice.
"""

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import Actor, FiledPage, StackPage, StackPageDraft, StackReport
from officer_desk.errors import Refused
from officer_desk.gateways import page_files, page_workers, pictures
from officer_desk.gateways.page_files import PageFile
from officer_desk.models.database import trouble_in_words
from officer_desk.services import signed_pages, standing
from officer_desk.services.work import Door, Watch

WRITTEN = frozenset({"signed_page", "trace_entry"})
"""Tables that a stack changes."""
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page to be read: which one of which file, or why a whole file has none."""

    file: PageFile
    index: int
    of: int
    error: Refused | None = None


@dataclass(frozen=True, slots=True)
class _Looked:
    """A page that was read and checked, not stored yet."""

    picture: pictures.LookedAt
    codes: tuple[str, ...]


def file_stack(
    job: Watch, office: Door, actor: Actor | None, given: Sequence[Path | PageFile], source: str
) -> StackReport:
    """File a stack: PDF, TIFF and picture files, folders of them, or pages that a scanner just gave.

    A page that cannot be read or filed is told in the report and never stops the others. Cancelled, it stops between
    two pages. Raises `Refused("may-not")`, and `Unavailable` when disk or database fail: what was filed until then
    stays.
    """
    context = office.context(actor)
    demand(context.actor.role, Task.FILE_SIGNED)
    with trouble_in_words(), office.database.reading() as session:
        standing.demand(session, context)
    batch, done = str(uuid4()), list[StackPage]()
    with page_workers.page_readers() as readers:
        sheets = list(_sheets(job, readers, page_files.find(given)))
        job.progress(0, len(sheets))
        with _read_ahead(readers, sheets) as results:
            for sheet, result in results:
                if job.cancelled:
                    break
                draft = StackPageDraft("", (), source, batch, len(done) + 1)
                done.append(_outcome(office, actor, sheet, result, draft))
                job.progress(len(done), len(sheets))
    return StackReport(tuple(done), stopped=job.cancelled)


def _sheets(job: Watch, readers: page_workers.PageReaders, files: Sequence[PageFile]) -> Iterator[_Sheet]:
    for file in files:
        if job.cancelled:
            return
        try:
            count = 1 if page_files.kind_of(file) == "picture" else readers.count(file)
        except Refused as error:
            yield _Sheet(file, 0, 1, error)
        else:
            yield from (_Sheet(file, index, count) for index in range(count))


@contextmanager
def _read_ahead(
    readers: page_workers.PageReaders, sheets: Sequence[_Sheet]
) -> Generator[Iterator[tuple[_Sheet, "Future[_Looked]"]]]:
    """Read pages in their order, a few ahead of the one that is filed: memory stays bounded."""
    with ThreadPoolExecutor(page_workers.WORKERS, "stack") as pool:
        waiting: deque[tuple[_Sheet, Future[_Looked]]] = deque()

        def results() -> Iterator[tuple[_Sheet, Future[_Looked]]]:
            for sheet in sheets:
                waiting.append((sheet, pool.submit(_read, readers, sheet)))
                if len(waiting) > _AHEAD:
                    yield waiting.popleft()
            while waiting:
                yield waiting.popleft()

        try:
            yield results()
        finally:
            readers.close()  # whoever stopped does not wait for a page that takes long
            pool.shutdown(cancel_futures=True)


def _read(readers: page_workers.PageReaders, sheet: _Sheet) -> _Looked:
    if sheet.error is not None:
        raise sheet.error
    page = readers.read(sheet.file, sheet.index)
    return _Looked(pictures.look(page.jpeg, sheet.file.name), page.codes)


def _outcome(
    office: Door, actor: Actor | None, sheet: _Sheet, result: "Future[_Looked]", draft: StackPageDraft
) -> StackPage:
    try:
        looked = result.result()
        filed = _file(office, actor, looked, draft)
    except Refused as error:
        if error.reason == "session-ended":  # nothing is wrong with the page
            raise
        number = error.facts.get("number")
        message = _told(sheet, texts.sentence(error))
        return StackPage(draft.place, "refused", None if number is None else str(number), message)
    number = None if filed.page.why_tray == signed_pages.FORGED else filed.page.number or None
    return StackPage(draft.place, filed.outcome, number, _message(sheet, filed))


def _file(office: Door, actor: Actor | None, looked: _Looked, wanted: StackPageDraft) -> FiledPage:
    """Store the page and put it where it belongs, in one transaction."""
    context = office.context(actor)
    store = context.gateways.pictures
    sha256 = looked.picture.picture.sha256
    draft = StackPageDraft(sha256, looked.codes, wanted.source, wanted.batch, wanted.place)
    with trouble_in_words():
        # Asked before the page is stored, and again inside the transaction.
        with office.database.reading() as session:
            signed_pages.read_codes(session, context, looked.codes)
        while True:
            store.keep(looked.picture)
            with office.database.writing.begin() as session:
                # The daily run may just have erased such a page of a destroyed file: then it is stored again. Only
                # from here on, when nobody else can write, a page that is there stays there.
                session.connection()
                standing.demand(session, context)
                if store.path(sha256).is_file():
                    return signed_pages.file_page(session, context, draft)


def _told(sheet: _Sheet, sentence: str) -> str:
    """Name file and page before what is said of it."""
    if sheet.of > 1:
        place = translate("Stack", "{file}, page {page}").format(file=sheet.file.name, page=sheet.index + 1)
    else:
        place = sheet.file.name
    return f"{place}: {sentence}"


def _message(sheet: _Sheet, filed: FiledPage) -> str:
    number = filed.page.number
    match filed.outcome:
        case "filed" if filed.unchanged:
            text = translate("Stack", "File {number} has this page already: nothing was changed.")
        case "filed":
            text = translate("Stack", "Attached to file {number}.")
        case "flagged":
            text = translate("Stack", "Attached to file {number}, but printed before its data changed: print it anew.")
        case "refused":
            text = translate("Stack", "The code was changed or made elsewhere. Kept in the tray, never attached.")
        case _ if filed.page.why_tray == "unknown-number":
            text = translate("Stack", "There is no file {number} here yet. The page waits in the tray.")
        case _:
            text = translate("Stack", "The code cannot be read. The page waits in the tray until its number is typed.")
    return _told(sheet, text.format(number=number))
