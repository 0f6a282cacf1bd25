# SPDX-License-Identifier: Apache-2.0
"""Importing: whole or not at all, in the order of the names, and the same however often it is run or broken off."""

import hashlib
import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from officer_desk.domain.records import Actor, AssessmentDraft, DeclarationRecord
from officer_desk.domain.values import PictureRole, Role, State, Verdict
from officer_desk.errors import Refused, Unavailable
from officer_desk.models.tables import Assessment, Declaration, TraceEntry
from officer_desk.office import OpenOffice
from officer_desk.services import assessments, audit, declarations
from tests.conftest import ADMIN, SAMPLES
from tests.services.importing import Waiting, declaration, import_one, import_paths, picture, write_package

MAI = SAMPLES / "packages" / "001-mobile"
"""A whole declaration whose code and name the registry knows."""


def stored(office: OpenOffice) -> dict[str, Declaration]:
    with office.database.reading() as session:
        found = {row.number: row for row in session.scalars(select(Declaration))}
        session.expunge_all()
        return found


def opened(office: OpenOffice, actor: Actor, number: str) -> DeclarationRecord:
    found = stored(office)[number].id
    return office.ask(office.context(actor), declarations.refresh, found)


def whole_database(office: OpenOffice) -> list[Any]:
    """Every row of every table."""
    with sqlite3.connect(office.settings.database_path) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        rows = [(name, connection.execute(f"SELECT * FROM {name}").fetchall()) for name in names]
    connection.close()
    return rows


def files(office: OpenOffice) -> set[str]:
    folder = office.settings.data_dir / "pictures"
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_a_package_becomes_a_file_with_pictures_and_a_trace(office: OpenOffice, officer: Actor, clock: Any) -> None:
    package = import_one(office, officer, MAI)
    assert (package.name, package.accepted, package.unchanged, package.number) == (
        "001-mobile",
        True,
        False,
        "00090/2026/00110",
    )
    assert (package.message, package.offender) == ("", None)
    record = opened(office, officer, "00090/2026/00110")
    assert record.state is State.WAITING
    assert record.imported_at == clock.now()
    assert [p.role for p in record.pictures] == [
        PictureRole.PORTRAIT,
        PictureRole.IDENTITY_FRONT,
        PictureRole.IDENTITY_BACK,
    ]
    assert {p.sha256 for p in record.pictures} == files(office)
    assert [entry.act for entry in record.history] == ["import"]
    row = stored(office)["00090/2026/00110"]
    assert (row.serial, row.name_key, row.email_key) == ("90", " hoang thi thu mai", "hoang.thi.thu.mai88@example.com")


def test_what_is_stored_reads_back_as_it_was_declared(office: OpenOffice, officer: Actor, tmp_path: Path) -> None:
    certificate = {"number": "5401", "issuer": "CA mẫu", "valid_from": "2026-01-15", "valid_to": "2028-01-14"}
    identity = {"kind": "passport", "number": "c0000017", "population_verified": True}
    address = {"scheme": "2025", "province": "01", "district": None, "commune": "00004", "street": "Tổ 3"}
    values = [
        declaration(certificate=certificate, identity=identity, address=address, email="Thu@Example.com"),
        declaration(
            number="00018.G/2026/00101",
            insurance_code="0100000026",
            kind="change",
            changes={
                "phone": "0162 000 3933",
                "email": "a@example.com",
                "address": address,
                "full_name": "Tên Mới",
                "identity": identity,
                "pictures": ["portrait"],
            },
        ),
        declaration(
            number="00019.BD/2026/00101",
            insurance_code="0100000034",
            kind="child",
            guardian={"insurance_code": "0100000018", "full_name": "Nguyễn Thị Mẹ", "relation": "mẹ"},
        ),
    ]
    from officer_desk.domain.package import parse

    for number, value in enumerate(values):
        path = write_package(tmp_path / str(number), value)
        assert import_one(office, officer, path).accepted
        declared = parse(json.dumps(value).encode(), office.clock.now(), {"00101"}).declared
        assert opened(office, officer, str(value["number"])).declared == declared


def test_importing_again_changes_nothing(office: OpenOffice, officer: Actor) -> None:
    first = import_paths(office, officer, SAMPLES / "packages")
    before, pictures_before = whole_database(office), files(office)
    second = import_paths(office, officer, SAMPLES / "packages")
    assert whole_database(office) == before
    assert files(office) == pictures_before
    assert [(p.name, p.accepted) for p in second.packages] == [(p.name, p.accepted) for p in first.packages]
    assert all(p.unchanged for p in second.packages if p.accepted)


