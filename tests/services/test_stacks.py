# SPDX-License-Identifier: Apache-2.0
"""A stack files itself: each page on the file whose form it is, none ever on another."""

import random
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select

from officer_desk.gateways.page_files import PageFile
from officer_desk.models.tables import Declaration, SignedPage
from officer_desk.services import audit, stacks
from tests import building as b
from tests import hostile_pages as h
from tests import scanning as s
from tests.conftest import ADMIN

FORMS = 50
COVERED, OLDER, FORGED = (7, 21, 38), (4, 30), 13


@dataclass(frozen=True)
class Sheet:
    number: str
    outcome: str
    page: Image.Image


def person(place: int) -> dict[str, str]:
    return {"insurance_code": f"01{place:08d}", "full_name": f"Nguyễn Văn Số {place}", "id": f"0011{place:08d}"}


@pytest.fixture
def files(office, officer):
    """Fifty files without pictures."""
    made = [b.declaration(f"{n:05d}/2026/00101", person(n), phone=f"09{n:08d}", email=None, pictures={})
            for n in range(1, FORMS + 1)]  # fmt: skip
    assert all(package.accepted for package in b.take(office, officer, *made).packages)
    with office.database.reading() as session:
        return dict(session.execute(select(Declaration.number, Declaration.id)).all())


def stack_of(office, files, dice) -> list[Sheet]:
    """Fifty signed forms: three with covered codes, two older than the data, one forged, two upside down."""
    sheets = []
    for place, (number, declaration_id) in enumerate(sorted(files.items())):
        forged = place == FORGED
        page = s.draw(
            s.printed(office, declaration_id, key=b"another office's key of 32 bytes" if forged else None), 150
        )
        page = s.sign(page, dice, over_code=dice.random() < 0.2)
        outcome = "refused" if forged else "filed"
        if place in COVERED:
            page, outcome = s.cover(page), "unread"
        if place in OLDER:
            outcome = "flagged"
        sheets.append(Sheet(number, outcome, page))
    with office.database.writing.begin() as session:
        for place in set(OLDER) & set(range(len(sheets))):
            session.get_one(Declaration, files[sheets[place].number]).data_version += 1
    return sheets


def spoilt(sheets, dice) -> list[Image.Image]:
    upside_down = set(dice.sample(range(len(sheets)), 2))
    pages = []
    for place, sheet in enumerate(sheets):
        page = s.slant(sheet.page, dice.uniform(-0.03, 0.03))
        pages.append(s.turn(page, dice.uniform(-4, 4) + 180 * (place in upside_down)))
    return pages


def run(office, actor, *given):
    return stacks.file_stack(b.Quiet(), office, actor, given, "files")


def told_wrongly(office, sheets, report) -> list[str]:
    """Give pages that lie on a file that is not theirs, and outcomes that are not what happened."""
    with office.database.reading() as session:
        rows = session.execute(
            select(SignedPage.place, Declaration.number).join(Declaration, Declaration.id == SignedPage.declaration_id)
        ).all()
    wrong = [f"page {place} on {number}" for place, number in rows if sheets[place - 1].number != number]
    on_files = {place for place, _ in rows}
    return wrong + [f"page {page.page}" for page in report.pages
                    if (page.outcome in ("filed", "flagged")) != (page.page in on_files)]  # fmt: skip


def written(folder, shape: str, pages):
    return {
        "pdf": lambda: s.as_pdf(folder / "stack.pdf", pages),
        "tiff": lambda: s.as_tiff(folder / "stack.tif", pages),
        "folder": lambda: s.as_folder(folder / "scans", pages),
    }[shape]()


def demand_the_stack(office, officer, files, given, sheets) -> None:
    report = run(office, officer, given)
    assert [page.outcome for page in report.pages] == [sheet.outcome for sheet in sheets]
    counted = Counter(page.outcome for page in report.pages)
    assert counted == {"filed": 44, "flagged": 2, "refused": 1, "unread": 3}
    assert told_wrongly(office, sheets, report) == []
    for page, sheet in zip(report.pages, sheets, strict=True):
        assert page.number == (sheet.number if page.outcome in ("filed", "flagged") else None)
    assert office.ask(office.context(ADMIN), audit.verify).intact


def test_a_stack_of_fifty_files_44_flags_2_refuses_1_and_shows_3(office, officer, files, tmp_path) -> None:
    dice = random.Random(4)
    sheets = stack_of(office, files, dice)
    demand_the_stack(office, officer, files, written(tmp_path, "pdf", spoilt(sheets, dice)), sheets)


