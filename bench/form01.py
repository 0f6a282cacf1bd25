# SPDX-License-Identifier: Apache-2.0
"""Form 01: pages per second against a bare canvas that draws the same glyphs, lines and QR modules at fixed positions.

Both make a whole PDF file per page with the same fonts, the same compression and the same bytes of text. The bare
side has no data, no wording, no measuring, no wrapping and no QR encoding: it replays what was recorded once.
Aim: ratio ≤ 1.5. Run: `python -m bench.form01` or `python bench/form01.py`.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from officer_desk import resources
from officer_desk.domain.records import Address, Declared, FormData, Identity, OfficeRecord
from officer_desk.domain.values import Channel, HgdAnswer, IdentityKind, Kind
from officer_desk.gateways.texts import TextLibrary
from officer_desk.printing import fonts, form01, payload, pdf, wording
from officer_desk.printing.layout import Box, Operation, Page, Rule, Symbol, Text
from officer_desk.printing.wording import FormWording

PEOPLE = ("Hoàng Thị Thu Mai", "Nguyễn Phước Trường", "Lê Ngọc Lan", "Đặng Ước", "Vũ Thị Bích Phượng")
AIM = 1.5


def main() -> None:
    """Print one line of figures."""
    ours, bare = measure()
    ratio = bare / ours
    verdict = "ok" if ratio <= AIM else "MISSED"
    print(f"Form 01: {ours:.1f} pages/s; bare canvas {bare:.1f} pages/s; ratio {ratio:.2f} (aim <= {AIM}) {verdict}")
    if ratio > AIM:
        sys.exit(1)


def measure(rounds: int = 9) -> tuple[float, float]:
    """Give pages per second of ours and of the bare canvas."""
    form_wording = wording.load(TextLibrary(resources.folder()).read, "form01_dk_gd")
    forms = [form(number) for number in range(1, 41)]
    pages = [form01.compose(form, form_wording)[0] for form in forms]
    return _measure(forms, pages, form_wording, rounds)


def _measure(
    forms: Sequence[FormData], pages: Sequence[Page], form_wording: FormWording, rounds: int
) -> tuple[float, float]:
    """Give pages per second of both, the median of rounds that take turns, so that a busy machine harms both."""
    ours: list[float] = []
    bare: list[float] = []
    for turn in range(rounds + 1):
        mine = _rate([lambda form=form: form01.render(form, form_wording) for form in forms])
        theirs = _rate([lambda page=page: replay([page]) for page in pages])
        if turn:  # the first round warms up
            ours.append(mine)
            bare.append(theirs)
    return statistics.median(ours), statistics.median(bare)


def _rate(works: Sequence[Callable[[], bytes]]) -> float:
    gc.collect()
    start = time.process_time()
    for work in works:
        work()
    return len(works) / (time.process_time() - start)


def replay(pages: Sequence[Page]) -> bytes:
    """Draw recorded operations into one file with the canvas's own calls."""
    out = BytesIO()
    canvas = Canvas(
        out, pagesize=pages[0].size, invariant=1, pageCompression=1, initialFontName=fonts.REGULAR, lang="vi-VN"
    )
    canvas.setTitle("TỜ KHAI")
    for page in pages:
        _draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, page: Page) -> None:
    width, dotted = 0.0, False
    for item in sorted(page.operations, key=_by_pen):
        match item:
            case Text():
                canvas.setFont(item.font, item.size)
                canvas.drawString(item.x, item.y, item.text, wordSpace=item.spacing)
            case Rule():
                if item.width != width:
                    width = item.width
                    canvas.setLineWidth(width)
                if item.dotted and not dotted:
                    dotted = True
                    canvas.setDash(pdf.DOTS)
                canvas.line(item.x1, item.y1, item.x2, item.y2)
            case Box():
                canvas.setLineWidth(item.line)
                canvas.rect(item.x, item.y, item.width, item.height)
            case Symbol():
                canvas.saveState()
                canvas.transform(item.unit, 0, 0, item.unit, item.x, item.y)
                canvas.addLiteral(f"{item.operators} f")
                canvas.restoreState()


def _by_pen(item: Operation) -> tuple[bool, float]:
    """Dotted lines last, so that the pen is set once."""
    return (isinstance(item, Rule) and item.dotted, item.width if isinstance(item, Rule) else 0.0)


def form(number: int) -> FormData:
    identity = Identity(IdentityKind.CCCD, f"0011880{number:05}", population_verified=False)
    declared = Declared(
        number=f"{number:05}/2026/00101",
        kind=Kind.REGISTRATION,
        channel=Channel.MOBILE,
        submitted_at=datetime(2026, 11, 15, 1, 59, tzinfo=UTC),
        office_code="00101",
        insurance_code=f"01000{number:05}",
        full_name=PEOPLE[number % len(PEOPLE)],
        identity=identity,
        address=Address("2020", "01", "005", "00163", f"Tổ {number}"),
        phone=f"09000{number:05}",
        email=f"cong.dan{number}@example.com",
        wants_email_copy=True,
        certificate=None,
        guardian=None,
        changes=None,
    )
    plain = FormData(
        declared=declared,
        address_text=f"Tổ {number}, Phường Mai Dịch, Quận Cầu Giấy, Hà Nội",
        office=OfficeRecord("00101", "BHXH quận Ba Đình", "001"),
        place="Hà Nội",
        data_version=1,
        payload="",
        received_at=None,
        compared="–",
        hgd=HgdAnswer.MATCH,
        hgd_asked_at=datetime(2026, 11, 21, 7, 29, 41, tzinfo=UTC),
        officer="Trần Thị Mẫu",
        print_number=1,
        printed_at=datetime(2026, 11, 21, 7, 33, tzinfo=UTC),
    )
    return replace(plain, payload=payload.make(declared.number, 1, b"a key of the benchmark alone 32b"))


if __name__ == "__main__":
    main()