def test_a_known_number_with_other_content_is_refused_and_nothing_of_it_is_kept(
    office: OpenOffice, officer: Actor, tmp_path: Path
) -> None:
    import_one(office, officer, write_package(tmp_path / "1", declaration()))
    before, pictures_before = whole_database(office), files(office)
    other = write_package(tmp_path / "2", declaration(full_name="Người Khác"), {"portrait.jpg": picture("green")})
    package = import_one(office, officer, other)
    assert (package.accepted, package.offender, package.number) == (False, "number", "00017/2026/00101")
    assert whole_database(office) == before
    assert files(office) == pictures_before


def test_another_picture_is_other_content(office: OpenOffice, officer: Actor, tmp_path: Path) -> None:
    import_one(office, officer, write_package(tmp_path / "1", declaration()))
    other = write_package(tmp_path / "2", declaration(), {"portrait.jpg": picture("green")})
    assert not import_one(office, officer, other).accepted


def test_a_bad_package_stops_nobody_and_leaves_nothing(office: OpenOffice, officer: Actor, tmp_path: Path) -> None:
    bad = declaration(number="00002/2026/00101", pictures={"portrait": "portrait.jpg", "identity_front": "front.jpg"})
    write_package(tmp_path / "in" / "1", declaration(number="00001/2026/00101"))
    write_package(tmp_path / "in" / "2", bad, {"portrait.jpg": picture("blue"), "front.jpg": picture("green")[:-20]})
    write_package(tmp_path / "in" / "3", declaration(number="00003/2026/00101", insurance_code="0100000034"))
    report = import_paths(office, officer, tmp_path / "in")
    assert [(p.name, p.accepted, p.offender) for p in report.packages] == [
        ("1", True, None),
        ("2", False, "front.jpg"),
        ("3", True, None),
    ]
    assert set(stored(office)) == {"00001/2026/00101", "00003/2026/00101"}
    assert len(files(office)) == 1


def test_files_that_are_not_named_are_left_out_and_mentioned(
    office: OpenOffice, officer: Actor, tmp_path: Path
) -> None:
    extra = {"portrait.jpg": picture(), "ghi chú.txt": b"x"}
    package = import_one(office, officer, write_package(tmp_path / "1", declaration(), extra))
    assert package.accepted
    assert "ghi chú.txt" in package.message


def test_a_file_whose_pictures_are_not_named_comes_up_as_papers_missing(
    office: OpenOffice, officer: Actor, tmp_path: Path
) -> None:
    """Checklist 48, 50-51: portrait and both sides, unless the population database has verified the citizen."""
    identity = {"kind": "cccd", "number": "001199000017", "population_verified": False}
    package = import_one(office, officer, write_package(tmp_path / "1", declaration(identity=identity)))
    assert package.accepted
    assert "mặt trước" in package.message
    record = opened(office, officer, "00017/2026/00101")
    assert record.state is State.INCOMPLETE
    assert record.missing == (PictureRole.IDENTITY_FRONT, PictureRole.IDENTITY_BACK)
    assert record.days_left == 9


def approve(office: OpenOffice, officer: Actor, number: str) -> None:
    record = opened(office, officer, number)
    draft = AssessmentDraft(record.id, record.version, Verdict.VALID, compared=record.required, citizen_came=True)
    office.act(office.context(officer), assessments.record, draft)


def copy_of_mai(folder: Path, **values: object) -> Path:
    value = json.loads((MAI / "declaration.json").read_text("utf-8"))
    names = ("portrait.jpg", "front.jpg", "back.jpg")
    return write_package(folder, {**value, **values}, {name: (MAI / name).read_bytes() for name in names})


def test_a_code_that_has_an_account_cannot_be_registered_again(
    office: OpenOffice, officer: Actor, tmp_path: Path
) -> None:
    """Checklist 70: «mã số đã được đăng ký»."""
    import_one(office, officer, MAI)
    approve(office, officer, "00090/2026/00110")
    before = whole_database(office)
    again = import_one(office, officer, copy_of_mai(tmp_path / "again", number="00091/2026/00110"))
    assert (again.accepted, again.offender) == (False, "insurance_code")
    assert "mã số đã được đăng ký" in again.message
    assert whole_database(office) == before
    # The package that the account came from is still simply there; a change of information is possible.
    assert import_one(office, officer, MAI).unchanged
    change = copy_of_mai(tmp_path / "change", number="00092/2026/00110", kind="change", changes={"phone": "0900000017"})
    assert import_one(office, officer, change).accepted


