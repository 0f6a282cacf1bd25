# SPDX-License-Identifier: Apache-2.0
"""A real office has no path to the sample's conveniences, and its folder is its owner's alone."""

import os
import sqlite3
from contextlib import closing

import pytest

from officer_desk import cli
from officer_desk.conveniences import sample_box
from officer_desk.errors import Refused, Unavailable
from officer_desk.office import NOW, SystemClock, at, open_office
from officer_desk.sample.office import make_office, prepare
from officer_desk.settings import Settings
from tests.conftest import TODAY

LONG_AGO = {NOW: "2001-01-01T00:00:00+07:00"}


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(tmp_path / "real")


@pytest.fixture
def real(settings):
    opened = open_office(settings, environment=LONG_AGO)
    yield opened
    opened.close()


def test_its_clock_is_the_machines_whatever_the_environment_says(real, settings) -> None:
    assert type(real.clock) is SystemClock
    assert not real.is_sample
    again = open_office(settings, make="sample", environment=LONG_AGO)
    assert type(again.clock) is SystemClock
    assert not again.is_sample
    again.close()


def test_a_sample_offices_clock_is_set(office, tmp_path) -> None:
    """The counterpart, without which the test above would prove nothing."""
    sample = open_office(Settings(tmp_path / "sample"), make="sample", environment=LONG_AGO)
    assert sample.clock.now().year == 2000
    sample.close()


def test_nothing_of_the_sample_opens_for_it(real) -> None:
    with pytest.raises(Refused, match="not-a-sample"):
        sample_box(real)
    with pytest.raises(Refused, match="not-a-sample"):
        at(real, TODAY)
    with pytest.raises(Refused, match="not-a-sample"):
        make_office(real, TODAY, lambda done, total: None)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE desk SET kind = 'sample'",
        "DELETE FROM desk",
        "INSERT INTO desk (id, kind, key_check, made_at) VALUES (2, 'sample', 'k', 0)",
        "INSERT OR REPLACE INTO desk SELECT * FROM desk",
        "INSERT INTO desk SELECT * FROM desk WHERE true ON CONFLICT (id) DO UPDATE SET kind = 'sample'",
    ],
)
def test_the_database_itself_refuses_to_make_it_a_sample(real, settings, statement) -> None:
    with closing(sqlite3.connect(settings.database_path)) as raw, pytest.raises(sqlite3.IntegrityError, match="fixed"):
        raw.execute(statement)


def test_demo_does_not_touch_it(real, settings, capsys) -> None:
    with pytest.raises(Refused, match="not-a-sample"):
        prepare(settings, lambda done, total: None)
    with pytest.raises(SystemExit) as ended:
        cli.main(["--data-dir", str(settings.data_dir), "demo", "--no-window"])
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (1, "")
    assert said.err


def test_somebody_elses_folder_is_refused(settings, monkeypatch) -> None:
    open_office(settings, environment={}).close()
    monkeypatch.setattr(os, "getuid", lambda: settings.data_dir.stat().st_uid + 1)
    with pytest.raises(Refused, match="not-the-owner"):
        open_office(settings, environment={})


def test_only_the_owner_reads_key_database_and_log(real, settings) -> None:
    from tests.building import picture

    stored = real.gateways.pictures.put(picture())
    kept = (settings.key_path, settings.database_path, real.gateways.pictures.path(stored.sha256))
    assert [path.stat().st_mode & 0o777 for path in kept] == [0o600] * 3
    assert settings.data_dir.stat().st_mode & 0o777 == 0o700


def test_a_database_without_its_key_is_not_opened(settings) -> None:
    open_office(settings, environment={}).close()
    key = settings.key_path.read_bytes()
    settings.key_path.unlink()
    with pytest.raises(Unavailable, match="key-missing"):
        open_office(settings, environment={})
    settings.key_path.write_bytes(key[:-1])
    with pytest.raises(Unavailable, match="key-damaged"):
        open_office(settings, environment={})


def test_a_database_is_not_opened_with_another_offices_key(settings, tmp_path) -> None:
    open_office(settings, environment={}).close()
    other = Settings(tmp_path / "other")
    open_office(other, environment={}).close()
    settings.key_path.write_bytes(other.key_path.read_bytes())
    with pytest.raises(Unavailable, match="key-does-not-fit"):
        open_office(settings, environment={})


def test_another_offices_key_opens_no_secret(real, tmp_path) -> None:
    other = open_office(Settings(tmp_path / "other"), environment={})
    sealed = real.gateways.keys.seal("outbox", "mật khẩu abcd2345")
    assert b"abcd2345" not in sealed
    with pytest.raises(Unavailable, match="key-does-not-fit"):
        other.gateways.keys.unseal("outbox", sealed)
    with pytest.raises(Unavailable, match="key-does-not-fit"):
        real.gateways.keys.unseal("totp", sealed)  # one key for each purpose
    other.close()
