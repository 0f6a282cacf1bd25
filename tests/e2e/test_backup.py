# SPDX-License-Identifier: Apache-2.0
"""A backup as its owner makes it and needs it: one process saves a desk at work, another brings it back elsewhere."""

from datetime import timedelta

import pyotp
import pytest

from officer_desk.cli import restoring
from officer_desk.domain.records import EnrolmentDraft, StackPageDraft
from officer_desk.domain.values import State
from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways import age
from officer_desk.gateways import backups as files
from officer_desk.gateways.backups import Lock
from officer_desk.models.tables import Mark
from officer_desk.office import NOW, OpenOffice, open_office
from officer_desk.printing import payload
from officer_desk.services import audit, backups, officers, outbox, signed_pages
from officer_desk.settings import Settings, load
from tests import building as b
from tests.conftest import ADMIN, TODAY
from tests.e2e.test_command_line import call

PHRASE = "mây trắng bay qua cầu 27"


@pytest.fixture
def lock() -> Lock:
    """A key without the second that a passphrase takes."""
    return Lock(age.new_identity(), b"sealed")


def test_a_restore_is_rehearsed_the_office_opens_signs_in_and_decides_a_file(office, officer, tmp_path) -> None:
    for number, person in (("1/2026/00101", b.MAI), ("2/2026/00101", b.HAI)):
        b.take_one(office, officer, b.declaration(number, person))
    (office.settings.data_dir / "settings.toml").write_text("remind_day = 7\n", "utf-8")
    file, place = tmp_path / "stick" / "b.zip", tmp_path / "other" / "desk"
    file.parent.mkdir()
    saved = call(office.settings.data_dir, "backup", str(file), OFFICER_DESK_PASSPHRASE=PHRASE)  # while it is open
    assert (saved.returncode, "Đã sao lưu và đọc lại" in saved.stdout, "6 ảnh" in saved.stdout) == (0, True, True)
    b.approve(office, officer, b.open_file(office, officer, "1/2026/00101"))  # what comes later is not in it
    secret = tmp_path / "phrase.txt"
    secret.write_text(f"{PHRASE}\n", "utf-8")
    arguments = ("restore", str(file), "--into", str(place), "--passphrase-file", str(secret))
    restored = call(tmp_path / "nothing-here", *arguments)
    assert (restored.returncode, "2 hồ sơ, 6 ảnh" in restored.stdout, "tạm dừng" in restored.stderr) == (0, True, True)
    _works(open_office(load(place), environment={NOW: TODAY.isoformat()}))
    assert not (tmp_path / "nothing-here").exists()


def _works(again: OpenOffice) -> None:
    """Sign in as an officer does for the first time, and decide a file."""
    try:
        password, name = "cầu vồng sau mưa 88", "tran.thi.mau"
        assert _act(again, officers.change_first_password, name, "mau-Ba-Dinh-01", password).step == "enrol"
        begun = again.ask(again.context(None), officers.begin_enrolment, name)
        code = pyotp.TOTP(begun.secret).at(again.clock.phone_now())
        draft = EnrolmentDraft(name, password, begun, code)
        actor = _act(again, officers.finish_enrolment, draft).actor
        assert actor is not None
        record = b.open_file(again, actor, "1/2026/00101")
        assert record.state is State.WAITING
        b.approve(again, actor, record)
        assert b.open_file(again, actor, "1/2026/00101").state is State.APPROVED
        assert b.open_file(again, actor, "2/2026/00101").pictures
        assert again.ask(again.context(ADMIN), audit.verify).intact
        assert again.settings.remind_day == 7
    finally:
        again.close()


def _act(office: OpenOffice, service, *args):
    return office.act(office.context(None), service, *args)[0]


def test_the_present_office_is_put_aside_and_not_while_its_desk_is_open(office, officer, tmp_path, lock) -> None:
    file, place = tmp_path / "b.zip", office.settings.data_dir
    backups.make(b.Quiet(), office, ADMIN, file, lock)
    b.take_one(office, officer, b.declaration("1/2026/00101"))
    with pytest.raises(Refused, match="desk-is-open"):
        restoring.restore(_Silent(), file, lock.identity, place)
    office.close()
    report = restoring.restore(_Silent(), file, lock.identity, place)
    assert report.aside is not None
    for folder, files_ in ((place, 0), (report.aside, 1)):
        opened = open_office(Settings(folder), environment={NOW: TODAY.isoformat()})
        with opened.database.reading() as session:
            assert session.connection().exec_driver_sql("SELECT count(*) FROM declaration").scalar() == files_
        opened.close()


