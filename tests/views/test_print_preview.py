# SPDX-License-Identifier: Apache-2.0
"""The preview of Form 01: what it shows, what «In» and «Lưu PDF» do, and what it says when a printer does not print."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtCore import QObject, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from officer_desk import resources
from officer_desk.background import InlineBackground
from officer_desk.desk import Desk
from officer_desk.domain.records import Actor, DeclarationRecord
from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways.printers import PrinterInfo, PrintJob, PrintOutcome
from officer_desk.models.tables import FormPrint
from officer_desk.office import OpenOffice
from officer_desk.printing import form01
from officer_desk.views import dialogs, theme
from officer_desk.views.print_preview import PrintPreviewPage
from officer_desk.views.raster_print import paint
from tests.building import HAI, MAI, declaration, take_one
from tests.printing.form_samples import form_data, load_wording


class Paper:
    """A printing system that keeps what it gets and ends as a test wants."""

    def __init__(self) -> None:
        self.printers: tuple[PrinterInfo, ...] = (
            PrinterInfo("HP-Quay3", "ready", is_default=True),
            PrinterInfo("HP-Quay4", "paused", is_default=False),
        )
        self.ends: PrintOutcome = "done"
        self.fails: Exception | None = None
        self.sent: list[tuple[bytes, str, int, str, dict[str, str]]] = []

    def available(self) -> tuple[PrinterInfo, ...]:
        """Give the printers, or fail."""
        if not self.printers:
            raise Unavailable("no-printing-system")
        return self.printers

    def send(
        self, pdf: bytes, printer: str, copies: int, title: str, options: Mapping[str, str] | None = None
    ) -> PrintJob:
        """Keep it."""
        if self.fails is not None:
            raise self.fails
        self.sent.append((pdf, printer, copies, title, dict(options or {})))
        return PrintJob(printer, len(self.sent))

    def outcome(self, job: PrintJob) -> PrintOutcome:
        """Say how it ended."""
        del job
        return self.ends


@pytest.fixture
def paper() -> Paper:
    """Give the printing system."""
    return Paper()


@pytest.fixture
def record(office: OpenOffice, officer: Actor) -> DeclarationRecord:
    """Take a file in."""
    return take_one(office, officer, declaration("00090/2026/00101"))


@pytest.fixture
def page(
    office: OpenOffice, officer: Actor, paper: Paper, qtbot: QtBot, qapp: QApplication
) -> Iterator[PrintPreviewPage]:
    """Show the preview in a window of the smallest screen."""
    theme.apply(qapp, resources.folder())
    desk = Desk(office, InlineBackground())
    desk.actor = officer
    shown = PrintPreviewPage(desk, system=paper)
    qtbot.addWidget(shown)
    shown.resize(1322, 724)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    desk.deleteLater()


def counted(office: OpenOffice) -> list[tuple[str, int, str]]:
    """Give the prints that were counted: version, copies, where to."""
    with office.database.reading() as session:
        rows = session.execute(select(FormPrint).order_by(FormPrint.id)).scalars()
        return [(row.template, row.copies, row.target) for row in rows]


def pages_of(pdf: bytes) -> list[str]:
    """Give the text of each page."""
    return [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(pdf)]


def test_it_shows_both_pages_and_begins_with_the_citizens_page_alone(
    page: PrintPreviewPage, record: DeclarationRecord
) -> None:
    page.open(record)
    assert len(page.mat.pages()) == 2
    assert page.panel.form.isChecked()
    assert not page.panel.slip.isChecked()
    assert page.foot.words() == "In 1 trang trên HP-Quay3"
    assert page.panel.printer.itemText(0) == "HP-Quay3 · sẵn sàng"
    assert page.panel.printer.itemText(1) == "HP-Quay4 · đang tạm dừng"
    assert [page.panel.template.itemText(row) for row in range(2)] == ["01/ĐK-GD (QĐ 838)", "01 (VBHN 5236)"]


def test_printing_sends_the_chosen_pages_and_counts_them_once(
    page: PrintPreviewPage, record: DeclarationRecord, paper: Paper, office: OpenOffice, qtbot: QtBot
) -> None:
    page.open(record)
    page.panel.copies.setValue(2)
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    ((pdf, printer, copies, title, _),) = paper.sent
    assert (printer, copies, title) == ("HP-Quay3", 2, "00090/2026/00101")
    (form,) = pages_of(pdf)
    assert MAI["full_name"] in form
    assert counted(office) == [("form01_dk_gd", 2, "HP-Quay3")]
    assert page.message.text() == "Đã in trên HP-Quay3."


def test_a_reprint_says_so_on_the_slip(
    page: PrintPreviewPage, record: DeclarationRecord, paper: Paper, office: OpenOffice
) -> None:
    page.open(record)
    page.panel.slip.setChecked(True)
    page.print_form()
    page.print_form()
    slips = [pages_of(sent[0])[1] for sent in paper.sent]
    assert "1 (bản đầu)" in slips[0]
    assert "2 (bản in lại)" in slips[1]
    assert len(counted(office)) == 2


def test_a_paused_printer_is_told_in_words(page: PrintPreviewPage, record: DeclarationRecord, paper: Paper) -> None:
    page.open(record)
    paper.ends = "paused"
    page.print_form()
    assert page.message.text() == "Máy in HP-Quay3 đang tạm dừng. Tờ khai chờ trong hàng, chưa in."
    assert page.message.tone() == "amber"


def test_a_job_that_waits_is_looked_after_until_it_is_done(
    page: PrintPreviewPage, record: DeclarationRecord, paper: Paper, qtbot: QtBot
) -> None:
    page.open(record)
    paper.ends = "waiting"
    page.print_form()
    assert page.message.text() == "Đã gửi tới HP-Quay3."
    paper.ends = "done"
    qtbot.waitUntil(lambda: page.message.text() == "Đã in trên HP-Quay3.", timeout=5000)


def test_a_failed_job_is_not_called_printed(page: PrintPreviewPage, record: DeclarationRecord, paper: Paper) -> None:
    page.open(record)
    paper.ends = "failed"
    page.print_form()
    assert page.message.tone() == "red"


def test_what_was_not_sent_is_not_counted(
    page: PrintPreviewPage, record: DeclarationRecord, paper: Paper, office: OpenOffice
) -> None:
    page.open(record)
    paper.fails = Refused("printer-not-accepting", printer="HP-Quay3")
    page.print_form()
    assert counted(office) == []
    assert page.message.tone() == "red"
    assert page.foot.print.isEnabled()


def test_saving_writes_the_pdf_and_counts_it(
    page: PrintPreviewPage,
    record: DeclarationRecord,
    office: OpenOffice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    suggestions: list[str] = []

    def choose(parent: object, title: str, suggested: str) -> Path:
        del parent, title
        suggestions.append(suggested)
        return tmp_path / "out.pdf"

    monkeypatch.setattr(dialogs, "choose_save", choose)
    page.open(record)
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert MAI["full_name"] in pages_of((tmp_path / "out.pdf").read_bytes())[0]
    assert suggestions == ["00090-2026-00101.pdf"]
    assert counted(office) == [("form01_dk_gd", 1, "pdf")]
    assert page.message.text() == f"Đã lưu PDF. out.pdf, thư mục {tmp_path}"


def test_a_folder_that_cannot_be_written_leaves_nothing_and_counts_nothing(
    page: PrintPreviewPage,
    record: DeclarationRecord,
    office: OpenOffice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def choose(*_: object) -> Path:
        return tmp_path / "khong-co" / "out.pdf"

    monkeypatch.setattr(dialogs, "choose_save", choose)
    page.open(record)
    page.save_pdf()
    assert counted(office) == []
    assert page.message.tone() == "red"


def test_without_a_printer_only_saving_is_offered(
    page: PrintPreviewPage, record: DeclarationRecord, paper: Paper
) -> None:
    paper.printers = ()
    page.open(record)
    assert not page.foot.print.isEnabled()
    assert page.foot.words() == "Chưa có máy in. Vẫn lưu PDF được."
    assert page.panel.save.isEnabled()


def test_nothing_chosen_is_nothing_to_print(page: PrintPreviewPage, record: DeclarationRecord) -> None:
    page.open(record)
    page.panel.form.setChecked(False)
    assert not page.foot.print.isEnabled()
    assert page.foot.words() == "Chọn tờ khai, phiếu kiểm soát, hoặc cả hai."
    page.panel.slip.setChecked(True)
    assert page.foot.print.isEnabled()


def test_another_version_is_shown_and_printed(
    page: PrintPreviewPage, record: DeclarationRecord, paper: Paper, office: OpenOffice
) -> None:
    page.open(record)
    page.panel.template.setCurrentIndex(1)
    page.print_form()
    assert "5236/VBHN" in pages_of(paper.sent[0][0])[0]
    assert counted(office) == [("form01_vbhn_5236", 1, "HP-Quay3")]


def test_nothing_of_the_file_before_stays(
    page: PrintPreviewPage, record: DeclarationRecord, office: OpenOffice, officer: Actor, paper: Paper
) -> None:
    page.open(record)
    page.panel.slip.setChecked(True)
    page.print_form()
    other = take_one(office, officer, declaration("00091/2026/00101", HAI, phone="0900000018", email=None))
    page.open(other)
    assert page.message.text() == ""
    assert not page.panel.slip.isChecked()
    page.print_form()
    assert MAI["full_name"] not in pages_of(paper.sent[1][0])[0]
    assert paper.sent[1][3] == "00091/2026/00101"


class Held(InlineBackground):
    """A background that does its work when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], None]] = []

    def run(
        self,
        owner: QObject,
        work: Callable[[], object],
        then: Callable[[Any], None],
        otherwise: Callable[[Exception], None],
    ) -> None:
        self.waiting.append(partial(super().run, owner, work, then, otherwise))

    def let_go(self) -> None:
        """Do everything, and what follows from it."""
        while self.waiting:
            self.waiting.pop(0)()


