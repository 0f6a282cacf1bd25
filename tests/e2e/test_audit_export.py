# SPDX-License-Identifier: Apache-2.0
"""The exported trace and its verifier of one page, run as an auditor runs it: nothing of this program beside it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from officer_desk.errors import Refused, Unavailable
from officer_desk.services import audit_export
from tests import building as b
from tests.conftest import ADMIN
from tests.e2e.test_command_line import call

VERIFIER = Path(__file__).parents[2] / "docs" / "verify_trace.py"


def verify(file: Path) -> subprocess.CompletedProcess[str]:
    """Run a copy of the verifier without any package and any of our modules."""
    alone = shutil.copy(VERIFIER, file.parent / "verify.py")
    return subprocess.run(
        [sys.executable, "-I", "-S", str(alone), str(file)], capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture
def exported(office, officer, supervisor, tmp_path) -> Path:
    """A trace with acts of two chains, some of them with nested facts and Vietnamese letters."""
    record = b.take_one(office, officer, b.declaration("1/2026/00101"))
    b.approve(office, officer, record)
    file = tmp_path / "trace.jsonl"
    audit_export.export(b.Quiet(), office, supervisor, file)
    return file


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_the_command_writes_a_trace_that_the_verifier_finds_intact_and_leaves_a_row(office, officer, tmp_path) -> None:
    b.take_one(office, officer, b.declaration("1/2026/00101"))
    file = tmp_path / "nhật ký.jsonl"
    done = call(office.settings.data_dir, "audit", "export", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    seen = verify(file)
    assert (seen.returncode, seen.stderr) == (0, "")
    assert "seals were not checked" in seen.stdout
    rows = [line["row"] for line in lines(file) if "row" in line]
    assert [row["act"] for row in rows if row["office_code"] == "local"][-1] == "export-trace"
    assert f"local: {sum(row['office_code'] == 'local' for row in rows)} rows" in seen.stdout
    assert file.stat().st_mode & 0o077 == 0


def test_nothing_of_a_citizen_is_in_the_file(exported) -> None:
    text = exported.read_text("utf-8")
    assert not [
        value for value in (b.MAI["full_name"], b.MAI["id"], b.MAI["insurance_code"], "0900093353") if value in text
    ]


def _edit(found: list[dict[str, Any]]) -> None:
    found[3]["row"]["subject"] += "x"


def _edit_facts(found: list[dict[str, Any]]) -> None:
    row = next(line["row"] for line in found if line.get("row", {}).get("facts"))
    row["facts"]["version"] = 77


def _delete(found: list[dict[str, Any]]) -> None:
    del found[3]


def _swap(found: list[dict[str, Any]]) -> None:
    found[2], found[3] = found[3], found[2]


def _renumber(found: list[dict[str, Any]]) -> None:
    """Put one row in the place of another and number both anew."""
    one, other = found[2]["row"], found[3]["row"]
    one["sequence"], other["sequence"] = other["sequence"], one["sequence"]
    found[2], found[3] = found[3], found[2]


def _cut_rows(found: list[dict[str, Any]]) -> None:
    last = max(place for place, line in enumerate(found) if "row" in line)
    del found[last]
    found[-1]["end"]["rows"] -= 1


def _cut_file(found: list[dict[str, Any]]) -> None:
    del found[-2:]


def _lose_chain(found: list[dict[str, Any]]) -> None:
    office = found[1]["row"]["office_code"]
    found[:] = [line for line in found if line.get("row", line.get("head", {})).get("office_code") != office]


def _lose_head(found: list[dict[str, Any]]) -> None:
    del found[-2]
    found[-1]["end"]["heads"] -= 1


def _go_on(found: list[dict[str, Any]]) -> None:
    found.append(found[1])


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_edit, "edited"),
        (_edit_facts, "edited"),
        (_delete, "deleted"),
        (_swap, "out of order"),
        (_renumber, "edited"),
        (_cut_rows, "cut off"),
        (_cut_file, "cut off"),
        (_lose_chain, "cut off"),
        (_lose_head, "cut off"),
        (_go_on, "follows the end"),
    ],
)
def test_what_was_done_to_the_file_is_found(exported, damage: Callable[[list[dict[str, Any]]], None], said) -> None:
    found = lines(exported)
    damage(found)
    exported.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in found), "utf-8")
    seen = verify(exported)
    assert seen.returncode == 1
    assert "NOT INTACT" in seen.stderr
    assert said in seen.stderr


def test_an_edited_row_whose_digest_is_made_anew_breaks_the_chain(exported) -> None:
    found = lines(exported)
    sys.path.insert(0, str(VERIFIER.parent))
    try:
        from verify_trace import digest  # type: ignore[import-not-found]
    finally:
        sys.path.pop(0)
    row = found[2]["row"]
    row["user_name"] = "ai.do"
    row["digest"] = digest(row)
    exported.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in found), "utf-8")
    assert "out of order" in verify(exported).stderr


def test_who_may_not_verify_the_trace_may_not_export_it_nor_over_something_else_than_a_file(
    office, officer, tmp_path
) -> None:
    with pytest.raises(Refused, match="may-not"):
        audit_export.export(b.Quiet(), office, officer, tmp_path / "t.jsonl")
    with pytest.raises(Unavailable, match="file-trouble"):
        audit_export.export(b.Quiet(), office, ADMIN, tmp_path)
    assert list(tmp_path.glob("*.jsonl*")) == []
