# SPDX-License-Identifier: Apache-2.0
"""`check`: what is not read yet is read, then compared; as JSON and as a table; the view is in the trace."""

import json
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.e2e.test_command_line import call

NUMBER = "00097/2026/001"
"""Two digits of the declared number are exchanged."""


@pytest.fixture
def folder(office) -> Path:
    """A sample office's folder into which one package was imported."""
    call(office.settings.data_dir, "import", str(SAMPLES / "packages" / "038-vssid"))
    return office.settings.data_dir


def test_a_file_is_read_and_compared_and_its_view_is_traced(folder) -> None:
    done = call(folder, "check", NUMBER, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert list(told) == ["number", "qr", "mrz", "hgd", "fields", "quality", "duplicates"]
    assert (told["number"], told["hgd"], told["duplicates"]) == (NUMBER, "match", [])
    assert (told["qr"]["read"], told["qr"]["role"], told["qr"]["fields"]["sex"]) == (True, "identity_front", "M")
    assert told["mrz"] == {
        "read": True,
        "lines": ["IDVNM0810002892001081000289<<3", "8102243M4102245VNM<<<<<<<<<<<0", "BUI<<QUOC<DUNG<<<<<<<<<<<<<<<<"],
    }
    number, name = told["fields"]["id_number"], told["fields"]["full_name"]
    assert number["declared"] == "001081000829"
    for source in ("qr", "mrz", "hgd"):
        assert number[source] == {"value": "001081000289", "verdict": "differs", "close": True}
    assert [name[source]["verdict"] for source in ("qr", "mrz", "hgd")] == ["match", "match-after-normalising", "match"]
    table = call(folder, "check", NUMBER)
    assert table.returncode == 0
    for word in ("Bùi Quốc Dũng", "QR thẻ: đã đọc", "MRZ: đã đọc", "001081000289", "Gần khớp", "24/02/1981"):
        assert word in table.stdout, word
    assert "xác thực" not in table.stdout
    history = json.loads(call(folder, "show", NUMBER, "--json").stdout)["history"]
    assert [entry["act"] for entry in history].count("view") == 3
    log = "".join(path.read_text("utf-8") for path in folder.rglob("*.log*"))
    assert "BUI<<QUOC" not in log
    assert "001081000289" not in log


def test_an_unknown_number_is_a_sentence(folder) -> None:
    done = call(folder, "check", "00000/2026/00101")
    assert (done.returncode, done.stdout) == (1, "")
    assert "00000/2026/00101" in done.stderr
