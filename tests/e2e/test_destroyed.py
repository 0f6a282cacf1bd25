# SPDX-License-Identifier: Apache-2.0
"""Destroyed means unreadable: after the purge no byte under the data folder holds a value of the file.

Besides, killed with -9 at random points of a purge: everything or nothing of each file, and the next run finishes.
"""

import json
import multiprocessing
import random
import shutil
import signal
import sqlite3
import time
import unicodedata
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from multiprocessing.connection import wait
from pathlib import Path

import pytest
from sqlalchemy import select, text

from officer_desk import settings
from officer_desk.domain.names import fold
from officer_desk.domain.records import Actor, AssessmentDraft, AssignDraft, QuestionDraft, StackPageDraft
from officer_desk.domain.values import Role, Verdict
from officer_desk.models.scrubbing import scrub
from officer_desk.models.tables import Declaration, Draft, OutboxMessage, Picture, PictureReading, SecondLook
from officer_desk.office import NOW, open_office
from officer_desk.printing import payload
from officer_desk.services import assessments, assigning, audit, daily, escalations, picture_queue, signed_pages
from tests import building as b
from tests.conftest import ADMIN, TODAY, Still
from tests.e2e import child_daily
from tests.reading import Reader

NUMBER, SHARING = "04711/2026/00101", "04712/2026/00101"
PLANTED = {"insurance_code": "0139271846", "full_name": "Khổng Thị Duy Nhất Quỳnh", "id": "001199987431"}
PHONE, EMAIL, STREET = "0987612345", "duynhat.quynh@vidu-rieng.vn", "Ngõ Riêng Biệt 77 đường Không Đâu"
NOTE, REASON = "Ghi chú rất riêng tư về bà", "Ảnh chân dung đội nón lá tím"
WORDS = (*PLANTED.values(), PHONE, EMAIL, STREET, NOTE, REASON)
YESTERDAY = TODAY - timedelta(hours=20)
NO_LOOKS = 'second_look_percent = 0\nsecond_look_rules = "no"\n'


def variants(word: str) -> set[bytes]:
    """Give the shapes in which a value may lie in a file: composed or not, folded, escaped, UTF-16."""
    found: set[bytes] = set()
    for shape in (word, word.lower(), word.upper(), fold(word), " " + fold(word), json.dumps(word)[1:-1]):
        for form in ("NFC", "NFD"):
            normal = unicodedata.normalize(form, shape)
            found |= {normal.encode(), normal.encode("utf-16-le")}
    return found


def holding(folder: Path, needles: set[bytes]) -> list[str]:
    """Give the files under a folder that hold one of these, and which."""
    found: list[str] = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found += [f"{path.relative_to(folder)}: {needle!r}" for needle in needles if needle in data]
    return found


def person(place: int) -> dict[str, str]:
    return {"insurance_code": f"01{place:08d}", "full_name": f"Nguyễn Văn Số {place}", "id": f"0011{place:08d}"}


def planted(number: str = NUMBER, **other):
    return b.declaration(
        number,
        PLANTED,
        submitted_at="2026-11-08T09:00:00+07:00",
        phone=PHONE,
        email=EMAIL,
        wants_email_copy=True,
        address={"scheme": "2020", "province": "01", "district": "005", "commune": "00163", "street": STREET},
        **other,
    )


def crowd(first: int, count: int):
    return [
        b.declaration(
            f"{place:05d}/2026/00101",
            person(place),
            submitted_at="2026-11-20T09:00:00+07:00",
            phone=f"09{place:08d}",
            address={"scheme": "2020", "province": "01", "district": "005", "commune": "00163", "street": "Tổ 1 " * 30},
            pictures={},
        )
        for place in range(first, first + count)
    ]


