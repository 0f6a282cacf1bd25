# SPDX-License-Identifier: Apache-2.0
"""Reading pages in processes of their own, two at a time."""

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, cast

from officer_desk.errors import Refused
from officer_desk.gateways.page_files import PageFile, ReadPage
from officer_desk.gateways.reading_process import Lost, ReadingProcesses

if TYPE_CHECKING:
    from officer_desk.gateways.reading_server import Link

WORKERS = 2
_SECONDS = 20.0
"""Of the processor; a page that takes longer is one that was made to."""
_PATIENCE = 3
"""Such pages in one file; the others of it are not tried."""


class PageReaders:
    """A few processes that read pages; each starts with the first page that it gets."""

    def __init__(self, workers: int = WORKERS, seconds: float = _SECONDS) -> None:
        self._processes = ReadingProcesses(_serve, seconds, workers, "page-reader")
        self._hard = Counter[PageFile]()

    def count(self, file: PageFile) -> int:
        """Count the pages of a file; raises `Refused` as `page_sources.open_pages`, and "page-too-hard"."""
        return cast("int", self._ask(file, None))

    def read(self, file: PageFile, index: int) -> ReadPage:
        """Read a page; raises `Refused` as `count` and `page_reading.read`."""
        return cast("ReadPage", self._ask(file, index))

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self._processes.close()

    def _ask(self, file: PageFile, index: int | None) -> object:
        if self._hard[file] >= _PATIENCE:
            raise Refused("page-too-hard", offender=file.name)
        try:
            return self._processes.ask((file, index))
        except Lost as lost:
            self._hard[file] += lost.out_of_time
            raise Refused("page-too-hard" if lost.out_of_time else "page-broken", offender=file.name) from lost


@contextmanager
def page_readers() -> Generator[PageReaders]:
    """Give readers for a stack."""
    readers = PageReaders()
    try:
        yield readers
    finally:
        readers.close()


def _serve(link: "Link", seconds: float) -> None:
    """Run in the other process: the libraries that read pages are loaded there and not here."""
    import_module("officer_desk.gateways.page_server").serve(link, seconds)
