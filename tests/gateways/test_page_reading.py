# SPDX-License-Identifier: Apache-2.0
"""Scanned pages: read however they were laid on the glass, turned upright, and harmless whatever is in the file."""

import io
import random
from pathlib import Path

import numpy as np
import pytest
import qrcode
from PIL import Image, ImageChops

from officer_desk.errors import Refused
from officer_desk.gateways import code_repair, page_codes, page_files, page_reading, page_sources
from officer_desk.gateways.page_files import PageFile
from officer_desk.gateways.page_workers import PageReaders
from officer_desk.printing import form01, payload
from tests import hostile_pages as h
from tests import scanning as s
from tests.printing import form_samples as samples

NUMBER = "00090/2026/00101"
TEXT = payload.make(NUMBER, 1, samples.KEY)


@pytest.fixture(scope="module")
def form() -> Image.Image:
    """Form 01 at 300 dpi."""
    data = samples.form_data(payload=TEXT)
    return s.draw(form01.render(data, samples.load_wording()))


def read(image: Image.Image, kind: str = "PNG"):
    held = io.BytesIO()
    image.save(held, kind)
    return page_reading.read(page_sources.open_pages(PageFile("scan", data=held.getvalue())), 0)


def degrees_left(jpeg: bytes) -> float:
    """Say how far a kept page is from upright, by the place and the angle of its code."""
    page = Image.open(io.BytesIO(jpeg)).convert("L")
    (code,) = page_codes.find(page)
    assert code.corners[0][1] > page.height * 0.7, "upside down or turned"
    (ax, ay), (bx, by), *_ = code.corners
    return abs(by - ay) / (bx - ax) * 57.3


