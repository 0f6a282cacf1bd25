# SPDX-License-Identifier: Apache-2.0
"""The backup as a file: opened by the stock format, whole or refused, and nothing but what belongs into it."""

import hashlib
import io
import json
import random
import resource
import sqlite3
import stat
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from collections.abc import Generator
from contextlib import closing, contextmanager

import pyrage
import pytest

from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways import age, backups, pictures
from officer_desk.gateways.backups import Lock, bytes_member
from officer_desk.gateways.disk import trouble_of_the_disk, whole_file
from officer_desk.gateways.keys import Keys
from officer_desk.gateways.snapshots import closed_desk, snapshot
from officer_desk.gateways.tar_stream import Unpacker

PHRASE = "mây trắng bay qua cầu 27"
PICTURE = b"\xff\xd8 a picture"
SHA256 = hashlib.sha256(PICTURE).hexdigest()
MEMBERS = (
    ("desk.db", b"database" * 40_000),
    ("office.key", b"k" * 32),
    ("texts/messages.toml", b""),
    (f"pictures/{SHA256[:2]}/{SHA256}", PICTURE),
    ("missing-pictures.txt", b""),
)


def quiet(_bytes: int) -> None:
    """Ignore how far it is."""


@pytest.fixture(scope="module")
def lock() -> Lock:
    """A key that costs no second: the passphrase is another test's."""
    return Lock(age.new_identity(), b"sealed")


def write(path, lock, members=MEMBERS, **about):
    backups.write(path, lock, {"schema": "0002", **about}, [bytes_member(*member) for member in members], quiet)
    return path


def test_what_was_saved_comes_back_byte_for_byte_and_readable_by_its_owner_only(tmp_path, lock) -> None:
    file = write(tmp_path / "b.zip", lock)
    into = tmp_path / "into"
    found = backups.read(file, lock.identity, quiet, into)
    assert {name: (into / name).read_bytes() for name, _ in MEMBERS[:3]} == dict(MEMBERS[:3])
    key = Keys(b"k" * 32).key_for(pictures.PURPOSE)
    assert pictures.PictureStore(into / "pictures", key).read(SHA256) == PICTURE
    assert PICTURE not in (into / MEMBERS[3][0]).read_bytes()
    assert (found.pictures, found.about["schema"], found.missing) == (1, "0002", frozenset())
    for path in (file, *into.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_the_stock_format_opens_it_without_this_program(tmp_path) -> None:
    file = write(tmp_path / "b.zip", backups.new_lock(PHRASE))
    with zipfile.ZipFile(file) as archive:
        identity = pyrage.passphrase.decrypt(archive.read("key.age"), PHRASE).decode()
        assert identity == backups.unlock(file, f" {unicodedata.normalize('NFD', PHRASE)}\n") + "\n"
        assert identity.startswith("AGE-SECRET-KEY-1")
        assert "age -d -i key.age" in archive.read("DOC-TRUOC-README.txt").decode()
        plain = pyrage.decrypt(archive.read("data.age"), [pyrage.x25519.Identity.from_str(identity.strip())])
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        files = {info.name: tar.extractfile(info).read() for info in tar}  # type: ignore[union-attr]
    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert json.loads(files["backup.json"])["format"] == "officer-desk/backup"


@pytest.mark.parametrize("phrase", ["", "mật khẩu", "aaaaaaaaaaaaaaaaaaaa", "ngắn quá.  "])
def test_a_passphrase_that_is_easy_to_guess_is_refused(phrase) -> None:
    with pytest.raises(Refused, match="passphrase-weak"):
        backups.new_lock(phrase)


def test_a_backup_of_which_any_byte_was_changed_or_cut_off_is_refused(tmp_path, lock) -> None:
    whole = write(tmp_path / "b.zip", lock).read_bytes()
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        info = archive.getinfo("data.age")
    dice = random.Random(3)
    broken = tmp_path / "broken.zip"
    for place in [info.header_offset + 200, *(dice.randrange(info.header_offset + 100, len(whole)) for _ in range(25))]:
        for data in (whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]):
            broken.write_bytes(data)
            try:
                found = backups.read(broken, lock.identity, quiet)
            except Refused as refused:
                assert refused.reason in {"backup-damaged", "backup-foreign"}
            else:  # a byte of the zip's own directory that says nothing of the content
                assert place > info.header_offset + info.compress_size
                assert found == backups.read(tmp_path / "b.zip", lock.identity, quiet)


