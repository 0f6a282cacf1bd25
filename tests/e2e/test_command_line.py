# SPDX-License-Identifier: Apache-2.0
"""The command line as its user meets it: exit codes, Vietnamese sentences, JSON; and a window that sees its acts."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import SAMPLES, TODAY

ENVIRONMENT = {**os.environ, "OFFICER_DESK_NOW": TODAY.isoformat(), "PYTHONIOENCODING": "utf-8"}


def call(folder: Path, *arguments: str, **changed: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "officer_desk", "--data-dir", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env={**ENVIRONMENT, **changed}, check=False)


@pytest.fixture
def folder(office) -> Path:
    """A sample office's folder that nobody else holds open."""
    return office.settings.data_dir


def test_importing_reports_as_json_and_says_by_its_exit_code_whether_any_was_refused(folder) -> None:
    done = call(
        folder, "import", str(SAMPLES / "packages" / "001-mobile"), str(SAMPLES / "packages" / "015-vssid"), "--json"
    )
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["totals"] == {"packages": 2, "accepted": 1, "unchanged": 0, "refused": 1}
    assert report["packages"][1]["offender"] == "zalo"
    again = call(folder, "import", str(SAMPLES / "packages" / "001-mobile"))
    assert (again.returncode, "không đổi 1" in again.stdout) == (0, True)


def test_search_and_show_speak_json_with_english_keys(folder) -> None:
    call(folder, "import", str(SAMPLES / "packages" / "029-vssid"))
    (row,) = json.loads(call(folder, "search", "--text", "tran thi hoa", "--json").stdout)
    person = {"number", "kind", "insurance_code", "full_name", "id_number", "phone", "office_code"}
    assert person | {"submitted_at", "received_at", "days_left", "condition", "status"} <= set(row)
    shown = json.loads(call(folder, "show", row["number"], "--json").stdout)
    assert {"missing_pictures", "hgd", "duplicates", "history"} <= set(shown)
    assert (shown["hgd"], shown["days_left"], shown["status"]) == ("name-differs", 7, "waiting")
    assert [entry["act"] for entry in shown["history"]] == ["view", "import"]


def test_printing_writes_a_pdf_and_leaves_a_row(folder, tmp_path) -> None:
    call(folder, "import", str(SAMPLES / "packages" / "001-mobile"))
    pdf = tmp_path / "tờ khai.pdf"
    assert call(folder, "print", "00090/2026/00110", "-o", str(pdf)).returncode == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    history = json.loads(call(folder, "show", "00090/2026/00110", "--json").stdout)["history"]
    assert "print-form" in [entry["act"] for entry in history]
    assert call(folder, "audit", "verify").returncode == 0


def test_several_forms_are_one_pdf(folder, tmp_path) -> None:
    call(folder, "import", str(SAMPLES / "packages" / "001-mobile"), str(SAMPLES / "packages" / "029-vssid"))
    (row,) = json.loads(call(folder, "search", "--text", "tran thi hoa", "--json").stdout)
    pdf = tmp_path / "nhiều.pdf"
    done = call(folder, "print", "00090/2026/00110", row["number"], "-o", str(pdf))
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, str(pdf), "")
    assert pdf.read_bytes().count(b"/Type /Page\n") + pdf.read_bytes().count(b"/Type /Page ") == 2
    history = json.loads(call(folder, "show", row["number"], "--json").stdout)["history"]
    assert "print-form" in [entry["act"] for entry in history]
    assert call(folder, "print", "00090/2026/00110", "9/2026/00101", "-o", str(pdf)).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "1/2026/00101"), 1, "Không có hồ sơ"),
        (("serch",), 2, "Không có lệnh"),
        (("search", "--from", "gestern"), 2, "--from"),
        (("import", "/nowhere/at/all"), 1, "/nowhere/at/all"),
        (("import-households", "/nowhere.csv"), 1, "nowhere.csv"),
        (("officers", "unlock", "nobody"), 1, "nobody"),
    ],
)
def test_a_wrong_call_gets_a_vietnamese_sentence_on_stderr(folder, arguments, code, words) -> None:
    done = call(folder, *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_database_is_told_in_words(tmp_path) -> None:
    (tmp_path / "desk.db").write_bytes(b"this is no database" * 300)
    done = call(tmp_path, "search")
    assert (done.returncode, "hỏng" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


def test_an_empty_extract_leaves_the_former_one(folder, tmp_path) -> None:
    empty = tmp_path / "households.csv"
    empty.write_text("insurance_code,full_name,date_of_birth,sex,id_number\n", "utf-8")
    assert call(folder, "import-households", str(empty)).returncode == 1
    call(folder, "import", str(SAMPLES / "packages" / "001-mobile"))
    assert json.loads(call(folder, "show", "00090/2026/00110", "--json").stdout)["hgd"] == "match"


def test_every_command_has_a_help_page(folder) -> None:
    for command in ("", "demo", "import", "import-households", "import-offices", "search", "show", "print", "tour"):
        done = call(folder, *([command] if command else []), "--help")
        assert done.returncode == 0
        assert done.stdout.startswith("Cách dùng:")


def test_english_is_the_second_language(folder) -> None:
    assert "There is no command" in call(folder, "serch", OFFICER_DESK_LANGUAGE="en").stderr


def test_the_period_report_is_told_as_json_and_written_where_it_is_wanted(folder, tmp_path) -> None:
    call(folder, "import", str(SAMPLES / "packages" / "001-mobile"))
    month = ("report", "--from", "2026-11-01", "--to", "30/11/2026")
    later = (TODAY + timedelta(hours=1)).isoformat()
    written = ("--by", "channel", "--json", "-o", str(tmp_path / "a.pdf"))
    done = call(folder, *month, *written, OFFICER_DESK_NOW=later)
    told = json.loads(done.stdout)
    assert (told["from"], told["to"], told["by"]) == ("2026-11-01", "2026-11-30", "channel")
    assert [(line["key"], line["received"], line["in-progress"]) for line in told["lines"]] == [("mobile", 1, 1)]
    assert told["total"]["received"] == 1
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert "Cân đối: " in call(folder, *month).stdout
    wrong = call(folder, "report", "--from", "2026-11-02", "--to", "2026-11-01")
    assert (wrong.returncode, wrong.stderr.startswith("Ngày đầu của kỳ")) == (1, True)
    assert call(folder, *month, "--office", "99999").returncode == 1