def test_a_second_declaration_takes_the_place_of_an_undecided_first(
    office: OpenOffice, officer: Actor, tmp_path: Path
) -> None:
    """Checklist 68: not yet approved, the citizen registers again with the right data."""
    import_one(office, officer, write_package(tmp_path / "1", declaration()))
    second = import_one(
        office,
        officer,
        write_package(tmp_path / "2", declaration(number="00018/2026/00101", full_name="Nguyễn Thị Đúng")),
    )
    assert second.accepted
    assert "00017/2026/00101" in second.message
    first = opened(office, officer, "00017/2026/00101")
    assert (first.state, first.decided_at is not None, first.version) == (State.WITHDRAWN, True, 2)
    assert first.history[0].act == "withdraw"
    assert "00018/2026/00101" in first.history[0].words
    assert opened(office, officer, "00018/2026/00101").state is State.WAITING
    with office.database.reading() as session:
        row = session.scalars(select(Assessment)).one()
    assert (row.verdict, row.successor) == (None, "00018/2026/00101")


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1)])
def test_the_newest_declaration_counts_in_whatever_order_they_come(
    office: OpenOffice, officer: Actor, tmp_path: Path, order: tuple[int, ...]
) -> None:
    for n in order:
        value = declaration(number=f"0000{n}/2026/00101", submitted_at=f"2026-11-1{n}T08:00:00+07:00")
        import_one(office, officer, write_package(tmp_path / str(n), value))
    states = {number[:5]: row.state for number, row in stored(office).items()}
    assert states == {"00001": State.WITHDRAWN, "00002": State.WITHDRAWN, "00003": State.WAITING}


def test_decided_files_and_other_kinds_are_not_withdrawn(office: OpenOffice, officer: Actor, tmp_path: Path) -> None:
    import_one(office, officer, write_package(tmp_path / "1", declaration()))
    change = declaration(number="00018/2026/00101", kind="change", changes={"phone": "0900000018"}, pictures={})
    import_one(office, officer, write_package(tmp_path / "2", change, {}))
    assert {row.state for row in stored(office).values()} == {State.WAITING}
    record = opened(office, officer, "00017/2026/00101")
    draft = AssessmentDraft(record.id, record.version, Verdict.INVALID, reasons=("Ảnh mờ",))
    office.act(office.context(officer), assessments.record, draft)
    import_one(office, officer, write_package(tmp_path / "3", declaration(number="00019/2026/00101")))
    states = {number[:5]: row.state for number, row in stored(office).items()}
    assert states == {"00017": State.REJECTED, "00018": State.WAITING, "00019": State.WAITING}


def test_a_second_change_takes_the_place_of_the_first(office: OpenOffice, officer: Actor, tmp_path: Path) -> None:
    for n in (1, 2):
        value = declaration(
            number=f"0000{n}/2026/00101", kind="change", changes={"phone": f"090000001{n}"}, pictures={}
        )
        import_one(office, officer, write_package(tmp_path / str(n), value, {}))
    assert {number[:5]: row.state for number, row in stored(office).items()} == {
        "00001": State.WITHDRAWN,
        "00002": State.WAITING,
    }


def test_importing_can_be_stopped_between_two_packages_and_goes_on_later(office: OpenOffice, officer: Actor) -> None:
    job = Waiting(stop_after=7)
    report = import_paths(office, officer, SAMPLES / "packages", job=job)
    assert len(report.packages) == 7
    assert job.seen[-1] == (7, 46)
    rest = import_paths(office, officer, SAMPLES / "packages")
    assert len(rest.packages) == 46
    assert [p.unchanged for p in rest.packages[:7] if p.accepted] == [True] * sum(p.accepted for p in report.packages)


def test_progress_counts_every_package(office: OpenOffice, officer: Actor, tmp_path: Path) -> None:
    for n in range(3):
        write_package(tmp_path / "in" / str(n), {"broken": n})
    job = Waiting()
    import_paths(office, officer, tmp_path / "in", job=job)
    assert job.seen == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_path_that_is_not_there_is_said_before_anything_is_taken(
    office: OpenOffice, officer: Actor, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="import-path"):
        import_paths(office, officer, MAI, tmp_path / "none")
    assert stored(office) == {}


def test_nobody_imports_before_signing_in_counts_as_somebody(office: OpenOffice) -> None:
    """The administrator of the command line imports, and the trace says so."""
    import_one(office, ADMIN, MAI)
    with office.database.reading() as session:
        entry = session.scalars(select(TraceEntry).where(TraceEntry.act == "import")).one()
    assert (entry.user_name, entry.role, entry.subject) == ("test@local", Role.ADMINISTRATOR, "00090/2026/00110")