DEGRADED = {
    "as it is": lambda page, dice: page,
    "100 dpi, 5 degrees": lambda page, dice: s.turn(s.at(page, 100), dice.choice((-5, 5))),
    "upside down": lambda page, dice: s.turn(s.at(page, 150), 180 + dice.uniform(-3, 3)),
    "on its left side": lambda page, dice: s.turn(s.at(page, 150), 90 + dice.uniform(-4, 4)),
    "on its right side": lambda page, dice: s.turn(s.at(page, 200), -90 + dice.uniform(-4, 4)),
    "noise": lambda page, dice: s.noise(s.turn(s.at(page, 150), 2), 60),
    "noise at 100 dpi": lambda page, dice: s.noise(s.turn(s.at(page, 100), -3), 40),
    "shadow": lambda page, dice: s.shade(s.turn(s.at(page, 150), 1.5), dice),
    "fax": lambda page, dice: s.fax(s.turn(s.at(page, 200), -1.5), dice.randrange(90, 200)).convert("L"),
    "fax of a noisy page": lambda page, dice: s.fax(s.noise(s.turn(s.at(page, 150), 3), 50)).convert("L"),
    "blurred": lambda page, dice: s.blur(s.turn(s.at(page, 150), -4), 1.8),
    "pale": lambda page, dice: s.at(page, 150).point(lambda value: 195 + value * 60 // 255),
    "signed over the code": lambda page, dice: s.turn(s.at(s.sign(page, dice, over_code=True), 150), 2),
    "scribbled over": lambda page, dice: s.turn(s.at(s.scribble(page, dice), 150), -2),
}


@pytest.mark.parametrize("how", DEGRADED)
def test_a_poor_scan_is_read_and_turned_upright(form, how) -> None:
    kept = read(DEGRADED[how](form, random.Random(how)))
    assert kept.codes == (TEXT,)
    assert degrees_left(kept.jpeg) < 0.6
    assert max(Image.open(io.BytesIO(kept.jpeg)).size) < 2700
    assert len(kept.jpeg) < 900_000


@pytest.mark.soak
@pytest.mark.parametrize("how", DEGRADED)
def test_poor_scans_by_many_dice(form, how) -> None:
    read_well = 0
    for seed in range(25):
        page = s.jpeg(DEGRADED[how](form, random.Random(seed)), 40)
        kept = page_reading.read(page_sources.open_pages(PageFile("scan", data=page)), 0)
        assert kept.codes in ((TEXT,), ())
        read_well += kept.codes == (TEXT,)
        if kept.codes:
            assert degrees_left(kept.jpeg) < 0.8
    assert read_well >= (23 if how == "scribbled over" else 25)


def test_stamps_and_blue_pens_over_the_code_do_not_hide_it(form) -> None:
    page = s.at(form, 150).convert("RGB")
    left, top, right, bottom = s.place(page.convert("L"))
    ink = Image.new("RGB", page.size, "white")
    for across in range(left, right, (right - left) // 12):
        ink.paste((10, 10, 170), (across, top, across + 7, bottom))
    page = ImageChops.darker(page, ink)
    assert read(page.convert("L")).codes == ()
    assert read(page).codes == (TEXT,)


def test_a_fax_gets_its_height_back(form) -> None:
    page = s.at(form, 200)
    flat = page.resize((page.width, page.height // 2)).point(lambda value: 255 if value > 128 else 0).convert("1")
    held = io.BytesIO()
    flat.save(held, "TIFF", compression="group4", dpi=(204, 98))
    kept = page_reading.read(page_sources.open_pages(PageFile("fax.tif", data=held.getvalue())), 0)
    assert kept.codes == (TEXT,)
    width, height = Image.open(io.BytesIO(kept.jpeg)).size
    assert 1.3 < height / width < 1.6


def test_a_pdf_of_scans_is_drawn_as_fine_as_it_was_scanned(form, tmp_path) -> None:
    coarse = s.as_pdf(tmp_path / "a.pdf", [s.at(form, 150)], dpi=150)
    pages = page_sources.open_pages(PageFile("a.pdf", coarse))
    assert abs(pages.draw(0, colour=False).width - 1240) < 3
    pages.close()


def test_names_are_taken_in_the_order_in_which_people_read_them(tmp_path) -> None:
    for name in ("scan 10.jpg", "scan 2.jpg", "Scan 1.JPG", "đơn.pdf", ".hidden.jpg", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"")
    assert [file.name for file in page_files.find([tmp_path])] == ["Scan 1.JPG", "scan 2.jpg", "scan 10.jpg", "đơn.pdf"]


def test_what_cannot_be_looked_at_is_found_and_told_when_it_is_read(tmp_path) -> None:
    (tmp_path / "a.pdf").symlink_to("y" * 300)
    (tmp_path / "b.pdf").symlink_to(tmp_path / "b.pdf")
    (tmp_path / "two\nlines.pdf").write_bytes(b"")
    found = page_files.find([tmp_path, tmp_path / ("x" * 300)])
    assert [file.name for file in found[:2]] == ["a.pdf", "two\N{REPLACEMENT CHARACTER}lines.pdf"]
    for file in (found[0], found[2]):
        with pytest.raises(Refused, match="page-file-unreadable"):
            page_files.kind_of(file)


REFUSED = {
    "nothing.pdf": "page-not-a-page", "words.pdf": "page-not-a-page", "head only.pdf": "page-file-broken",
    "cut off.pdf": "page-file-broken", "locked.pdf": "page-file-locked", "too long.pdf": "page-too-many",
    "image bomb.pdf": "page-too-large", "too long.tif": "page-too-many", "large.tif": "page-too-large",
    "cut off.tif": "page-file-broken", "large.png": "page-too-large", "cut off.jpg": "page-broken",
    "head only.jpg": "page-file-broken",
}  # fmt: skip


def test_hostile_files_are_refused_by_reason_and_the_next_is_read(form, tmp_path) -> None:
    paths = h.all_of(tmp_path / "hostile")
    readers = PageReaders(1)
    found = {}
    for path in paths:
        found[path.name] = reason_of(readers, PageFile(path.name, path))
    assert {name: reason for name, reason in found.items() if reason} == REFUSED
    assert readers.read(PageFile("scan", data=s.jpeg(s.at(form, 150))), 0).codes == (TEXT,)
    readers.close()


def reason_of(readers: PageReaders, file: PageFile) -> str | None:
    try:
        page_files.kind_of(file)
        readers.count(file)
        readers.read(file, 0)
    except Refused as error:
        assert error.facts["offender"] == file.name
        return error.reason
    return None


def test_a_page_that_never_ends_is_given_up_and_its_process_with_it(form, tmp_path) -> None:
    readers = PageReaders(1, seconds=1)
    bomb = PageFile("bomb.pdf", data=h.drawing_bomb())
    assert [reason_of(readers, bomb) for _ in range(4)] == ["page-too-hard"] * 4
    assert readers.read(PageFile("scan", data=s.jpeg(s.at(form, 150))), 0).codes == (TEXT,)
    readers.close()
    with pytest.raises(Refused, match="reading-stopped"):
        readers.read(PageFile("scan", data=s.jpeg(form)), 0)


def test_what_is_drawn_anew_around_the_modules_is_what_every_code_has(form) -> None:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0)
    code.add_data(TEXT, optimize=0)
    code.make(fit=True)
    modules = np.array(code.modules, dtype=bool)
    assert modules.shape == (code_repair.MODULES, code_repair.MODULES)
    page = np.where(np.kron(np.pad(modules, 9), np.ones((12, 12), dtype=bool)), 0, 255).astype(np.uint8)
    page[110:190, 374:454] = 60  # the upper right mark is blotted out
    drawn = next(code_repair.redrawn(page, (), 12)).pixels[3::6, 3::6] < 128
    assert np.array_equal(drawn[4:-4, 4:-4], modules)


@pytest.mark.soak
def test_forms_that_draw_themselves_end(tmp_path) -> None:
    readers = PageReaders(1, seconds=30)
    for data in (h.endless_forms(), h.doubling_forms(), h.circular_tiff()):
        reason_of(readers, PageFile("endless", data=data))
    readers.close()


def test_a_path_that_is_no_file_is_refused(tmp_path) -> None:
    for path in (tmp_path / "gone.pdf", Path("/dev/zero")):
        with pytest.raises(Refused, match="page-file-unreadable"):
            page_files.kind_of(PageFile(path.name, path))


def mutated(data: bytes, dice: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(dice.choice((1, 3, 20, 200))):
        place = dice.randrange(len(made)) if dice.random() < 0.6 else dice.randrange(min(len(made), 600))
        made[place] = dice.randrange(256)
    if dice.random() < 0.2:
        del made[dice.randrange(len(made)) :]
    if dice.random() < 0.2:
        start = dice.randrange(max(1, len(made)))
        made[start:start] = made[: dice.randrange(2000)]
    return bytes(made)


def fuzz(form, tmp_path, times: int, seed: int) -> None:
    dice = random.Random(seed)
    page = s.at(form, 100)
    kinds = [
        s.jpeg(page),
        s.as_pdf(tmp_path / "a.pdf", [page, page], dpi=100).read_bytes(),
        s.as_tiff(tmp_path / "a.tif", [page.resize((400, 560))] * 2).read_bytes(),
        s.as_tiff(tmp_path / "b.tif", [s.fax(page)], compression="group4").read_bytes(),
        s.as_tiff(tmp_path / "c.tif", [page.resize((400, 560))], compression="jpeg").read_bytes(),
        form01.render(samples.form_data(payload=TEXT), samples.load_wording()),
    ]
    readers = PageReaders(2, seconds=20)
    for turn in range(times):
        file = PageFile(f"mutated {turn}", data=mutated(kinds[turn % len(kinds)], dice))
        try:
            page_files.kind_of(file)
            for index in range(min(2, readers.count(file))):
                assert readers.read(file, index).codes in ((), (TEXT,))
        except Refused as error:
            assert error.reason.startswith("page-")
    readers.close()


def test_mutated_files_neither_crash_nor_hang_nor_give_another_code(form, tmp_path) -> None:
    fuzz(form, tmp_path, 30, 1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_many_mutated_files(form, tmp_path, seed) -> None:
    fuzz(form, tmp_path, 300, 100 + seed)