def test_a_print_that_ends_after_the_next_file_was_opened_is_counted_for_its_own(
    office: OpenOffice, officer: Actor, record: DeclarationRecord, paper: Paper, qtbot: QtBot
) -> None:
    other = take_one(office, officer, declaration("00091/2026/00101", HAI, phone="0900000018", email=None))
    background = Held()
    desk = Desk(office, background)
    desk.actor = officer
    page = PrintPreviewPage(desk, system=paper)
    qtbot.addWidget(page)
    page.open(record)
    background.let_go()
    page.print_form()
    page.open(other)
    background.let_go()
    with office.database.reading() as session:
        assert session.execute(select(FormPrint.declaration_id)).scalars().all() == [record.id]
    assert paper.sent[0][3] == record.number
    assert page.message.text() == ""
    assert page.foot.print.isEnabled()


def test_the_dialogs_choice_is_printed_with_its_options(
    page: PrintPreviewPage, record: DeclarationRecord, paper: Paper
) -> None:
    page.open(record)
    page._on_dialog("HP-Quay4", 3, {"sides": "two-sided-long-edge"}, None)
    assert paper.sent[0][1:3] == ("HP-Quay4", 3)
    assert paper.sent[0][4] == {"sides": "two-sided-long-edge"}


def test_zooming_keeps_the_pages_sharp(page: PrintPreviewPage, record: DeclarationRecord, qtbot: QtBot) -> None:
    page.open(record)
    page.mat.fit_width()
    wanted = page.mat.wanted_scale()
    qtbot.waitUntil(lambda: abs(page.mat.pages()[0].width() - 595.3 * wanted) < 2, timeout=5000)


def test_escape_goes_back_to_the_file(page: PrintPreviewPage, record: DeclarationRecord, qtbot: QtBot) -> None:
    page.open(record)
    with qtbot.waitSignal(page.closed, timeout=1000):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


def test_the_raster_path_of_windows_prints_a_code_that_can_be_read(tmp_path: Path, qapp: QApplication) -> None:
    del qapp
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "raster.pdf"))
    data = form_data()
    assert paint(form01.render(data, load_wording(), slip=True), device)
    document = pypdfium2.PdfDocument(tmp_path / "raster.pdf")
    assert len(document) == 2
    codes = zxingcpp.read_barcodes(document[0].render(scale=200 / 72).to_pil())
    assert [code.text for code in codes] == [data.payload]


def test_the_systems_dialog_stands_over_the_preview_and_begins_with_what_was_chosen(
    page: PrintPreviewPage, record: DeclarationRecord
) -> None:
    page.open(record)
    page.panel.copies.setValue(3)
    page.choose_printer()
    dialog = page.findChild(QPrintDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.printer().copyCount() == 3
    dialog.reject()
    assert dialog.printer().docName() == ""
