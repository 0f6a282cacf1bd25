# SPDX-License-Identifier: Apache-2.0
"""Making the sample office: everything in it came as packages and through the services, at times that lie behind it."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from officer_desk.domain.offices import parse_offices
from officer_desk.errors import Refused
from officer_desk.gateways.disk import write_whole
from officer_desk.gateways.households import import_csv
from officer_desk.office import OpenOffice, at, open_office
from officer_desk.sample import post, shipped_readings
from officer_desk.sample.days import Day, make_days
from officer_desk.sample.drawings import pictures_for
from officer_desk.sample.officers import LOCAL, add_officers
from officer_desk.sample.pace import Progress, Quiet, Steps, in_turn, side_by_side
from officer_desk.sample.packages import COUNT, SEED, write_households, write_offices, write_package
from officer_desk.sample.plan import Case, make_plan
from officer_desk.sample.teamwork import Teamwork, looking_at
from officer_desk.sample.work import Work
from officer_desk.services import daily, households, intake, offices
from officer_desk.settings import Settings

_STAFFED_FOR = timedelta(days=40)
"""How long before the sample's day its officers began to work."""
_REGISTRY_AGE = timedelta(days=1)
_WAYS = """# Tin của cơ quan mẫu không đi đâu cả: mỗi tin là một tệp trong hai thư mục này.
mail_url = "thu-da-gui"
sms_url = "sms-da-gui"
"""


def prepare(settings: Settings, progress: Progress, environment: Mapping[str, str] = os.environ) -> None:
    """Make the sample office in its folder where there is none; else only renew the registry's extract.

    It is made beside the folder and put there whole, so that one that was stopped half-way is made anew.
    Raises `Refused("not-a-sample")` for a real office, `Refused("not-empty")` for somebody else's files.
    """
    folder = settings.data_dir
    if settings.database_path.exists():
        _renew(settings, environment)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as unfinished:
        made = Path(unfinished) / "office"
        past = replace(settings, data_dir=made, undo_seconds=0)  # what lies behind cannot be taken back
        office = open_office(past, make=offices.SAMPLE, environment=environment)
        try:
            make_office(office, office.clock.now(), progress)
        finally:
            office.close()
        write_whole(made / "settings.toml", _WAYS.encode())
        _move(made, folder)


def make_office(office: OpenOffice, now: datetime, progress: Progress, seed: int = SEED, count: int = COUNT) -> None:
    """Fill a new sample office with `count` files; raises `Refused("not-a-sample")` for a real one.

    `progress(done, total)` counts packages and acts.
    """
    office = in_turn(looking_at(office, 0))
    cases = make_plan(now, seed, count)
    days = make_days(cases, now, seed)
    with tempfile.TemporaryDirectory() as folder:
        began = at(office, now - _STAFFED_FOR)
        _load_lists(began, office, Path(folder), cases, now)
        actors = add_officers(began)
        pictures = pictures_for(seed, count, office.gateways.units.address_text)
        work = Work(office, actors, seed)
        steps = Steps(progress, count + sum(len(day.deeds) for day in days))

        def arrive(day: Day) -> None:
            written = Path(folder) / f"{day.opens_at:%Y%m%d%H%M}"
            paths = [write_package(written, case, pictures) for case in day.arrivals]
            then = at(office, day.opens_at)
            intake.import_packages(steps.batch(), then, LOCAL, paths)
            if then.ask(then.context(LOCAL), daily.is_due):
                daily.run(Quiet(), then)

        def proceed(day: Day) -> None:
            for deed in day.deeds:
                work.do(deed)
                steps.step()
            if day.deeds:
                post.collect(at(office, day.deeds[-1].at), seed, recent=now - day.deeds[-1].at < post.TROUBLE_SINCE)

        side_by_side(days, arrive, proceed)
        Teamwork(office, actors, now).do()
        shipped_readings.lay(office)


def _load_lists(began: OpenOffice, office: OpenOffice, folder: Path, cases: tuple[Case, ...], now: datetime) -> None:
    write_offices(folder / "offices.csv")
    listed = parse_offices((folder / "offices.csv").read_bytes())
    began.act(began.context(LOCAL), offices.load_offices, listed)
    write_households(folder / "households.csv", cases)
    _load_registry(at(office, now - timedelta(days=30)), folder / "households.csv", now)


def _load_registry(office: OpenOffice, path: Path, taken_at: datetime) -> None:
    people = import_csv(path, office.settings.data_dir / "households.db", taken_at)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    office.act(office.context(LOCAL), households.extract_loaded, people, digest)


def _renew(settings: Settings, environment: Mapping[str, str]) -> None:
    """Load the registry's extract again where it has grown old: nobody brings a sample a new one."""
    office = open_office(settings, environment=environment)
    try:
        if not office.is_sample:
            raise Refused("not-a-sample")
        now, taken_at = office.clock.now(), office.gateways.households.taken_at()
        if taken_at is None or abs(now - taken_at) > _REGISTRY_AGE:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "households.csv"
                write_households(path, make_plan(now, SEED, COUNT))
                _load_registry(office, path, now)
    finally:
        office.close()


def _move(made: Path, folder: Path) -> None:
    """Put the finished office into its folder, the database last: it is what makes an office of the folder."""
    folder.mkdir(mode=0o700, exist_ok=True)
    parts = sorted(made.iterdir(), key=lambda path: path.name.startswith("desk.db"))
    if any((folder / part.name).exists() for part in parts):
        raise Refused("not-empty", path=str(folder))
    for part in parts:
        shutil.move(part, folder / part.name)
