# SPDX-License-Identifier: Apache-2.0
"""A stack of signed forms files itself: each page in a transaction of its own, so it may end at any point.

Pages are read ahead by processes of their own and filed on one thread in their order. A page that is filed stays so;
run again, the stack ends as if it had been run once: what a file or the tray has already is not put there twice.
"""

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast
from uuid import uuid4

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import Actor, FiledPage, StackPage, StackPageDraft, StackReport
from officer_desk.errors import DeskError, Refused
from officer_desk.gateways import page_files, page_workers, pictures
from officer_desk.gateways.page_files import PageFile
from officer_desk.gateways.scanners import FOLDER, ScanSettings, ScanWatch, WatchedFolder
from officer_desk.models.database import trouble_in_words
from officer_desk.services import signed_pages, standing
from officer_desk.services.context import Context
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


def scan_stack(job: Watch, office: Door, actor: Actor | None) -> StackReport:
    """Scan what lies in the feeder, and file it. Where the scanner fails in between, what it gave is filed.

    Raises `Refused("no-scanner")`, and as `Scanner.scan` and `file_stack` do.
    """
    context = office.context(actor)
    demand(context.actor.role, Task.FILE_SIGNED)
    pages, trouble = list[PageFile](), ""
    scanner, device = context.gateways.scanner, _device(context)
    try:
        for data in scanner.scan(device, ScanSettings(feeder=True), cast("ScanWatch", _Feeding(job))):
            name = translate("Stack", "scanned page {page}").format(page=len(pages) + 1)
            pages.append(PageFile(name, data=data))
    except DeskError as error:
        if not pages:
            raise
        trouble = texts.sentence(error)
    return replace(file_stack(job, office, actor, pages, "scanner"), trouble=trouble)


def folder_has_pages(_job: Watch, office: Door, actor: Actor | None) -> bool:
    """Say whether a scanner has written something whole into its folder; without a folder it has not."""
    folder = office.context(actor).settings.scan_folder
    return bool(folder) and bool(WatchedFolder(Path(folder)).whole())


def take_folder(job: Watch, office: Door, actor: Actor | None) -> StackReport:
    """File what a scanner has written whole into its folder, and put those files aside; without any, no pages.

    Stopped or failing in between, the files stay where they are: taken again, they end as if taken once.
    """
    folder = WatchedFolder(Path(office.context(actor).settings.scan_folder))
    paths = folder.whole()
    if not paths:
        return StackReport(())
    report = file_stack(job, office, actor, paths, "folder")
    if not report.stopped:
        for path in paths:
            folder.put_aside(path)
    return report


class _Feeding:
    """Tells of pages that come out of the feeder; how many there are, nobody knows yet."""

    def __init__(self, job: Watch) -> None:
        self._job = job

    @property
    def cancelled(self) -> bool:
        """Whether the officer stopped it."""
        return self._job.cancelled

    def progress(self, done: int, total: int) -> None:
        """Tell which page is under way."""
        del total
        self._job.progress(done, 0)


def _device(context: Context) -> str:
    devices = [device.id for device in context.gateways.scanner.devices() if device.id != FOLDER]
    chosen = context.settings.scan_device
    if not devices:
        raise Refused("no-scanner")
    return chosen if chosen in devices else devices[0]


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