@pytest.fixture
def settled(office, officer, clock):
    """An office in which the planted file lived through much, and expired."""
    folder = office.settings.data_dir
    (folder / "settings.toml").write_text(
        f'mail_url = "{folder / "mail"}"\nsms_url = "{folder / "sms"}"\nundo_seconds = 0\n{NO_LOOKS}',
        "utf-8",
    )
    clock.moment = YESTERDAY
    assert all(package.accepted for package in b.take(office, officer, *crowd(100, 60)).packages)
    record = b.take_one(office, officer, planted())
    b.take(office, officer, *crowd(200, 60))
    draft = AssessmentDraft(record.id, record.version, Verdict.INCOMPLETE, (REASON,), NOTE)
    office.act(office.context(officer), assessments.record, draft)
    worked_on_together(office, officer, record)
    with office.database.writing.begin() as session:
        body = office.gateways.keys.seal("draft", NOTE)
        session.add(Draft(officer_id=1, declaration_id=record.id, body=body, saved_at=clock.moment))
    rewrite(office, record.id)
    other = b.take_one(
        office, officer, b.declaration(SHARING, b.HAI, submitted_at="2026-11-20T09:00:00+07:00", phone="0900555666")
    )
    with office.database.writing.begin() as session:
        shared = session.scalars(select(Picture).where(Picture.declaration_id == record.id)).first()
        theirs = session.scalars(select(Picture).where(Picture.declaration_id == other.id)).first()
        theirs.sha256 = shared.sha256
    with (
        closing(sqlite3.connect(office.database.path)) as old,
        closing(sqlite3.connect(folder / "before-0002-20260101.db")) as new,
    ):
        old.backup(new)
    return record


def worked_on_together(office, officer, record) -> None:
    """Let what others wrote about the file hold its words too: a note, a question, a second look."""
    chief = Actor(2, "nguyen.van.thu", "Nguyễn Văn Thử", Role.SUPERVISOR, "00101")
    office.act(office.context(chief), assigning.assign, AssignDraft((record.id,), officer.officer_id, NOTE))
    office.act(office.context(officer), escalations.ask, QuestionDraft(record.id, NOTE))
    with office.database.writing.begin() as session:
        session.add(
            SecondLook(
                declaration_id=record.id, office_code="00101", act_key="a" * 36, why=["random"], note=NOTE,
                asked_at=YESTERDAY, first_officer_id=1, first_verdict=Verdict.INVALID, status="taken-back",
                reasons=[REASON],
            )
        )  # fmt: skip


def rewrite(office, declaration_id: int) -> None:
    """Change the row a thousand times, longer and shorter, among others that come and go: pages split and merge."""
    dice = random.Random(7)
    for turn in range(40):
        with office.database.writing.begin() as session:
            for _ in range(25):
                filler = "Tổ dân phố " * dice.randrange(1, 400)
                victim = dice.choice([declaration_id, dice.randrange(1, 60)])
                address = json.dumps({"scheme": "2020", "province": "01", "district": "005", "commune": "00163",
                                      "street": STREET + filler if victim == declaration_id else filler})  # fmt: skip
                session.execute(text("UPDATE declaration SET address = :a WHERE id = :i"), {"a": address, "i": victim})
            name = PLANTED["full_name"] if turn % 2 else PLANTED["full_name"] + " Tạm"
            session.execute(
                text("UPDATE declaration SET full_name = :n, name_key = :k WHERE id = :i"),
                {"n": name, "k": " " + fold(name), "i": declaration_id},
            )


def needles_of(office, record) -> set[bytes]:
    words = {needle for word in WORDS for needle in variants(word)}
    with office.database.reading() as session:
        messages = session.scalars(select(OutboxMessage).where(OutboxMessage.declaration_id == record.id)).all()
        drafts = session.scalars(select(Draft)).all()
        row = session.get_one(Declaration, record.id)
        return words | {m.body for m in messages} | {d.body for d in drafts} | {row.content_digest.encode()}


