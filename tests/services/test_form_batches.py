# SPDX-License-Identifier: Apache-2.0
"""Forms of many files as one PDF: each whole with its own code, counted only when it went out, none or all."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select

from officer_desk import resources
from officer_desk.domain.records import Actor, BatchDraft
from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways.texts import TextLibrary
from officer_desk.models.tables import Declaration, FormPrint, TraceEntry
from officer_desk.office import OpenOffice
from officer_desk.printing import batch, form01, payload, press, wording
from officer_desk.printing.batch import Order
from officer_desk.services import form_batches
from tests import building as b
from tests.conftest import ADMIN
from tests.printing.form_samples import declared, form_data, load_wording, longest
from tests.views.listing import fill, many

TEMPLATE = wording.TEMPLATES[0]
SOURCES = wording.sources(TextLibrary(resources.folder()).read, TEMPLATE)
PEOPLE = ("Hoàng Thị Thu Mai", "Nguyễn Phước Trường", "Đặng Ước", "Vũ Thị Bích Phượng")


class Out:
    """Takes what goes out."""

    def __init__(self) -> None:
        self.pdf: list[bytes] = []

    def __call__(self, pdf: bytes) -> int:
        self.pdf.append(pdf)
        return len(self.pdf)


class Stops(b.Quiet):
    """Stops after so many steps."""

    def __init__(self, after: int) -> None:
        self.after = after

    def progress(self, done: int, total: int) -> None:
        self.cancelled = self.cancelled or done >= self.after


@pytest.fixture
def out() -> Out:
    return Out()


def files_of(office: OpenOffice, count: int) -> tuple[tuple[int, str], ...]:
    address = {"scheme": "2020", "province": "01", "district": "005", "commune": "00163", "street": "Tổ 13"}
    fill(office, *many(count, address=address))
    with office.database.reading() as session:
        rows = session.execute(select(Declaration.id, Declaration.number).order_by(Declaration.id))
        return tuple((row.id, row.number) for row in rows)


def draft(files: tuple[tuple[int, str], ...], **other: Any) -> BatchDraft:
    return BatchDraft(files, TEMPLATE, **{"slip": False, "target": "HP-Quay3", **other})


def counted(office: OpenOffice) -> tuple[list[int], list[str]]:
    with office.database.reading() as session:
        prints = list(session.scalars(select(FormPrint.declaration_id).order_by(FormPrint.id)))
        traced = session.scalars(select(TraceEntry.subject).where(TraceEntry.act == "print-form"))
        return prints, list(traced)


def codes(pdf: bytes) -> Iterator[str]:
    for page in pypdfium2.PdfDocument(pdf):
        found = zxingcpp.read_barcode(page.render(scale=200 / 72, grayscale=True).to_pil())
        assert found is not None
        yield found.text


def text_of(pdf: bytes, page: int) -> str:
    return str(pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_range())


def check_whole(office: OpenOffice, pdf: bytes, files: tuple[tuple[int, str], ...]) -> None:
    """Each form is there, in order, with its own sealed code and its own words."""
    key = office.gateways.keys.key_for(payload.KEY)
    assert [payload.read(code, key) for code in codes(pdf)] == [(number, 1) for _, number in files]
    for place, (_, number) in enumerate(files):
        said = text_of(pdf, place)
        assert number in said
        assert "Nguyễn Thị Thu" in said
        assert "Tổ 13, Phường Mai Dịch" in said


def test_few_and_many_go_out_as_one_file_and_each_is_counted_and_traced(office, officer, out) -> None:
    files = files_of(office, 14)
    for some in (files[:3], files[3:]):
        report, handed = form_batches.print_together(b.Quiet(), office, officer, draft(some), out)
        assert (report.printed, report.left, report.stopped) == (tuple(number for _, number in some), (), False)
        assert handed == len(out.pdf)
        check_whole(office, out.pdf[-1], some)
    assert counted(office) == ([file for file, _ in files], [number for _, number in files])


def test_the_order_is_the_officers_and_the_slip_lies_behind_each_form(office, officer, out) -> None:
    files = files_of(office, 3)
    backwards = files[::-1]
    form_batches.print_together(b.Quiet(), office, officer, draft(backwards, slip=True), out)
    pages = [text_of(out.pdf[0], place) for place in range(6)]
    assert ["PHIẾU KIỂM SOÁT" in page for page in pages] == [False, True] * 3
    assert all(number in pages[2 * place] for place, (_, number) in enumerate(backwards))


@pytest.mark.parametrize("after", [1, 13, 20, 36])
def test_stopped_before_it_goes_out_nothing_is_printed_or_counted(office, officer, out, after) -> None:
    files = files_of(office, 12)
    report, handed = form_batches.print_together(Stops(after), office, officer, draft(files), out)
    assert (report.stopped, report.printed, handed, out.pdf) == (True, (), None, [])
    assert counted(office) == ([], [])


def test_what_cannot_be_printed_is_named_and_the_rest_goes_on(office, officer, out) -> None:
    files = files_of(office, 4)
    with office.database.writing.begin() as session:
        session.get_one(Declaration, files[1][0]).purged_at = office.clock.now()
        session.get_one(Declaration, files[2][0]).full_name = "Nguyễn " * 700
    report, _ = form_batches.print_together(b.Quiet(), office, officer, draft((*files, (999, "9/2026/00101"))), out)
    assert report.printed == (files[0][1], files[3][1])
    assert [left.number for left in report.left] == [files[1][1], "9/2026/00101", files[2][1]]
    assert "dài" in report.left[2].why
    check_whole(office, out.pdf[0], (files[0], files[3]))
    assert counted(office)[0] == [files[0][0], files[3][0]]


def test_when_nothing_can_be_printed_nothing_goes_out(office, officer, out) -> None:
    report, handed = form_batches.print_together(b.Quiet(), office, officer, draft(((7, "7/2026/00101"),)), out)
    assert (report.printed, len(report.left), handed, out.pdf) == ((), 1, None, [])


def test_a_printer_that_takes_nothing_lets_nothing_be_counted(office, officer) -> None:
    def fails(_pdf: bytes) -> None:
        raise Unavailable("print-failed", printer="HP-Quay3")

    with pytest.raises(Unavailable, match="print-failed"):
        form_batches.print_together(b.Quiet(), office, officer, draft(files_of(office, 2)), fails)
    assert counted(office) == ([], [])


def test_who_may_not_work_any_more_prints_nothing(office, out) -> None:
    stranger = Actor(77, "x", "X", ADMIN.role, "00101")
    with pytest.raises(Refused, match="session-ended"):
        form_batches.print_together(b.Quiet(), office, stranger, draft(files_of(office, 2)), out)


def test_names_that_are_written_apart_come_out_composed() -> None:
    forms = tuple(
        form_data(declared(full_name=unicodedata.normalize("NFD", name), number=f"{place:05d}/2026/00101"))
        for place, name in enumerate(PEOPLE)
    )
    found = batch.render(Order(forms, TEMPLATE, SOURCES, slip=False), lambda: None)
    for place, name in enumerate(PEOPLE):
        assert name in text_of(found.pdf, place)
    alone = form01.render(forms[1], load_wording())
    assert text_of(found.pdf, 1) == text_of(alone, 0)


def test_fonts_lie_in_the_file_once_however_many_forms() -> None:
    few, more = (
        batch.render(Order((form_data(),) * count, TEMPLATE, SOURCES, slip=True), lambda: None).pdf for count in (1, 30)
    )
    assert len(re.findall(rb"/FontFile2", few)) == len(re.findall(rb"/FontFile2", more)) == 3
    assert len(more) < len(few) + 30 * 4500


def test_each_form_is_found_by_its_number_in_the_outline() -> None:
    numbers = [f"{place:05d}/2026/00101" for place in range(3)]
    forms = tuple(form_data(declared(number=number)) for number in numbers)
    pdf = pypdfium2.PdfDocument(batch.render(Order(forms, TEMPLATE, SOURCES, slip=True), lambda: None).pdf)
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
    assert marks == [(number, 2 * place) for place, number in enumerate(numbers)]


def test_a_process_that_ends_without_an_answer_is_told(monkeypatch) -> None:
    monkeypatch.setattr(press, "_serve", _gives_up)
    with pytest.raises(Unavailable, match="press-failed"):
        press.press(Order((longest(),) * 11, TEMPLATE, SOURCES, slip=False), lambda: None, lambda: False)


def _gives_up(_link: object) -> None:
    """End at once."""


@pytest.mark.soak
def test_two_hundred_forms_are_whole(office, officer, out) -> None:
    files = files_of(office, 200)
    form_batches.print_together(b.Quiet(), office, officer, draft(files), out)
    check_whole(office, out.pdf[0], files)
    assert len(counted(office)[0]) == 200
