# SPDX-License-Identifier: Apache-2.0
"""The registry's extract: it answers, says when it cannot, and is replaced whole or not at all."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways.households import HouseholdExtract, import_csv
from tests.conftest import SAMPLES

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
HEADER = "insurance_code,full_name,date_of_birth,sex,id_number\n"
ROW = "0100001155,Phạm Thị Thu Hương,1991-01-16,F,001191000818\n"


def extract(
    path: Path, *, age: timedelta = timedelta(), most: timedelta | None = timedelta(days=3)
) -> HouseholdExtract:
    return HouseholdExtract(path, most, lambda: NOW + age)


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    target = tmp_path / "data" / "households.db"
    assert import_csv(SAMPLES / "households.csv", target, NOW) == 105
    return target


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "households.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_code_is_answered_with_its_person(loaded: Path) -> None:
    entry = extract(loaded).ask("0100001155")
    assert entry is not None
    assert (entry.full_name, entry.date_of_birth, entry.sex) == ("Phạm Thị Thu Hương", "1991-01-16", "F")
    assert extract(loaded).ask("7900007390") is None


def test_the_source_says_of_when_the_data_are(loaded: Path) -> None:
    assert extract(loaded).source() == "HGĐ 21/11/2026 08:00"
    assert extract(loaded).taken_at() == NOW


def test_without_an_extract_nobody_is_not_found(tmp_path: Path) -> None:
    registry = extract(tmp_path / "households.db")
    with pytest.raises(Unavailable, match="hgd-no-extract"):
        registry.ask("0100001155")
    assert (registry.source(), registry.taken_at()) == ("HGĐ", None)


def test_an_extract_that_is_too_old_does_not_answer(loaded: Path) -> None:
    assert extract(loaded, age=timedelta(days=3)).ask("7900007390") is None
    with pytest.raises(Unavailable, match="hgd-too-old"):
        extract(loaded, age=timedelta(days=3, seconds=1)).ask("7900007390")
    assert extract(loaded, age=timedelta(days=999), most=None).ask("7900007390") is None


@pytest.mark.parametrize("damage", [b"", b"not a database" * 100])
def test_a_damaged_extract_is_unreachable_and_never_not_found(loaded: Path, damage: bytes) -> None:
    loaded.write_bytes(damage)
    with pytest.raises(Unavailable, match="hgd-unreachable"):
        extract(loaded).ask("0100001155")
    assert extract(loaded).taken_at() is None


def test_a_new_extract_is_seen_by_the_next_question(loaded: Path, tmp_path: Path) -> None:
    registry = extract(loaded)
    assert registry.ask("0100001155") is not None
    import_csv(write(tmp_path, HEADER + ROW.replace("0100001155", "0100000018")), loaded, NOW + timedelta(hours=1))
    assert registry.ask("0100001155") is None
    assert registry.taken_at() == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        (HEADER, "households-empty", None),
        (HEADER + ROW + ROW, "households-broken-twice", 3),
        (HEADER + ROW + "1,x,1,M,\n", "households-broken", 3),
        ("", "households-broken-header", 1),
        (HEADER.encode() + b"0100001155,\xff\xfe,1991,F,\n", "households-broken-encoding", 2),
    ],
)
def test_a_broken_file_leaves_the_old_extract_as_it_was(
    loaded: Path, tmp_path: Path, text: str | bytes, reason: str, line: int | None
) -> None:
    before = loaded.read_bytes()
    with pytest.raises(Refused, match=f"^{reason}$") as caught:
        import_csv(write(tmp_path, text), loaded, NOW)
    assert caught.value.facts.get("line") == line
    assert loaded.read_bytes() == before
    assert [path.name for path in loaded.parent.iterdir()] == [loaded.name]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="file-unreadable"):
        import_csv(tmp_path / "none.csv", tmp_path / "households.db", NOW)


def test_loading_tells_how_far_it_is(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    rows = "".join(f"{n:010},Người Mẫu,1990,,\n" for n in range(12_000))
    path = write(tmp_path, "\ufeff" + HEADER + rows)
    assert import_csv(path, tmp_path / "households.db", NOW, lambda done, total: seen.append((done, total))) == 12_000
    size = path.stat().st_size
    assert seen[-1] == (size, size)
    assert len(seen) > 2
    assert seen == sorted(seen)


def test_only_the_owner_may_read_the_extract(loaded: Path) -> None:
    assert loaded.stat().st_mode & 0o777 == 0o600
    assert loaded.parent.stat().st_mode & 0o777 == 0o700
