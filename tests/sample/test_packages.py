# SPDX-License-Identifier: Apache-2.0
"""The sample's packages keep to the contract, whatever the moment at which they are made."""

import io
import json
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from officer_desk.domain.calendar import day_of
from officer_desk.domain.households import parse_people
from officer_desk.domain.names import NameMatch, compare
from officer_desk.domain.offices import parse_offices
from officer_desk.domain.package import parse
from officer_desk.domain.values import IdentityKind, Kind, PictureRole
from officer_desk.gateways.units import Units
from officer_desk.sample.days import Doing, make_days
from officer_desk.sample.drawings import pictures_for
from officer_desk.sample.packages import (
    COUNT,
    OFFICES,
    SEED,
    declaration,
    make_packages,
    write_households,
    write_offices,
    write_package,
)
from officer_desk.sample.plan import OWN_OFFICE, Fate, InRegistry, Slip, make_plan

KNOWN = {code for code, _, _ in OFFICES}
NOW = datetime(2026, 11, 21, 3, 30, tzinfo=UTC)
MOMENTS = [
    NOW,
    datetime(2026, 11, 20, 17, 0, 5, tzinfo=UTC),  # five seconds past midnight in Vietnam
    datetime(2027, 1, 1, 1, 0, tzinfo=UTC),
    datetime(2026, 11, 23, 16, 59, tzinfo=UTC),
    datetime(2028, 2, 29, 8, 0, tzinfo=UTC),
]


@pytest.mark.parametrize("now", MOMENTS)
def test_every_declaration_is_taken(now: datetime) -> None:
    cases = make_plan(now, SEED, COUNT)
    assert len(cases) == COUNT
    for case in cases:
        parse(json.dumps(declaration(case)).encode(), now, KNOWN)
    assert len({case.number for case in cases}) == COUNT
    assert all(case.submitted_at and now - timedelta(days=40) < case.submitted_at <= now for case in cases)


def test_the_mix_is_that_of_an_office() -> None:
    cases = make_plan(NOW, SEED, COUNT)
    kinds = Counter(case.kind for case in cases)
    assert 0.70 < kinds[Kind.REGISTRATION] / COUNT < 0.80
    assert 0.12 < kinds[Kind.CHANGE] / COUNT < 0.18
    assert 0.08 < kinds[Kind.CHILD] / COUNT < 0.12
    assert 0.38 < sum(case.verified for case in cases) / COUNT < 0.52
    assert sum(case.person.place.office_code == OWN_OFFICE for case in cases) > COUNT * 0.8
    assert {case.person.paper for case in cases} == set(IdentityKind)
    assert any(case.certificate for case in cases)
    days = [day_of(case.submitted_at) for case in cases if case.submitted_at]
    assert sum(day == day_of(NOW) for day in days) > 10
    assert sum(day < day_of(NOW) - timedelta(days=10) for day in days) > 10


@pytest.mark.parametrize("now", MOMENTS)
def test_days_go_forward_and_end_now(now: datetime) -> None:
    cases = make_plan(now, SEED, COUNT)
    days = make_days(cases, now, SEED)
    assert sum(len(day.arrivals) for day in days) == COUNT
    moments = [moment for day in days for moment in (day.opens_at, *(deed.at for deed in day.deeds))]
    assert moments == sorted(moments)
    assert moments[-1] <= now
    for day in days:
        assert all(case.submitted_at and case.submitted_at <= day.opens_at for case in day.arrivals)
        today = [deed for deed in day.deeds if day_of(deed.at) == day_of(now)]
        assert all(deed.at <= now for deed in today)


def test_the_registry_differs_where_it_should(tmp_path: Path) -> None:
    cases = make_plan(NOW, SEED, COUNT)
    write_households(tmp_path / "households.csv", cases)
    lines = (tmp_path / "households.csv").read_text("utf-8").splitlines()
    people = {entry.insurance_code: entry for _, entry in parse_people(lines)}
    assert {len(entry.date_of_birth) for entry in people.values()} == {4, 7, 10}
    found: Counter[InRegistry] = Counter()
    for case in cases:
        entry = people.get(case.person.insurance_code)
        match = None if entry is None else compare(case.person.full_name, entry.full_name)
        expected = {
            InRegistry.SAME: NameMatch.EQUAL,
            InRegistry.NEAR: NameMatch.NEAR,
            InRegistry.OTHER: NameMatch.DIFFERS,
            InRegistry.MISSING: None,
        }[case.registry]
        assert match is expected
        found[case.registry] += 1
    assert min(found.values()) >= 3


