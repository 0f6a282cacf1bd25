# SPDX-License-Identifier: Apache-2.0
"""`officer-desk file-signed` as its user meets it: JSON, exit codes, sentences."""

import json
import random

import pytest

from officer_desk.domain.records import Actor
from officer_desk.models.tables import Declaration
from officer_desk.office import OpenOffice
from tests import building as b
from tests import hostile_pages as h
from tests import scanning as s
from tests.e2e.test_command_line import call

PEOPLE = (b.MAI, b.HAI, b.LAN, b.HOA)


@pytest.fixture
def scans(office: OpenOffice, officer: Actor, tmp_path):
    """Four forms, one covered, one forged, as a PDF."""
    dice = random.Random(5)
    pages = []
    for place, person in enumerate(PEOPLE, 1):
        data = b.declaration(f"{place:05d}/2026/00101", person, phone=f"090000000{place}", email=None, pictures={})
        record = b.take_one(office, officer, data)
        key = b"another office's key of 32 bytes" if place == 4 else None
        page = s.sign(s.draw(s.printed(office, record.id, key=key), 150), dice)
        pages.append(s.turn(s.cover(page) if place == 3 else page, dice.uniform(-3, 3)))
    return s.as_pdf(tmp_path / "xấp 1.pdf", pages)


def test_it_answers_in_json_and_says_by_its_exit_code_whether_all_found_their_file(office, scans, tmp_path) -> None:
    folder = office.settings.data_dir
    (tmp_path / "khóa.pdf").write_bytes(h.locked_pdf())
    done = call(folder, "file-signed", str(tmp_path / "khóa.pdf"), str(scans), str(tmp_path / "không có"), "--json")
    assert (done.returncode, done.stderr) == (1, "")
    report = json.loads(done.stdout)
    assert list(report) == ["pages"]
    assert [set(page) for page in report["pages"]] == [{"page", "outcome", "number", "message"}] * 6
    told = [(page["page"], page["outcome"], page["number"]) for page in report["pages"]]
    assert told == [
        (1, "refused", None),
        (2, "filed", "00001/2026/00101"),
        (3, "filed", "00002/2026/00101"),
        (4, "unread", None),
        (5, "refused", None),
        (6, "refused", None),
    ]
    assert report["pages"][0]["message"].startswith("khóa.pdf: Tệp PDF có mật khẩu")
    assert report["pages"][3]["message"].startswith("xấp 1.pdf, trang 3: Không đọc được mã")
    assert report["pages"][5]["message"].startswith("không có: Không mở được tệp")
    again = call(folder, "file-signed", str(scans))
    assert "4 trang: 2 đã gắn" in again.stdout
    assert "xấp 1.pdf, trang 1: Hồ sơ 00001/2026/00101 đã có trang này" in again.stdout
    assert call(folder, "audit", "verify").returncode == 0


def test_the_exit_code_is_0_when_all_are_filed_or_flagged(office, officer, tmp_path) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101", pictures={}))
    path = tmp_path / "a.jpg"
    path.write_bytes(s.jpeg(s.draw(s.printed(office, record.id), 150)))
    with office.database.writing.begin() as session:
        session.get_one(Declaration, record.id).data_version += 1
    done = call(office.settings.data_dir, "file-signed", str(path), "--json")
    assert (done.returncode, json.loads(done.stdout)["pages"][0]["outcome"]) == (0, "flagged")
    assert call(office.settings.data_dir, "file-signed").returncode == 2