@pytest.mark.parametrize(
    "name",
    [
        "../office.key",
        "texts/../../x",
        "texts/..\\..\\x",
        "texts/c:x",
        "/etc/passwd",
        "logs/desk.log",
        "desk.db-wal",
        f"pictures/ab/{SHA256}",
        "texts",
    ],
)
def test_a_file_that_has_no_place_in_an_office_makes_it_a_damaged_backup(tmp_path, lock, name) -> None:
    file = write(tmp_path / "b.zip", lock, [(name, PICTURE)])
    with pytest.raises(Refused, match="backup-damaged"):
        backups.read(file, lock.identity, quiet, tmp_path / "into")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]


def test_a_file_of_less_than_nothing_makes_it_a_damaged_backup_and_no_endless_work() -> None:
    class Sink:
        def begin(self, name: str, size: int) -> None:
            raise AssertionError(name, size)

    info = tarfile.TarInfo("desk.db")
    info.size = -700
    with pytest.raises(ValueError, match="plain file"):
        Unpacker(Sink()).write(info.tobuf(tarfile.GNU_FORMAT) + bytes(2048))  # type: ignore[arg-type]


def test_a_picture_that_is_not_what_its_name_says_is_found(tmp_path, lock) -> None:
    file = write(tmp_path / "b.zip", lock, [(f"pictures/{SHA256[:2]}/{SHA256}", PICTURE + b"!")])
    with pytest.raises(Refused, match="backup-damaged"):
        backups.read(file, lock.identity, quiet)


def test_a_picture_that_comes_before_the_key_is_not_unpacked(tmp_path, lock) -> None:
    file = write(tmp_path / "b.zip", lock, [MEMBERS[3], MEMBERS[1]])
    with pytest.raises(Refused, match="backup-damaged"):
        backups.read(file, lock.identity, quiet, tmp_path / "into")
    assert not (tmp_path / "into" / "pictures").exists()


def test_other_files_and_newer_backups_are_refused_by_name(tmp_path, lock) -> None:
    other = tmp_path / "other.zip"
    other.write_bytes(b"PK no zip at all")
    with pytest.raises(Refused, match="backup-foreign"):
        backups.unlock(other, PHRASE)
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(Refused, match="backup-foreign"):
        backups.unlock(other, PHRASE)
    newer = write(tmp_path / "newer.zip", lock, version=2, program="9.0")
    with pytest.raises(Refused, match="backup-newer"):
        backups.read(newer, lock.identity, quiet, tmp_path / "into")


def test_a_disk_that_takes_no_more_says_so_as_itself(tmp_path, lock) -> None:
    def full():
        yield b"x"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        backups.write(tmp_path / "b.zip", lock, {}, [backups.Member("desk.db", 100, full())], quiet)


@contextmanager
def files_of_at_most(size: int) -> Generator[None]:
    """Let the system refuse to make any file longer, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_no_room_for_a_backup_an_export_or_a_restore_is_told_as_that(tmp_path, lock) -> None:
    good = write(tmp_path / "b.zip", lock)
    with files_of_at_most(50_000):
        with pytest.raises(Unavailable, match="no-room"), trouble_of_the_disk("b.zip"):
            write(tmp_path / "more.zip", lock)
        with pytest.raises(Unavailable, match="no-room"), trouble_of_the_disk("desk"):
            backups.read(good, lock.identity, quiet, tmp_path / "into")
        with pytest.raises(Unavailable, match="no-room"), whole_file(tmp_path / "trace.jsonl") as file:
            file.write(bytes(60_000))
    assert not list(tmp_path.glob("*trace*"))


def test_the_database_is_copied_at_one_moment_while_others_write_and_the_copy_has_no_name(office) -> None:
    path = office.settings.database_path
    seen: list[list[str]] = []
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:

        def write_more(_done: int, _all: int) -> None:
            writer.execute(
                "INSERT INTO mark VALUES ('later', 'x', 0) ON CONFLICT (name) DO UPDATE SET value = value || 'x'"
            )
            seen.append([found.name for found in path.parent.glob(".backup-*")])

        with snapshot(path, write_more) as copy:
            data = copy.file
            data.seek(0)
            with closing(sqlite3.connect(":memory:")) as copied:
                copied.deserialize(data.read())
                assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                assert copied.execute("SELECT count(*) FROM mark WHERE name = 'later'").fetchone() == (0,)
            assert copy.counts["officer"] == 3
        assert writer.execute("SELECT count(*) FROM mark WHERE name = 'later'").fetchone() == (1,)
    assert seen
    assert not any(seen)


def test_a_database_that_another_process_has_open_is_not_ours_to_move(office) -> None:
    path = office.settings.database_path
    office.database.close()
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA journal_mode=WAL');"
        "c.execute('SELECT count(*) FROM officer').fetchone(); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(Refused, match="desk-is-open"), closed_desk(path):
            pass
        other.communicate()
    with closed_desk(path):
        pass