def test_offices_are_read(tmp_path: Path) -> None:
    write_offices(tmp_path / "offices.csv")
    offices = parse_offices((tmp_path / "offices.csv").read_bytes())
    assert len([office for office in offices if office.parent_code]) == 5


def test_folders_and_zips_hold_the_same(tmp_path: Path) -> None:
    cases = make_plan(NOW, SEED, COUNT)[:8]
    paths = [write_package(tmp_path, case, lambda _case, _role: b"picture") for case in cases]
    assert {path.is_dir() for path in paths} == {True, False}
    for case, path in zip(cases, paths, strict=True):
        if path.is_dir():
            names = {file.name for file in path.iterdir()}
        else:
            with zipfile.ZipFile(path) as archive:
                names = set(archive.namelist())
        assert names == {"declaration.json", *(f"{role.value}.webp" for role in case.pictures)}


def test_a_small_set_of_another_seed_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("officer_desk.sample.drawings.draw", lambda *_: b"drawn")
    paths = make_packages(tmp_path, NOW, seed=5, count=12)
    assert len(paths) == 12
    assert all(path.exists() for path in paths)
    assert (tmp_path / "households.csv").is_file()


@pytest.mark.parametrize("now", MOMENTS)
def test_nobody_declares_again_before_the_office_is_done(now: datetime) -> None:
    """A newer declaration takes an undecided one's place: a deed planned for the older would find it withdrawn."""
    days = make_days(make_plan(now, SEED, COUNT), now, SEED)
    arrivals = {case.key: day.opens_at for day in days for case in day.arrivals}
    cases = [case for day in days for case in day.arrivals]
    for deed in (deed for day in days for deed in day.deeds):
        for rival in cases:
            same = rival.person.insurance_code == deed.case.person.insurance_code and rival.key != deed.case.key
            if same and (rival.kind is Kind.CHANGE) == (deed.case.kind is Kind.CHANGE):
                assert arrivals[rival.key] < arrivals[deed.case.key] or arrivals[rival.key] > deed.at


@pytest.mark.parametrize("now", MOMENTS)
def test_changes_and_children_are_decided_when_the_account_is_there(now: datetime) -> None:
    days = make_days(make_plan(now, SEED, COUNT), now, SEED)
    issued = {
        deed.case.person.insurance_code: deed.at
        for day in days
        for deed in day.deeds
        if deed.case.kind is Kind.REGISTRATION and deed.doing is Doing.APPROVE
    }
    for deed in (deed for day in days for deed in day.deeds if deed.case.kind is not Kind.REGISTRATION):
        owner = deed.case.guardian or deed.case.person
        assert issued[owner.insurance_code] < deed.at


def test_a_few_waiting_files_differ_from_their_card() -> None:
    cases = make_plan(NOW, SEED, COUNT)
    slips = [case for case in cases if case.slip is not Slip.NONE]
    assert sorted(case.slip for case in slips) == sorted([*[slip for slip in Slip if slip is not Slip.NONE] * 2])
    assert {case.fate for case in slips} == {Fate.WAITING}
    for case in slips:
        declared = declaration(case)["identity"]
        number = declared["number"]  # type: ignore[index]
        assert (number != case.person.id_number) is (case.slip is Slip.TRANSPOSED)
        assert sorted(number) == sorted(case.person.id_number)
    pictures = pictures_for(SEED, COUNT, Units.load().address_text)
    for case in slips:
        usual = pictures(replace(case, slip=Slip.NONE, card_of=None), PictureRole.IDENTITY_FRONT)
        sent = pictures(case, PictureRole.IDENTITY_FRONT)
        assert (sent == usual) is (case.slip is Slip.TRANSPOSED)
        if case.slip is Slip.UNREADABLE:
            assert zxingcpp.read_barcodes(Image.open(io.BytesIO(sent))) == []
