# SPDX-License-Identifier: Apache-2.0
"""The doctor as its user calls it: words or JSON, and an exit code that a nightly job can read."""

import json

from tests.e2e.test_command_line import call

NOT_OURS = {"clock", "printers", "registry", "disk"}
"""What depends on the machine that runs the test."""


def test_a_sound_office_is_said_to_be_well_in_words_and_in_json(office) -> None:
    folder = office.settings.data_dir  # it may be open meanwhile
    told = json.loads(call(folder, "doctor", "--json").stdout)
    levels = {row["check"]: row["level"] for row in told["findings"] if row["check"] not in NOT_OURS}
    assert levels == dict.fromkeys(
        ("folder", "database", "key", "pictures", "trace", "outbox", "backup", "texts", "fonts"), "ok"
    )
    said = call(folder, "doctor")
    assert "Cơ sở dữ liệu nguyên vẹn." in said.stdout
    assert (said.returncode, told["healthy"]) in {(0, True), (1, False)}


def test_a_broken_office_is_examined_all_the_same_and_the_exit_code_says_so(office) -> None:
    folder = office.settings.data_dir
    office.close()
    (folder / "office.key").unlink()
    (folder / "settings.toml").write_text("undo_seconds = 9999\n", "utf-8")
    done = call(folder, "doctor", "--json")
    found = {row["check"]: row for row in json.loads(done.stdout)["findings"]}
    assert (done.returncode, done.stderr) == (1, "")
    assert {check for check, row in found.items() if row["level"] == "wrong"} - NOT_OURS == {"key", "texts"}
    assert "undo_seconds" in found["texts"]["text"]
    assert not (folder / "office.key").exists()
