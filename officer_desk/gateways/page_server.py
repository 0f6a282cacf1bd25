# SPDX-License-Identifier: Apache-2.0
"""What `page_workers` runs in processes of their own: files are opened and their pages read."""

from officer_desk.errors import Refused
from officer_desk.gateways import page_reading
from officer_desk.gateways.page_files import PageFile
from officer_desk.gateways.page_sources import Pages, open_pages
from officer_desk.gateways.reading_server import Link, answer

_MEMORY = 1_500_000_000
"""Bytes that reading may take beside the program itself."""


def serve(link: Link, seconds: float) -> None:
    """Answer until nobody asks any more: a file with a number for a page, with None for how many it has."""
    held = _Held()
    answer(link, lambda asked: _answer(held, *asked), seconds=seconds, memory=_MEMORY)


class _Held:
    """The file that is open: page after page is asked of the same one."""

    def __init__(self) -> None:
        self._file: PageFile | None = None
        self._pages: Pages | None = None

    def opened(self, file: PageFile) -> Pages:
        """Give the pages of a file."""
        if file == self._file and self._pages is not None:
            return self._pages
        if self._pages is not None:
            self._pages.close()
        self._file = self._pages = None
        pages = open_pages(file)
        self._file, self._pages = file, pages
        return pages


def _answer(held: _Held, file: PageFile, index: int | None) -> object:
    try:
        pages = held.opened(file)
        return pages.count if index is None else page_reading.read(pages, index)
    except Refused as refused:
        return Refused(refused.reason, **{"offender": file.name, **refused.facts})
    except Exception:  # noqa: BLE001 - also MemoryError: the page is told broken, the next one is read
        return Refused("page-broken", offender=file.name)