def test_the_trace_holds_no_personal_value(office: OpenOffice, officer: Actor) -> None:
    import_one(office, officer, MAI)
    with office.database.reading() as session:
        entry = session.scalars(select(TraceEntry).where(TraceEntry.act == "import")).one()
    text = json.dumps(entry.facts, ensure_ascii=False)
    assert not any(value in text for value in ("0100007236", "001188000936", "Mai", "0900093353", "example.com"))


def test_a_disk_that_is_full_stops_the_import_and_loses_nothing(
    office: OpenOffice, officer: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from officer_desk.gateways import pictures

    for n in (1, 2):
        value = declaration(number=f"0000{n}/2026/00101", insurance_code=f"010000000{n}")
        write_package(tmp_path / "in" / str(n), value, {"portrait.jpg": picture("red" if n == 1 else "blue")})
    write: Callable[[Path, bytes], None] = pictures._write
    blue = hashlib.sha256(picture("blue")).hexdigest()

    def full(path: Path, data: bytes) -> None:
        if path.name == blue:  # what is written is sealed
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(pictures, "_write", full)
    with pytest.raises(Unavailable, match="disk-full"):
        import_paths(office, officer, tmp_path / "in")
    assert set(stored(office)) == {"00001/2026/00101"}
    monkeypatch.undo()
    report = import_paths(office, officer, tmp_path / "in")
    assert [(p.accepted, p.unchanged) for p in report.packages] == [(True, True), (True, False)]


def test_a_power_cut_before_the_commit_leaves_the_same_in_the_end(office: OpenOffice, officer: Actor) -> None:
    """The pictures are there, the file is not: the next run takes it as if it were the first."""

    class PowerCut(Exception):
        pass

    def cut(_connection: object) -> None:
        raise PowerCut

    event.listen(office.database.engine, "commit", cut)
    with pytest.raises(PowerCut):
        import_one(office, officer, MAI)
    event.remove(office.database.engine, "commit", cut)
    assert stored(office) == {}
    assert len(files(office)) == 3
    package = import_one(office, officer, MAI)
    assert (package.accepted, package.unchanged) == (True, False)
    assert {p.sha256 for p in opened(office, officer, "00090/2026/00110").pictures} == files(office)


KILLED = """
import sys
from pathlib import Path
from officer_desk.domain.records import Actor
from officer_desk.domain.values import Role
from officer_desk.office import open_office
from officer_desk.services import intake
from officer_desk.settings import Settings

class Job:
    cancelled = False
    def progress(self, done, total):
        print(done, flush=True)

admin = Actor(0, "test@local", "test@local", Role.ADMINISTRATOR, "local")
intake.import_packages(Job(), open_office(Settings(Path(sys.argv[1]))), admin, [Path(sys.argv[2])])
"""


@pytest.mark.parametrize("after", [0, 3, 11])
def test_killed_at_any_moment_and_run_again_is_as_if_run_once(office: OpenOffice, officer: Actor, after: int) -> None:
    environment = {
        "OFFICER_DESK_NOW": office.clock.now().isoformat(),
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    command = [sys.executable, "-c", KILLED, str(office.settings.data_dir), str(SAMPLES / "packages")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if int(line) >= after:
                break
        time.sleep(0.003 * after)
        child.kill()
    report = import_paths(office, officer, SAMPLES / "packages")
    labels = json.loads((SAMPLES / "expected.json").read_text("utf-8"))["packages"]
    assert [p.accepted for p in report.packages] == [label["accepted"] for label in labels]
    found = stored(office)
    assert set(found) == {label["number"] for label in labels if label["accepted"]}
    for row in found.values():
        for held in row.pictures:
            assert len(office.gateways.pictures.read(held.sha256)) == held.size
    with office.database.reading() as session:
        imports = list(session.scalars(select(TraceEntry.subject).where(TraceEntry.act == "import")))
    assert sorted(imports) == sorted(found)
    assert office.ask(office.context(ADMIN), audit.verify).intact


def test_a_declaration_that_is_long_overdue_is_taken(
    office: OpenOffice, officer: Actor, tmp_path: Path, clock: Any
) -> None:
    clock.moment += timedelta(days=400)
    assert import_one(office, officer, write_package(tmp_path / "1", declaration())).accepted
    assert opened(office, officer, "00017/2026/00101").condition == "overdue"