def drop_copies(office, record) -> int:
    """Put the file's messages into the drop folders, as sending them does."""
    with office.database.reading() as session:
        messages = session.scalars(select(OutboxMessage).where(OutboxMessage.declaration_id == record.id)).all()
        for message in messages:
            kind, suffix = ("mail", ".eml") if message.channel.value == "email" else ("sms", ".json")
            folder = office.settings.data_dir / kind
            folder.mkdir(exist_ok=True)
            (folder / f"{message.message_id}{suffix}").write_text(f"{message.address} {PLANTED['full_name']}", "utf-8")
    return len(messages)


def signed_papers(office, officer) -> dict[str, bytes]:
    """Scan the file's signed form twice, and once with a forged code; give the bytes of the three pages."""
    code = payload.make(NUMBER, 1, office.gateways.keys.key_for(payload.KEY))
    scanned = {}
    for place, codes in enumerate(((code,), (code,), (code[:-1],)), 1):
        sha256 = b.store(office, ("ivory", "linen", "snow")[place - 1])
        draft = StackPageDraft(sha256, codes, "files", "stack", place)
        office.act(office.context(officer), signed_pages.file_page, draft)
        scanned[sha256] = office.gateways.pictures.read(sha256)
    return scanned


def read_pictures(office, record, kept: str) -> set[bytes]:
    """Read all pictures; give what is kept, sealed, of those that nobody else has."""
    while picture_queue.read_some(b.Quiet(), office, Reader(PLANTED["full_name"]), "desk").left:
        pass
    own = {picture.sha256 for picture in record.pictures} - {kept}
    with office.database.reading() as session:
        rows = session.scalars(select(PictureReading).where(PictureReading.sha256.in_(own))).all()
        assert len(rows) == 2
        return {row.data for row in rows if row.data}


def run(office):
    return daily.run(b.Quiet(), office)


def test_line_43_after_the_purge_no_byte_under_the_data_folder_holds_a_value_of_the_file(
    office, officer, clock, settled
) -> None:
    folder = office.settings.data_dir
    clock.moment = TODAY
    assert [file.number for file in run(office).expired] == [NUMBER]
    assert drop_copies(office, settled) >= 2
    needles = needles_of(office, settled)
    pictures = {p.sha256: office.gateways.pictures.read(p.sha256) for p in settled.pictures}
    with office.database.reading() as session:
        kept = session.scalars(
            select(Picture.sha256).join(Declaration, Declaration.id == Picture.declaration_id)
            .where(Declaration.number == SHARING, Picture.sha256.in_(pictures))
        ).all()  # fmt: skip
    assert len(kept) == 1
    needles |= read_pictures(office, settled, kept[0])
    pictures |= signed_papers(office, officer)
    sealed = {office.gateways.pictures.path(sha256).read_bytes() for sha256 in pictures if sha256 not in kept}
    before = holding(folder, needles)
    for sign in ("desk.db:", "before-", "mail/", "sms/"):
        assert any(line.startswith(sign) for line in before), sign  # else the test looks for nothing

    clock.moment = TODAY + timedelta(days=4)
    report = run(office)
    assert ([file.number for file in report.purged], report.leftovers) == ([NUMBER], 0)
    gone = {data for sha256, data in pictures.items() if sha256 not in kept} | sealed
    assert len(gone) == 10
    assert holding(folder, needles | gone) == []
    assert office.gateways.pictures.read(kept[0]) == pictures[kept[0]]
    assert not list(folder.glob("before-*"))
    assert office.ask(office.context(ADMIN), audit.verify).intact
    assert (folder / "desk.db-wal").stat().st_size < 20_000


