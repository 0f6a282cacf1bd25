# SPDX-License-Identifier: Apache-2.0
"""What was read of the sample's pictures goes with them: every picture, by the checker that the desk has."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from officer_desk.domain.records import CardCode, MachineLines, PictureHint, PictureReading
from officer_desk.gateways.card_readers import CHECKER_VERSION
from officer_desk.gateways.units import Units
from officer_desk.sample.drawings import pictures_for
from officer_desk.sample.packages import COUNT, SEED
from officer_desk.sample.plan import make_plan
from officer_desk.sample.shipped_readings import read, shipped_path, write

CORNERS = ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9))


def test_every_picture_of_the_sample_was_read_by_the_desks_own_checker() -> None:
    pictures = pictures_for(SEED, COUNT, Units.load().address_text)
    cases = make_plan(datetime(2026, 11, 21, 2, 0, tzinfo=UTC), SEED, COUNT)
    sent = {sha256(pictures(case, role)).hexdigest() for case in cases for role in case.pictures}
    found = read(shipped_path())
    assert {reading.version for reading in found} == {CHECKER_VERSION}
    assert sent == {reading.sha256 for reading in found}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    lines = MachineLines(("A<<B", "C"), proved=True, checks_right=6, checks_of=6, corners=CORNERS)
    first = PictureReading("a" * 64, 1, (CardCode("001|Mậu", CORNERS, 3.5),), lines, True, (PictureHint("blur", 0.4),))
    second = PictureReading("b" * 64, 1, likeness="0" * 16)
    write(tmp_path / "r", [second, first])
    assert read(tmp_path / "r") == (first, second)
    assert read(tmp_path / "none") == ()
