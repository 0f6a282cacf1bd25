# SPDX-License-Identifier: Apache-2.0
"""Signed forms, scene by scene: a stack files itself, a page waits for its number, one is scanned at the counter."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from typing import cast as cast_

import pypdfium2
from PIL import Image
from PySide6.QtWidgets import QWidget

from officer_desk.domain.records import DeclarationRecord
from officer_desk.gateways.scanners import FOLDER
from officer_desk.office import OpenOffice
from officer_desk.printing import form01, wording
from officer_desk.services import forms
from officer_desk.tour import cast
from officer_desk.tour.director import Steps
from officer_desk.tour.stage import Stage, one_of
from officer_desk.views import dialogs
from officer_desk.views.declared_panel import SIGNED
from officer_desk.views.tray_page import TrayPage

_PAGE: Final = "Tờ khai đã quét"
_SCALE: Final = 2
"""Twice 72 dots an inch."""
_CODE: Final = (0.12, 0.81, 0.28, 0.92)
"""The corner of a page in which its code stands, as parts of its sides."""


def signed_forms(stage: Stage) -> Steps:
    """An empty tray; a stack of which one page has its code covered; its number is typed; the form beside the data."""
    record = stage.cast.find(cast.with_cards)
    yield from stage.go_to_list()
    yield from stage.go_to(_PAGE)
    yield from stage.then(lambda: isinstance(stage.main.pages.currentWidget(), TrayPage))
    stage.take("to-khai-da-quet-trong")
    page = one_of(TrayPage, stage.main)
    scans = _scans(stage, record)
    usual = dialogs.choose_files

    def chosen(_parent: QWidget | None, _title: str, filter: str = "") -> tuple[Path, ...]:  # noqa: A002 - Qt's word
        del filter
        return scans

    dialogs.choose_files = chosen
    try:
        yield from stage.press("Ctrl+O")
        yield from stage.then(lambda: not page.filing.running and not page.notice.isHidden())
    finally:
        dialogs.choose_files = usual
    stage.take("to-khai-da-quet-ket-qua")
    yield from stage.press("Ctrl+Up")
    stage.take("to-khai-da-quet-cho-so")
    yield from stage.write("99999")
    yield from stage.press("Return")
    stage.take("to-khai-da-quet-sai-so")
    yield from stage.write(record.number)
    yield from stage.press("Return")
    yield from stage.then(lambda: page.box.page is None)
    stage.take("to-khai-da-quet-da-gan")
    yield from stage.press("Esc")
    yield from stage.open(record)
    yield from stage.press(*["Ctrl+T"] * SIGNED)
    stage.take("to-khai-da-ky")
    yield from stage.go_to_list()


def without_the_signed_form(stage: Stage) -> Steps:
    """An office that insists: the button says why it is off, and a ready reason is one key away."""
    with _set(stage.office, 'signed_form_offices = "all"'):
        yield from stage.open(stage.cast.find(cast.clean))
        yield from stage.press("F7", "F8")
        if stage.file.body.assessment.asks_question:
            yield from stage.press("Return")
        stage.take("chua-co-to-khai-da-ky")
        yield from stage.press("Down")
        stage.take("ly-do-chua-co-to-khai")
        yield from stage.go_to_list()


def scanned_at_the_counter(stage: Stage) -> Steps:
    """F12: ready; the page with its frame; beside the data. A watched folder is the scanner that every machine has."""
    record = stage.cast.find(cast.clean)
    folder = stage.office.settings.data_dir.parent / "may-quet"
    folder.mkdir(exist_ok=True)
    with _set(stage.office, f'scan_folder = "{folder.as_posix()}"', f'scan_device = "{FOLDER}"'):
        yield from stage.open(record)
        yield from stage.press("F12")
        panel = stage.file.body.scan
        yield from stage.then(panel.row.scan.isEnabled)
        stage.take("quet-san-sang")
        _printed(stage.office, stage, record).save(folder / "to-khai.png")
        yield from stage.press("Return")
        yield from stage.then(lambda: bool(panel.found))
        stage.take("quet-to-khai")
        yield from stage.press("Return")
        yield from stage.then(lambda: not stage.file.scanning.is_open)
        stage.take("quet-da-gan")
        yield from stage.go_to_list()


def _scans(stage: Stage, record: DeclarationRecord) -> tuple[Path, ...]:
    """Give a signed form as a scanner writes it, and the same with its code covered."""
    page = _printed(stage.office, stage, record)
    covered = page.copy()
    left, top, right, bottom = (
        round(part * side) for part, side in zip(_CODE, (page.width, page.height) * 2, strict=True)
    )
    covered.paste("white", (left, top, right, bottom))
    folder = stage.office.settings.data_dir.parent
    paths = (folder / "quet-1.png", folder / "quet-2.png")
    for path, image in zip(paths, (page, covered), strict=True):
        image.save(path)
    return paths


def _printed(office: OpenOffice, stage: Stage, record: DeclarationRecord) -> Image.Image:
    template = office.settings.form_template
    data = office.ask(office.context(stage.actor), forms.prepare, record.id, template)
    document = pypdfium2.PdfDocument(form01.render(data, wording.load(office.gateways.texts.read, template)))
    try:
        drawn = cast_("Image.Image", document[0].render(scale=_SCALE, grayscale=True).to_pil())
        return drawn.convert("L")
    finally:
        document.close()


@contextmanager
def _set(office: OpenOffice, *lines: str) -> Generator[None]:
    """Let settings be others, for a scene."""
    file = office.settings.data_dir / "settings.toml"
    before = file.read_text("utf-8") if file.is_file() else ""
    file.write_text("\n".join((before, *lines, "")), "utf-8")
    try:
        yield
    finally:
        file.write_text(before, "utf-8")


SCENES: Final = (signed_forms, without_the_signed_form, scanned_at_the_counter)