def test_split_pages_keep_residues_until_the_database_is_written_anew(office) -> None:
    """Secure_delete alone is not enough: this is why the purge ends with VACUUM."""
    path, residues = office.database.path, 0
    for seed in range(40):
        with office.database.writing.begin() as session:
            _split_pages(session, random.Random(seed))
        with closing(office.database.engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        residues = path.read_bytes().count(b"PLANTED")
        if residues:
            break
    assert residues
    assert scrub(office.database)
    assert b"PLANTED" not in path.read_bytes()
    assert b"PLANTED" not in path.with_name("desk.db-wal").read_bytes()


def _split_pages(session, dice: random.Random) -> None:
    session.execute(text("DROP TABLE IF EXISTS t"))
    session.execute(text("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, rest TEXT)"))
    session.execute(text("CREATE INDEX i ON t (name)"))
    places = list(range(1500))
    dice.shuffle(places)
    values = [
        {"i": place, "n": ("PLANTED" if turn % 40 == 0 else "") + "".join(dice.choices("abcdefghij", k=50)),
         "r": "r" * dice.randrange(10, 900)}
        for turn, place in enumerate(places)
    ]  # fmt: skip
    session.execute(text("INSERT INTO t VALUES (:i, :n, :r)"), values)
    session.execute(text("UPDATE t SET name = '', rest = '' WHERE name LIKE 'PLANTED%'"))


# --- killed ----------------------------------------------------------------------------------------------------------

KILLS, SOAK_KILLS, FILES = 10, 200, 5
AFTERWARDS = TODAY + timedelta(days=4)
needs_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")


@dataclass(frozen=True)
class Prepared:
    """A folder in which five files are due to be destroyed, one of which shares a picture with a file that stays."""

    folder: Path
    needles: frozenset[bytes]
    """What must be gone at the end."""
    pictures: frozenset[str]
    kept: str
    moments: int


@pytest.fixture(scope="module")
def server():
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.e2e.child_daily"])
    return made


@pytest.fixture(scope="module")
def prepared(_made_office, tmp_path_factory, server) -> Prepared:
    folder = tmp_path_factory.mktemp("due") / "office"
    shutil.copytree(_made_office, folder)
    (folder / "settings.toml").write_text("undo_seconds = 0\n" + NO_LOOKS, "utf-8")
    officer = Actor(1, "tran.thi.mau", "Trần Thị Mẫu", Role.RECEPTION, "00101", "quầy 3")
    opened = open_office(settings.load(folder, {}), environment={NOW: TODAY.isoformat()})
    office = replace(opened, clock=Still(TODAY))
    people = [person(place) for place in range(FILES)]
    made = [
        b.declaration(
            f"{place:05d}/2026/00101", who, submitted_at="2026-11-08T09:00:00+07:00", phone=f"091234567{place}"
        )
        for place, who in enumerate(people)
    ]
    records = [b.take_one(office, officer, data) for data in made]
    stays = b.take_one(office, officer, b.declaration(SHARING, b.HAI, phone="0900555666"))
    with office.database.writing.begin() as session:
        theirs = session.scalars(select(Picture).where(Picture.declaration_id == stays.id)).first()
        theirs.sha256 = records[0].pictures[0].sha256
    for record in records:
        draft = AssessmentDraft(record.id, record.version, Verdict.INCOMPLETE, (REASON,), NOTE)
        office.act(office.context(officer), assessments.record, draft)
    assert len(run(office).expired) == FILES
    office.close()
    words = {shape for who in people for word in who.values() for shape in variants(word)}
    pictures = {picture.sha256 for record in records for picture in record.pictures}
    kept = records[0].pictures[0].sha256
    calm = folder.with_name("calm")
    shutil.copytree(folder, calm)
    moments = int(_child(server, calm)[-2].removeprefix("moments "))
    return Prepared(folder, frozenset(words), frozenset(pictures - {kept}), kept, moments)


@needs_kill
def test_what_is_killed_ten_times_while_it_destroys_leaves_whole_files_and_is_finished(
    server, prepared, tmp_path
) -> None:
    _kill(KILLS, random.Random(3), server, prepared, tmp_path)


@needs_kill
@pytest.mark.soak
def test_what_is_killed_two_hundred_times_while_it_destroys_leaves_whole_files_and_is_finished(
    server, prepared, tmp_path
) -> None:
    seed = time.time_ns()
    print("seed", seed)
    _kill(SOAK_KILLS, random.Random(seed), server, prepared, tmp_path)


def _kill(kills: int, dice: random.Random, server, prepared: Prepared, tmp_path: Path) -> None:
    killed = 0
    while killed < kills:
        folder = tmp_path / "office"
        shutil.copytree(prepared.folder, folder)
        with (
            closing(sqlite3.connect(folder / "desk.db")) as old,
            closing(sqlite3.connect(folder / "before-x.db")) as new,
        ):
            old.backup(new)
        for _ in range(dice.randrange(1, 4)):
            # By a count of moments; now and then by the clock, which also falls into the middle of a VACUUM.
            by_clock = dice.random() < 0.3
            died = _child(server, folder, 0 if by_clock else dice.randrange(1, prepared.moments), by_clock and dice)
            killed += died is None
            assert _halves(folder) == []
        _child(server, folder)
        _finished(folder, prepared)
        shutil.rmtree(folder)


def _child(server, folder: Path, die_at: int = 0, by_clock: "random.Random | bool" = False) -> list[str] | None:
    """Run it to its end or to its kill; gives what it told, None when it was killed."""
    told, tells = server.Pipe(duplex=False)
    process = server.Process(target=child_daily.work, args=(str(folder), AFTERWARDS.isoformat(), tells, die_at))
    process.start()
    tells.close()
    heard: list[str] = []
    while wait([told], 60):
        try:
            heard.append(told.recv())
        except (EOFError, OSError):
            break
        assert not heard[-1].startswith("broken"), heard[-1]
        if heard == ["opened"] and by_clock and not wait([told], by_clock.uniform(0, 0.25)):
            process.kill()
    process.join(60)
    told.close()
    if process.exitcode == -signal.SIGKILL:
        return None
    assert process.exitcode == 0, heard
    return heard


def _halves(folder: Path) -> list[str]:
    """Give the files of a copy that are neither whole nor a tombstone."""
    copy = folder.with_name("as-it-was-left")
    shutil.copytree(folder, copy)
    found: list[str] = []
    with closing(sqlite3.connect(copy / "desk.db")) as database:
        found += [str(row) for row in database.execute("PRAGMA integrity_check") if row != ("ok",)]
        for number, ident, purged in database.execute(
            "SELECT number, id, purged_at FROM declaration WHERE state = 'expired'"
        ):
            parts = [
                database.execute(f"SELECT count(*) FROM {table} WHERE declaration_id = ?", (ident,)).fetchone()[0]
                for table in ("picture", "assessment", "outbox_message")
            ]
            named = database.execute("SELECT full_name <> '' FROM declaration WHERE id = ?", (ident,)).fetchone()[0]
            traced = database.execute(
                "SELECT count(*) FROM trace_entry WHERE subject = ? AND act = 'purge'", (number,)
            ).fetchone()[0]
            whole = bool(named) and traced == 0 and all(parts)
            nothing = not named and traced == 1 and not any(parts)
            if not (nothing if purged else whole):
                found.append(f"{number}: purged {purged}, {parts}, name {named}, traced {traced}")
    shutil.rmtree(copy)
    return found


def _finished(folder: Path, prepared: Prepared) -> None:
    assert holding(folder, set(prepared.needles)) == []
    there = {path.name for path in (folder / "pictures").rglob("*") if path.is_file()}
    assert not there & prepared.pictures
    assert not [name for name in there if name.startswith(".")]
    assert prepared.kept in there
    assert not list(folder.glob("before-*"))
    with closing(sqlite3.connect(folder / "desk.db")) as database:
        assert database.execute("SELECT count(*) FROM declaration WHERE purged_at IS NOT NULL").fetchone() == (FILES,)
        assert database.execute("SELECT name FROM mark").fetchall() == [("daily-run",), ("pictures-sealed",)]
