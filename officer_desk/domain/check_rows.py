# SPDX-License-Identifier: Apache-2.0
"""The rows of the matrix: each source against what was declared; what is not declared, the sources among themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from officer_desk.domain import addresses, likeness
from officer_desk.domain.card_limits import limit_of
from officer_desk.domain.card_places import places
from officer_desk.domain.check_sources import FromPictures, Sources
from officer_desk.domain.machine_lines import name_is_cut
from officer_desk.domain.records import AccountRecord, CardFields, Cell, CheckRow
from officer_desk.domain.unit_book import UnitBook
from officer_desk.domain.units import address_text
from officer_desk.domain.values import CellVerdict, HgdAnswer, PictureRole

Compare = Callable[[str, str], Cell]

_SAYS_NOTHING = CardFields()
_PAPERS = (PictureRole.IDENTITY_FRONT, PictureRole.IDENTITY_BACK)
_GRAVEST = (CellVerdict.DIFFERS, CellVerdict.CLOSE, CellVerdict.MATCH, CellVerdict.NORMALISED, CellVerdict.CANNOT_TELL)


@dataclass(frozen=True, slots=True)
class Silent:
    """Why the columns say nothing where they say nothing."""

    qr: str
    mrz: str
    hgd: str


def rows(sources: Sources, seen: FromPictures, books: Mapping[str, UnitBook]) -> tuple[CheckRow, ...]:
    """Give the seven rows."""
    maker = _Rows(sources, seen, books)
    made = (maker.number(), maker.name(), maker.birth(), maker.sex(), maker.address(), maker.issued(), maker.expiry())
    return tuple(maker.with_place(row) for row in made)


class _Rows:
    """The sources side by side; a column that says nothing of a field gets its reason."""

    def __init__(self, sources: Sources, seen: FromPictures, books: Mapping[str, UnitBook]) -> None:
        self._sources = sources
        self._seen = seen
        self._books = books
        self._card = seen.card or _SAYS_NOTHING
        self._page = seen.page or _SAYS_NOTHING
        self._live = sources.live
        self._silent = _silent(sources, seen)
        self._places = places(sources.readings, seen)

    def number(self) -> CheckRow:
        ours, entry = self._sources.identity.number, self._sources.entry
        qr = _number(ours, self._card)
        registered = "" if entry is None else entry.id_number
        hgd = likeness.number(ours, registered)
        if hgd.reason == "other-shape" and registered == self._card.old_id_number:
            hgd = replace(hgd, reason="old-number")
        # A passport carries the citizen's number beside its own.
        citizen = bool(self._page.extra) and likeness.number(ours, self._page.id_number).reason == "other-shape"
        page = self._page.extra[0] if citizen else self._page.id_number
        return CheckRow(
            "id_number",
            ours,
            qr=self._or_why(qr, self._silent.qr),
            mrz=self._or_why(likeness.number(ours, page), self._silent.mrz),
            hgd=self._or_why(hgd, self._silent.hgd),
            account=self._account(likeness.number, ours, lambda account: account.id_number, "identity"),
            live=None if self._live is None else _number(ours, self._live),
        )

    def name(self) -> CheckRow:
        ours, entry, lines = self._sources.full_name, self._sources.entry, self._seen.lines
        cut = lines is not None and name_is_cut(lines)
        page = likeness.machine_name(ours, self._page.full_name, cut=cut)
        return CheckRow(
            "full_name",
            ours,
            qr=self._or_why(likeness.name(ours, self._card.full_name), self._silent.qr),
            mrz=self._or_why(page, self._silent.mrz),
            hgd=self._or_why(likeness.name(ours, "" if entry is None else entry.full_name), self._silent.hgd),
            account=self._account(likeness.name, ours, lambda account: account.full_name, "full_name"),
            live=None if self._live is None else likeness.name(ours, self._live.full_name),
        )

    def birth(self) -> CheckRow:
        return self._undeclared("date_of_birth", likeness.day, lambda fields: fields.date_of_birth)

    def sex(self) -> CheckRow:
        return self._undeclared("sex", likeness.sex, lambda fields: fields.sex)

    def address(self) -> CheckRow:
        ours = self._sources.address
        book = self._books.get(ours.scheme)
        issued = self._card.issued_on

        def compare(_ours: str, said: str) -> Cell:
            return addresses.compare(ours, said, self._books)

        qr = addresses.compare(ours, self._card.address, self._books, issued)
        live = self._live
        return CheckRow(
            "address",
            "" if book is None else address_text(ours, book.names),
            qr=self._or_why(qr, self._silent.qr),
            mrz=Cell(reason="not-on-mrz"),
            hgd=Cell(reason="not-in-registry"),
            account=self._account(compare, "", lambda account: account.address_text, "address"),
            live=None if live is None else addresses.compare(ours, live.address, self._books, live.issued_on),
        )

    def issued(self) -> CheckRow:
        card, live = self._card.issued_on, None if self._live is None else self._live.issued_on
        qr = Cell(card, CellVerdict.NORMALISED, "fits-expiry", against="mrz") if self._fits() else _alone(card)
        return CheckRow(
            "issued_on",
            qr=self._or_why(qr, self._silent.qr),
            mrz=Cell(reason="not-on-mrz"),
            hgd=Cell(reason="not-in-registry"),
            account=Cell(reason="no-account"),
            live=None if live is None else replace(likeness.day(card, live), against="qr"),
        )

    def expiry(self) -> CheckRow:
        limit = self._page.expires_on
        mrz = Cell(limit, CellVerdict.NORMALISED, "fits-issue", against="qr") if self._fits() else _alone(limit)
        return CheckRow(
            "expires_on",
            qr=Cell(reason="not-on-qr"),
            mrz=self._or_why(mrz, self._silent.mrz),
            hgd=Cell(reason="not-in-registry"),
            account=Cell(reason="no-account"),
            live=None if self._live is None else Cell(reason="not-on-qr"),
        )

    def with_place(self, row: CheckRow) -> CheckRow:
        """Say where a row stands on a picture: where it is printed, else in the code, else in the lines."""
        seen = self._seen
        if row.field in self._places:
            return replace(row, place=self._places[row.field])
        if row.qr.value and seen.code_role is not None and seen.code is not None:
            return replace(row, place=(seen.code_role, seen.code.corners))
        corners = None if seen.lines is None else seen.lines.corners
        if row.mrz.value and seen.lines_role is not None and corners is not None:
            return replace(row, place=(seen.lines_role, corners))
        return row

    def _undeclared(self, field: str, compare: Compare, get: Callable[[CardFields], str]) -> CheckRow:
        """Compare what no declaration says: the card with the registry, the lines with both."""
        entry = self._sources.entry
        registered = "" if entry is None else get(CardFields(date_of_birth=entry.date_of_birth, sex=entry.sex))
        card, page = get(self._card), get(self._page)
        live = None if self._live is None else get(self._live)
        other, against = (card, "qr") if card else (page, "mrz")
        hgd = replace(compare(other, registered), against=against) if other else _alone(registered)
        return CheckRow(
            field,
            qr=self._or_why(_of_both(compare, card, (("hgd", registered),)), self._silent.qr),
            mrz=self._or_why(_of_both(compare, page, (("hgd", registered), ("qr", card))), self._silent.mrz),
            hgd=self._or_why(hgd, self._silent.hgd),
            account=Cell(reason="no-account"),
            live=None if live is None else _of_both(compare, live, (("hgd", registered), ("qr", card))),
        )

    def _account(self, compare: Compare, ours: str, get: Callable[[AccountRecord], str], change: str) -> Cell:
        account, changes = self._sources.account, self._sources.declared.changes
        if account is None:
            return Cell(reason="no-account")
        cell = compare(ours, get(account))
        if changes is not None and getattr(changes, change) is not None and cell.verdict in _GRAVEST[:2]:
            return replace(cell, verdict=CellVerdict.CANNOT_TELL, reason="to-change")
        return cell

    def _fits(self) -> bool:
        """Tell whether day of birth, of issue and of expiry go together by the law; the three lie on both sides."""
        limit = limit_of(self._card.date_of_birth, self._card.issued_on)
        same = self._card.date_of_birth == self._page.date_of_birth
        return bool(limit) and same and limit == self._page.expires_on

    @staticmethod
    def _or_why(cell: Cell, why: str) -> Cell:
        return cell if cell.value or cell.verdict is not CellVerdict.CANNOT_TELL else replace(cell, reason=why)


def _number(ours: str, card: CardFields) -> Cell:
    """Compare with the number of a card; a CMND only with the old number that the card tells."""
    cell = likeness.number(ours, card.id_number)
    if cell.reason != "other-shape" or not card.old_id_number:
        return cell
    old = likeness.number(ours, card.old_id_number)
    if old.verdict is CellVerdict.MATCH:
        return replace(cell, reason="old-number")
    return old if old.verdict is not CellVerdict.CANNOT_TELL else cell


def _of_both(compare: Compare, said: str, others: tuple[tuple[str, str], ...]) -> Cell:
    """Compare with each of several sources and give what is worth most: a difference, else the best agreement."""
    cells = [replace(compare(other, said), against=against) for against, other in others if other]
    told = [cell for cell in cells if cell.verdict is not CellVerdict.CANNOT_TELL]
    return min(told, key=lambda cell: _GRAVEST.index(cell.verdict), default=_alone(said))


def _alone(value: str) -> Cell:
    return Cell(value, reason="only-here" if value else "")


def _silent(sources: Sources, seen: FromPictures) -> Silent:
    """Find out why a column is empty."""
    reply = sources.hgd
    asked = reply is not None and reply.answer is not HgdAnswer.CANNOT_ASK
    hgd = "not-in-registry" if asked else "cannot-ask"
    if not any(role in sources.readings for role in _PAPERS) and not sources.pending:
        return Silent("no-picture", "no-picture", hgd)
    qr = "not-on-qr" if seen.card is not None else "reading" if sources.pending else "not-read"
    if seen.page is not None:
        mrz = "not-on-mrz"
    else:
        mrz = "reading" if sources.pending else "not-read" if seen.lines is None else "not-proved"
    return Silent(qr, mrz, hgd)
