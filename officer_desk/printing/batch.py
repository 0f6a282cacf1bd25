# SPDX-License-Identifier: Apache-2.0
"""Many forms as one PDF: one process, one file, the fonts in it once, each form found by its number in the outline."""

from collections.abc import Callable
from typing import NamedTuple

from officer_desk.domain.records import FormData
from officer_desk.errors import Refused
from officer_desk.printing import form01, pdf, wording
from officer_desk.printing.pdf import Chapter
from officer_desk.printing.values import clean


class Order(NamedTuple):
    """What is to be put together; with `slip` the office's control slip lies behind each form."""

    forms: tuple[FormData, ...]
    template: str
    sources: dict[str, str]
    """What `wording.sources` gives: an order goes to another process, and so holds nothing that was read from it."""
    slip: bool


class Batch(NamedTuple):
    """The file, and what did not get into it."""

    pdf: bytes
    """Empty where no form could be laid out."""
    refused: tuple[tuple[int, str], ...]
    """Place in the order and reason of each form that could not be laid out."""


def render(order: Order, told: Callable[[], None]) -> Batch:
    """Lay out and write; `told` hears twice of each form: when it is laid out, and when it is in the file."""
    read = wording.load(order.sources.__getitem__, order.template)
    chapters: list[Chapter] = []
    refused: list[tuple[int, str]] = []
    for place, data in enumerate(order.forms):
        try:
            pages = form01.compose(data, read, slip=order.slip)
            chapters.append(Chapter(clean(data.declared.number), pages))
        except Refused as error:
            refused.append((place, error.reason))
        told()
    if not chapters:
        return Batch(b"", tuple(refused))
    author = clean(order.forms[0].office.name)
    return Batch(pdf.write_all(chapters, f"{read.title} ({len(chapters)})", author, told), tuple(refused))