@pytest.mark.soak
@pytest.mark.parametrize("shape", ["pdf", "tiff", "folder"])
@pytest.mark.parametrize("seed", range(6))
def test_the_stack_in_every_shape_and_by_other_dice(office, officer, files, tmp_path, shape, seed) -> None:
    dice = random.Random(seed)
    sheets = stack_of(office, files, dice)
    given = written(tmp_path, shape, spoilt(sheets, dice))
    demand_the_stack(office, officer, files, given, sheets)
    before = rows(office)
    assert Counter(page.outcome for page in run(office, officer, given).pages)["unread"] == 3
    assert rows(office) == before


def rows(office):
    with office.database.reading() as session:
        return session.execute(select(SignedPage.id, SignedPage.declaration_id, SignedPage.superseded_at)).all()


def test_shapes_are_mixed_and_a_stack_run_again_changes_nothing(office, officer, files, tmp_path) -> None:
    dice = random.Random(7)
    sheets = stack_of(office, dict(list(files.items())[:12]), dice)
    pages = spoilt(sheets, dice)
    given = [
        s.as_folder(tmp_path / "scans", pages[:3]),
        s.as_pdf(tmp_path / "stack.pdf", pages[3:5]),
        s.as_tiff(tmp_path / "stack.tif", pages[5:]),
    ]
    report = run(office, officer, *given)
    assert [page.outcome for page in report.pages] == [sheet.outcome for sheet in sheets]
    assert [page.page for page in report.pages] == list(range(1, 13))
    assert report.pages[7].message.startswith("stack.tif, trang 3: ")
    before = rows(office)
    again = run(office, officer, *given)
    assert [page.outcome for page in again.pages] == [page.outcome for page in report.pages]
    assert rows(office) == before


def test_hostile_files_among_the_forms_are_told_by_name_and_the_forms_are_filed(
    office, officer, files, tmp_path
) -> None:
    forms = s.as_pdf(tmp_path / "z.pdf", [s.draw(s.printed(office, declaration_id), 150)
                                         for declaration_id in list(files.values())[:2]])  # fmt: skip
    hostile = h.all_of(tmp_path / "hostile")
    report = run(office, officer, tmp_path / "gone.pdf", *hostile, forms)
    assert [page.outcome for page in report.pages[-2:]] == ["filed", "filed"]
    refused = [page for page in report.pages if page.outcome == "refused"]
    assert len(refused) == 14
    for page, path in zip(report.pages, (tmp_path / "gone.pdf", *hostile), strict=False):
        assert page.message.startswith(f"{path.name}: ")
    assert {page.outcome for page in report.pages[:-2]} <= {"refused", "unread"}


def test_two_forms_on_one_page_and_a_page_with_another_code_are_refused(office, officer, files, tmp_path) -> None:
    one, two = (s.draw(s.printed(office, declaration_id), 150) for declaration_id in list(files.values())[:2])
    both = Image.new("L", (one.width + two.width, one.height), 255)
    both.paste(one, (0, 0))
    both.paste(two, (one.width, 0))
    other = Image.new("L", one.size, 255)
    code = zxingcpp.create_barcode("https://example.com/pay/4711", zxingcpp.BarcodeFormat.QRCode)
    other.paste(Image.fromarray(np.array(code.to_image(scale=6))), (300, 300))
    report = run(office, officer, s.as_folder(tmp_path / "scans", [both, other, one]))
    assert [page.outcome for page in report.pages] == ["refused", "refused", "filed"]
    assert "nhiều tờ khai" in report.pages[0].message
    assert len(rows(office)) == 1


class Impatient(b.Quiet):
    """Stops after so many pages."""

    def __init__(self, after: int) -> None:
        self.after, self.told = after, []

    def progress(self, done: int, total: int) -> None:
        self.told.append((done, total))
        self.cancelled = done >= self.after


def test_stopped_it_keeps_what_is_filed_and_goes_on_when_run_again(office, officer, files, tmp_path) -> None:
    pages = [s.draw(s.printed(office, declaration_id), 100) for declaration_id in list(files.values())[:6]]
    given = s.as_pdf(tmp_path / "stack.pdf", pages, dpi=100)
    job = Impatient(2)
    report = stacks.file_stack(job, office, officer, [given], "files")
    assert (len(report.pages), report.stopped, job.told) == (2, True, [(0, 6), (1, 6), (2, 6)])
    assert [page.outcome for page in run(office, officer, given).pages] == ["filed"] * 6
    assert len(rows(office)) == 6


def test_pages_that_a_scanner_just_gave_are_filed_from_memory(office, officer, files) -> None:
    page = s.jpeg(s.draw(s.printed(office, files["00003/2026/00101"]), 150))
    report = stacks.file_stack(b.Quiet(), office, officer, [PageFile("Quét 1", data=page)], "scanner")
    assert [(page.outcome, page.number) for page in report.pages] == [("filed", "00003/2026/00101")]
    assert b.open_file(office, officer, "00003/2026/00101").signed[0].source == "scanner"


def test_an_empty_folder_gives_an_empty_report(office, officer, tmp_path) -> None:
    assert run(office, officer, tmp_path).pages == ()
