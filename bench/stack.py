# SPDX-License-Identifier: Apache-2.0
"""A stack of signed forms that files itself, in pages a second, against drawing the same pages and reading their codes.

Forty forms of a sample office as a feeder gives them: one PDF of grey pages at 300 dpi, each a few degrees askew.
The bare side draws each page with PDFium at 300 dpi and looks for codes with zxing-cpp, on one thread, and that is
all. The desk straightens, checks, seals and stores each page besides, in a transaction of its own with its row in the
trace, and has two processes for reading.
"""

import io
import random
import shutil
import tempfile
import time
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image
from sqlalchemy import select

from bench.table import Row, median, show
from officer_desk.domain.records import Actor
from officer_desk.domain.values import Role
from officer_desk.models.tables import Declaration
from officer_desk.office import OpenOffice, open_office
from officer_desk.printing import form01, wording
from officer_desk.services import forms, stacks
from officer_desk.settings import Settings

PAGES, ROUNDS = 40, 3
AIM = 3.0
"""The desk takes at the most so many times as long."""
_ADMIN = Actor(0, "bench@local", "bench@local", Role.ADMINISTRATOR, "local")
_SCALE = 300 / 72


class _Quiet:
    cancelled = False

    def progress(self, done: int, total: int) -> None:
        """Ignore it."""


def run() -> list[Row]:
    """Measure, and print the rows."""
    with tempfile.TemporaryDirectory(prefix="bench-stack-") as folder:
        place = Path(folder)
        stack = _stack(place)
        ours, bare = [], []
        for turn in range(ROUNDS):
            bare.append(_bare(stack))
            ours.append(_desk(place / f"office {turn}", stack))
    desk, beside = PAGES / median(ours), PAGES / median(bare)
    ratio = beside / desk
    row = Row("pages a second", f"{desk:.1f}", f"{beside:.1f}", f"{ratio:.2f}", f"≤ {AIM}", ratio <= AIM)
    show(f"A stack of {PAGES} signed forms", ("desk", "draw and read", "ratio"), [row])
    return [row]


def _stack(place: Path) -> Path:
    """Print forms of the sample office, lay them askew, and write them as a feeder's program does."""
    dice = random.Random(1)
    office = _opened(place / "printing")
    with office.database.reading() as session:
        ids = session.scalars(select(Declaration.id).where(Declaration.purged_at.is_(None)).limit(PAGES)).all()
    pages: list[Image.Image] = []
    for declaration_id in ids:
        data = office.ask(office.context(_ADMIN), forms.prepare, declaration_id, "form01_dk_gd")
        pdf = form01.render(data, wording.load(office.gateways.texts.read, "form01_dk_gd"))
        page = pypdfium2.PdfDocument(pdf)[0].render(scale=_SCALE, grayscale=True).to_pil().convert("L")
        askew = page.rotate(dice.uniform(-3, 3), Image.Resampling.BILINEAR, fillcolor=255)
        held = io.BytesIO()
        askew.save(held, "JPEG", quality=75)
        pages.append(Image.open(held))
    office.close()
    first, *rest = pages
    first.save(place / "stack.pdf", "PDF", save_all=True, append_images=rest, resolution=300)
    return place / "stack.pdf"


def _bare(stack: Path) -> float:
    begun = time.perf_counter()
    document = pypdfium2.PdfDocument(stack)
    found = 0
    for page in document:
        image = page.render(scale=_SCALE, grayscale=True).to_pil()
        found += bool(zxingcpp.read_barcodes(image, formats=zxingcpp.barcode_formats_from_str("QRCode")))
    taken = time.perf_counter() - begun
    document.close()
    if found != PAGES:
        raise RuntimeError(found)
    return taken


def _desk(folder: Path, stack: Path) -> float:
    office = _opened(folder)
    begun = time.perf_counter()
    report = stacks.file_stack(_Quiet(), office, _ADMIN, [stack], "files")
    taken = time.perf_counter() - begun
    office.close()
    outcomes = {page.outcome for page in report.pages}
    if outcomes != {"filed"} or len(report.pages) != PAGES:
        raise RuntimeError(outcomes)
    return taken


def _opened(folder: Path) -> OpenOffice:
    from bench.gaps import NOW, SAMPLE, make_sample  # Qt: not for the processes that read

    make_sample()
    shutil.copytree(SAMPLE, folder)
    return open_office(Settings(folder), environment={"OFFICER_DESK_NOW": NOW})


if __name__ == "__main__":
    run()