def test_signed_pages_come_back_with_the_office_and_a_lost_one_is_told(office, officer, tmp_path, lock) -> None:
    record = b.take_one(office, officer, b.declaration("1/2026/00101", pictures={}))
    code = payload.make("1/2026/00101", 1, office.gateways.keys.key_for(payload.KEY))
    for colour, codes in (("ivory", (code,)), ("linen", ())):
        draft = StackPageDraft(b.store(office, colour), codes, "files", "stack", 1)
        office.act(office.context(officer), signed_pages.file_page, draft)
    (lost,) = office.ask(office.context(officer), signed_pages.tray)
    office.gateways.pictures.path(lost.sha256).unlink()
    made = backups.make(b.Quiet(), office, ADMIN, tmp_path / "b.zip", lock)
    assert made.missing == (lost.sha256,)
    restoring.restore(_Silent(), tmp_path / "b.zip", lock.identity, tmp_path / "other")
    again = open_office(Settings(tmp_path / "other"), environment={NOW: TODAY.isoformat()})
    (page,) = b.open_file(again, officer, record.number).signed
    assert again.gateways.pictures.read(page.sha256) == office.gateways.pictures.read(page.sha256)
    again.close()


class _Silent(b.Quiet):
    def close(self) -> None:
        """Nothing was shown."""


def test_what_must_not_be_written_over_is_refused_and_nothing_is_touched(office, lock, tmp_path) -> None:
    inside = office.settings.data_dir / "b.zip"
    there = tmp_path / "there.zip"
    there.write_bytes(b"an older backup")
    for target, reason in (
        (inside, "backup-inside"),
        (there, "backup-exists"),
        (tmp_path / "no" / "b.zip", "backup-no-folder"),
    ):
        with pytest.raises(Refused, match=reason):
            backups.make(b.Quiet(), office, ADMIN, target, lock)
    assert (there.read_bytes(), inside.exists()) == (b"an older backup", False)
    foreign = tmp_path / "papers"
    foreign.mkdir()
    (foreign / "letter.txt").write_text("x")
    backups.make(b.Quiet(), office, ADMIN, tmp_path / "b.zip", lock)
    with pytest.raises(Refused, match="restore-foreign"):
        restoring.restore(_Silent(), tmp_path / "b.zip", lock.identity, foreign)
    assert [path.name for path in foreign.iterdir()] == ["letter.txt"]


def test_only_an_administrator_backs_up_it_is_traced_and_marked_and_pictures_that_are_lost_are_told(
    office, officer, supervisor, lock, tmp_path
) -> None:
    for actor in (officer, supervisor):
        with pytest.raises(Refused, match="may-not"):
            backups.make(b.Quiet(), office, actor, tmp_path / "b.zip", lock)
    b.take_one(office, officer, b.declaration("1/2026/00101"))
    lost = next((office.settings.data_dir / "pictures").glob("??/*"))
    lost.unlink()
    report = backups.make(b.Quiet(), office, ADMIN, tmp_path / "b.zip", lock)
    assert (report.missing, report.contents.pictures) == ((lost.name,), 2)
    assert report.keep_until == TODAY + timedelta(days=30)
    with office.database.reading() as session:
        mark = session.get(Mark, backups.MADE)
        assert mark is not None
        assert mark.at == TODAY
        acts = session.connection().exec_driver_sql("SELECT act, user_name FROM trace_entry ORDER BY id DESC LIMIT 1")
        assert acts.one() == ("backup", ADMIN.user_name)
    place = tmp_path / "restored"
    restored = restoring.restore(_Silent(), tmp_path / "b.zip", lock.identity, place, {NOW: TODAY.isoformat()})
    assert restored.contents.missing == {lost.name}


