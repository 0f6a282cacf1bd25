# SPDX-License-Identifier: Apache-2.0
"""Finds in the sample office a file for each scene; a file is given once."""

from collections.abc import Callable

from officer_desk.domain.records import Actor, CrossCheck, DeclarationRecord, DeclarationRow, SearchQuery
from officer_desk.domain.values import HgdAnswer, Kind, PictureRole, Queue, State
from officer_desk.office import OpenOffice
from officer_desk.services import cross_checks, declarations

Wanted = Callable[[DeclarationRecord], bool]
Compared = Callable[[CrossCheck], bool]


class Cast:
    """Looks at the waiting files of the officer's office, one after the other, until one fits."""

    def __init__(self, office: OpenOffice, actor: Actor) -> None:
        self._office, self._actor = office, actor
        self._given: set[int] = set()
        self._seen: dict[int, DeclarationRecord] = {}

    def find(self, wanted: Wanted, queue: Queue = Queue.WAITING, compared: Compared | None = None) -> DeclarationRecord:
        """Give the first file of a queue that fits and was not given yet; LookupError when there is none.

        `compared`: how its comparison is to be.
        """
        context = self._office.context(self._actor)
        for row in self._rows(queue):
            if row.id in self._given or not row.own_office:
                continue
            if row.id in self._seen and not wanted(self._seen[row.id]):
                continue  # only what may fit is read once more
            record = self._seen[row.id] = self._office.ask(context, declarations.refresh, row.id)
            if wanted(record) and (compared is None or compared(self._check(record))):
                self._given.add(row.id)
                return record
        raise LookupError(queue)

    def _check(self, record: DeclarationRecord) -> CrossCheck:
        return self._office.ask(self._office.context(self._actor), cross_checks.of, record.id)

    def place_of(self, record: DeclarationRecord, queue: Queue = Queue.WAITING) -> int:
        """Say how many files of the queue stand before this one."""
        return [row.id for row in self._rows(queue)].index(record.id)

    def _rows(self, queue: Queue) -> tuple[DeclarationRow, ...]:
        query = SearchQuery(self._actor.office_code, queue=queue, limit=400)
        return self._office.ask(self._office.context(self._actor), declarations.search, query).rows


def with_cards(record: DeclarationRecord) -> bool:
    """A registration with portrait and both sides of the card, which nobody received yet."""
    roles = {picture.role for picture in record.pictures}
    return (
        record.declared.kind is Kind.REGISTRATION
        and record.state is State.WAITING
        and {PictureRole.PORTRAIT, PictureRole.IDENTITY_FRONT, PictureRole.IDENTITY_BACK} <= roles
    )


def clean(record: DeclarationRecord) -> bool:
    """Nothing stands in the way of approving; nothing else asks for a look."""
    entry = record.hgd.entry
    known = entry is None or entry.id_number in ("", record.declared.identity.number)
    return with_cards(record) and record.hgd.answer is HgdAnswer.MATCH and known and not record.related


def unknown(record: DeclarationRecord) -> bool:
    """HGĐ does not know the code."""
    return with_cards(record) and record.hgd.answer is HgdAnswer.NOT_FOUND


def renamed(record: DeclarationRecord) -> bool:
    """HGĐ has another name."""
    differs = record.hgd.answer is HgdAnswer.NAME_DIFFERS and not record.hgd.near
    return differs and record.declared.kind is Kind.REGISTRATION and not record.missing and not _blocked(record)


def respelled(record: DeclarationRecord) -> bool:
    """HGĐ has nearly the same name."""
    return with_cards(record) and record.hgd.answer is HgdAnswer.NAME_DIFFERS and record.hgd.near


def child(record: DeclarationRecord) -> bool:
    """A child with its pictures."""
    return record.declared.kind is Kind.CHILD and not record.missing and len(record.pictures) > 1


def change(record: DeclarationRecord) -> bool:
    """A change of information that can be approved."""
    return (
        record.declared.kind is Kind.CHANGE
        and record.hgd.answer is HgdAnswer.MATCH
        and not _blocked(record)
        and not record.missing
    )


def lacking(record: DeclarationRecord) -> bool:
    """A required picture is missing."""
    return record.declared.kind is Kind.REGISTRATION and bool(record.missing) and bool(record.pictures)


def _blocked(record: DeclarationRecord) -> bool:
    return any(related.blocks for related in record.related)
