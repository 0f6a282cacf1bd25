# SPDX-License-Identifier: Apache-2.0
"""Pictures that former versions stored in the clear are sealed: all of them, whenever it is killed or cancelled."""

import os
import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from officer_desk.errors import Unavailable
from officer_desk.gateways.pictures import PictureStore
from officer_desk.models.tables import Mark
from officer_desk.office import OpenOffice
from officer_desk.services import daily, sealing
from tests import building as b
from tests.conftest import TODAY

COLOURS = [f"#{place * 1000:06x}" for place in range(60)]


@pytest.fixture
def open_ones(office: OpenOffice) -> dict[str, bytes]:
    """Sixty pictures as a former version left them."""
    store = office.gateways.pictures
    data = {store.put(found).sha256: found for found in map(b.picture, COLOURS)}
    for sha256, found in data.items():
        store.path(sha256).write_bytes(found)
    return data


def lying(office: OpenOffice) -> dict[str, bytes]:
    folder = office.settings.data_dir / "pictures"
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def is_done(office: OpenOffice) -> bool:
    with office.database.reading() as session:
        return session.get(Mark, sealing.SEALED) is not None


def test_the_daily_run_seals_what_lies_in_the_clear_and_remembers_it(office, open_ones) -> None:
    daily.run(b.Quiet(), office)
    found = lying(office)
    assert found.keys() == open_ones.keys()
    assert not any(data.startswith(b"\xff\xd8") for data in found.values())
    assert all(office.gateways.pictures.read(sha256) == data for sha256, data in open_ones.items())
    assert is_done(office)


def test_a_week_later_it_looks_again_and_not_before(office, clock, open_ones) -> None:
    assert sealing.seal_pictures(b.Quiet(), office) == len(open_ones)
    sha256, data = next(iter(open_ones.items()))
    office.gateways.pictures.path(sha256).write_bytes(data)  # brought back by hand from a backup
    clock.moment = TODAY + timedelta(days=6)
    assert sealing.seal_pictures(b.Quiet(), office) == 0
    clock.moment = TODAY + timedelta(days=7)
    assert sealing.seal_pictures(b.Quiet(), office) == 1
    assert office.gateways.pictures.read(sha256) == data


def test_the_former_bytes_are_overwritten_not_only_unnamed(office, open_ones, tmp_path) -> None:
    sha256, data = next(iter(open_ones.items()))
    with office.gateways.pictures.path(sha256).open("rb") as held:  # the former file, without a name by then
        assert held.read() == data
        sealing.seal_pictures(b.Quiet(), office)
        held.seek(0)
        assert held.read() == bytes(len(data))


def test_cancelled_it_stops_between_two_steps_and_the_next_run_does_the_rest(office, open_ones) -> None:
    class Stops(b.Quiet):
        def progress(self, done: int, total: int) -> None:
            self.cancelled = True

    done = sealing.seal_pictures(Stops(), office)
    assert 0 < done < len(open_ones)
    assert not is_done(office)
    assert sealing.seal_pictures(b.Quiet(), office) == len(open_ones) - done


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_step_no_picture_is_lost_and_none_stays_open(office, open_ones, monkeypatch, seed) -> None:
    """Every step that touches the disk may be the last one."""
    dice, real = random.Random(seed), {}
    names = ("replace", "unlink", "hardlink_to")
    for name in names:
        real[name] = getattr(Path, name)
    left = [0]

    def step(name):
        def run(path, *args, **other):
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            return real[name](path, *args, **other)

        return run

    for name in names:
        monkeypatch.setattr(Path, name, step(name))
    for _ in range(8):
        left[0] = dice.randrange(1, 50)
        try:
            sealing.seal_pictures(b.Quiet(), office)
        except Killed:
            left[0] = 0
        assert all(office.gateways.pictures.read(sha256) == data for sha256, data in open_ones.items())
    left[0] = 0
    sealing.seal_pictures(b.Quiet(), office)
    kept = lying(office)
    assert {name for name in kept if not name.startswith(".new-")} == open_ones.keys()
    assert not any(data.startswith(b"\xff\xd8") for data in kept.values())


def test_what_is_destroyed_meanwhile_does_not_come_back(office, open_ones) -> None:
    store = office.gateways.pictures
    sha256 = next(iter(open_ones))
    copy = store.sealed_copy(sha256)
    store.path(sha256).unlink()
    store.replace(sha256, copy)
    assert sha256 not in lying(office)
    assert not any(name.startswith(".new-") for name in lying(office))


def test_one_that_cannot_be_read_keeps_no_other_open(office, open_ones, caplog, monkeypatch) -> None:
    bad = next(iter(open_ones))
    real = PictureStore.sealed_copy

    def failing(store, sha256):
        if sha256 == bad:
            raise OSError(5, "Input/output error")
        return real(store, sha256)

    monkeypatch.setattr(PictureStore, "sealed_copy", failing)
    assert sealing.seal_pictures(b.Quiet(), office) == len(open_ones) - 1
    assert "could not be sealed" in caplog.text
    caplog.clear()
    assert not is_done(office)


def test_a_damaged_picture_is_hidden_too_and_stays_damaged(office) -> None:
    store = office.gateways.pictures
    sha256 = b.store(office, "red")
    store.path(sha256).write_bytes(b.picture("red")[:200])
    sealing.seal_pictures(b.Quiet(), office)
    assert store.is_sealed(sha256)
    with pytest.raises(Unavailable, match="picture-damaged"):
        store.read(sha256)


def test_a_copy_of_the_pictures_without_the_key_opens_none(office, officer, tmp_path) -> None:
    record = b.take_one(office, officer, b.declaration("1/2026/00101"))
    shutil.copytree(office.settings.data_dir / "pictures", tmp_path / "stolen")
    thief = PictureStore(tmp_path / "stolen", os.urandom(32))
    for picture in record.pictures:
        with pytest.raises(Unavailable, match="picture-damaged"):
            thief.read(picture.sha256)