def test_a_file_whose_time_is_over_is_destroyed_again_and_nothing_is_sent_before_a_person_looked(
    office, officer, lock, tmp_path
) -> None:
    b.take_one(office, officer, b.declaration("1/2026/00101"))
    backups.make(b.Quiet(), office, ADMIN, tmp_path / "b.zip", lock)
    place = tmp_path / "restored"
    # Expired at the first run, and out of the three days of bringing back at the second.
    for days, expired, purged in ((12, 1, 0), (17, 0, 1)):
        later = {NOW: (TODAY + timedelta(days=days)).isoformat()}
        if days == 17:
            opened = open_office(Settings(place), environment={NOW: (TODAY + timedelta(days=12)).isoformat()})
            backups.make(b.Quiet(), opened, ADMIN, tmp_path / "later.zip", lock)
            opened.close()
        file = tmp_path / ("b.zip" if days == 12 else "later.zip")
        report = restoring.restore(_Silent(), file, lock.identity, place, later)
        assert (len(report.daily.expired), len(report.daily.purged)) == (expired, purged)
    opened = open_office(Settings(place), environment=later)
    with opened.database.reading() as session:
        assert outbox.is_paused(session)
    opened.close()
    data = b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file() and path.name != "households.db")
    assert b.MAI["full_name"].encode() not in data
    assert not list((place / "pictures").glob("??/*"))


def test_a_newer_schema_a_cut_file_and_a_database_that_is_none_leave_the_present_office_as_it_is(
    office, lock, tmp_path
) -> None:
    folder = office.settings.data_dir
    good = tmp_path / "b.zip"
    backups.make(b.Quiet(), office, ADMIN, good, lock)
    office.close()
    before = sorted((path.name, path.read_bytes()) for path in folder.iterdir() if path.is_file())
    cut = tmp_path / "cut.zip"
    cut.write_bytes(good.read_bytes()[:-200])
    newer, noise = tmp_path / "newer.zip", tmp_path / "noise.zip"
    about = {"made_at": TODAY.isoformat(), "keep_until": TODAY.isoformat()}
    members = [files.bytes_member("desk.db", b"noise" * 9999), files.bytes_member("office.key", b"k" * 32)]
    files.write(newer, lock, {**about, "schema": "9999"}, members, lambda _bytes: None)
    files.write(noise, lock, {**about, "schema": "0002"}, members, lambda _bytes: None)
    for file, reason in (
        (cut, "backup-foreign"),
        (newer, "backup-newer"),
        (noise, "backup-damaged"),
        (tmp_path / "none.zip", "file-trouble"),
    ):
        with pytest.raises((Refused, Unavailable), match=reason):
            restoring.restore(_Silent(), file, lock.identity, folder)
    after = sorted((path.name, path.read_bytes()) for path in folder.iterdir() if path.is_file())
    assert [name for name, _ in after] == [name for name, _ in before]
    assert [path.name for path in folder.parent.glob(".*")] == []


def test_a_broken_office_can_be_replaced_though_it_cannot_be_opened(office, lock, tmp_path) -> None:
    folder = office.settings.data_dir
    backups.make(b.Quiet(), office, ADMIN, tmp_path / "b.zip", lock)
    office.close()
    (folder / "desk.db").write_bytes(b"noise" * 9999)
    report = restoring.restore(_Silent(), tmp_path / "b.zip", lock.identity, folder, {NOW: TODAY.isoformat()})
    assert report.aside is not None
    assert (report.aside / "desk.db").read_bytes() == b"noise" * 9999
    open_office(Settings(folder), environment={NOW: TODAY.isoformat()}).close()


@pytest.mark.parametrize(
    ("arguments", "phrase", "words"),
    [
        (("backup", "{tmp}/new.zip"), "quá ngắn", "ít nhất 12 ký tự"),
        (("backup", "{tmp}/new.zip"), None, "--passphrase-file"),
        (("backup", "{tmp}/no/b.zip"), PHRASE, "Không có thư mục"),
        (("restore", "{tmp}/text.zip"), PHRASE, "không phải bản sao lưu"),
    ],
)
def test_a_call_that_cannot_be_done_says_so_in_one_sentence(office, tmp_path, arguments, phrase, words) -> None:
    (tmp_path / "text.zip").write_text("no backup")
    given = {} if phrase is None else {"OFFICER_DESK_PASSPHRASE": phrase}
    done = call(office.settings.data_dir, *(text.format(tmp=tmp_path) for text in arguments), **given)
    assert (done.returncode, done.stdout, words in done.stderr) == (1, "", True)
    assert "Traceback" not in done.stderr
