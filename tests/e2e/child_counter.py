# SPDX-License-Identifier: Apache-2.0
"""What the killed process does: one part of it imports packages, the other decides files, by a plan made beforehand.

Started again after a kill, it sends every act of the plan again under its old key, as a client does that does not
know whether its last act arrived. It tells each step through a pipe, before and after.
"""

import io
import json
import os
import random
import signal
import threading
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID

from PIL import Image
from sqlalchemy import Engine, event

from officer_desk.domain.records import (
    Actor,
    AssessmentDraft,
    PictureDraft,
    ReceiveDraft,
    ReopenDraft,
    TakeBackDraft,
    WithdrawDraft,
)
from officer_desk.domain.values import PictureRole, Role, Verdict
from officer_desk.office import NOW, OpenOffice, open_office
from officer_desk.services import assessments, declarations, holding, intake, pictures, reopening
from officer_desk.services.steps import already_done, trace
from officer_desk.settings import Settings
from tests import building as b

TODAY = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
OFFICER = Actor(1, "tran.thi.mau", "Trần Thị Mẫu", Role.RECEPTION, "00101", "quầy 3")
_SECOND = Actor(2, "nguyen.van.thu", "Nguyễn Văn Thử", Role.SUPERVISOR, "00101")

PEOPLE = (
    ("0100001155", "Phạm Thị Thu Hương", "001191000818"),
    ("0100001174", "Phạm Văn Thắng", "001070000199"),
    ("0100001764", "Nguyễn Thị Thu Phượng", "001187000911"),
    ("0100001843", "Trần Đức Hải", "001066000260"),
    ("0100002130", "Phạm Đức Tuấn", "001065000816"),
    ("0100002199", "Lê Đức Vượng", "001202000651"),
    ("0100002227", "Nguyễn Minh Tuấn", "001095000849"),
    ("0100002317", "Lê Thị Kim Diệp", "001181000120"),
    ("0100002425", "Vũ Thị Kim Hương", "001197000192"),
    ("0100002693", "Vũ Thị Thu Lan", "001173000591"),
    ("0100003355", "Đặng Quốc Dũng", "001062000408"),
    ("0100003360", "Đặng Minh Vượng", "001093000686"),
)
"""In the samples' registry under these very names."""
_AGAIN, _CHANGE = "00095/2026/00101", "00099/2026/00101"


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the plan, under a key that stays the same however often it is sent."""

    key: str
    what: str
    number: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: packages that come first, acts upon them, packages that come meanwhile and after."""

    first: str
    meanwhile: str
    last: str
    steps: tuple[Step, ...]
    last_steps: tuple[Step, ...]


def make_plan(folder: Path) -> Plan:
    """Write the packages into a folder, and a plan in which every act meets what it needs."""
    dice = random.Random(1)
    first, meanwhile, last = folder / "first", folder / "meanwhile", folder / "last"
    _write(first, dice, [_of(place) for place in range(8)] + [_child(8)])
    newer = _of(10, "00098/2026/00101", submitted_at="2026-11-20T15:00:00+07:00")
    again = _of(2, _AGAIN, submitted_at="2026-11-20T16:00:00+07:00")
    _write(meanwhile, dice, [_of(9), _of(10), newer, _of(11)])
    _write(last, dice, [again, _change(1)])
    acts = [
        ("open", 0), ("receive", 0), ("valid", 0), ("undo", 0), ("valid", 0),
        ("valid", 1), ("open", 1), ("undo", 1), ("valid", 1), ("invalid", 2), ("undo", 2), ("invalid", 2),
        ("receive", 3), ("put", 3, "identity_front"), ("put", 3, "identity_back"), ("valid", 3),
        ("supplement", 4), ("receive", 4), ("valid", 4), ("put", 5, "portrait"), ("valid", 5),
        ("receive", 6), ("withdraw", 6), ("supplement", 7), ("undo", 7), ("supplement", 7), ("invalid", 7),
        ("valid", 8),
        ("release", 0), ("reopen", 0), ("valid", 0), ("reopen", 7), ("invalid", 7),
    ]  # fmt: skip
    steps = tuple(_step(dice, str(act[0]), _number(int(act[1])), str((*act, "")[2])) for act in acts)
    last = [("valid", _AGAIN), ("valid", _CHANGE), ("undo", _CHANGE), ("valid", _CHANGE), ("release", _CHANGE)]
    last_steps = tuple(_step(dice, what, number) for what, number in last)
    return Plan(str(first), str(meanwhile), str(folder / "last"), steps, last_steps)


def _step(dice: random.Random, what: str, number: str, argument: str = "") -> Step:
    return Step(str(UUID(int=dice.getrandbits(128), version=4)), what, number, argument)


class Moments:
    """Counts the moments on the way to the disk (statements, fsyncs, renames) and ends the process at one of them."""

    def __init__(self, die_at: int) -> None:
        self.seen = 0
        self._die_at = die_at
        self._fsync, self._replace = os.fsync, os.replace
        event.listen(Engine, "before_cursor_execute", lambda *_: self.one())
        os.fsync, os.replace = self.fsync, self.replace  # type: ignore[assignment]

    def one(self) -> None:
        """One more; at the chosen one this process is killed, by itself and with -9."""
        self.seen += 1
        if self.seen == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def fsync(self, handle: int) -> None:
        """A moment before the file is on the disk."""
        self.one()
        self._fsync(handle)

    def replace(self, source: str, target: str) -> None:
        """A moment before a file gets its name, and one after."""
        self.one()
        self._replace(source, target)
        self.one()


def work(folder: str, plan: Plan, told: Connection, die_at: int = 0) -> None:
    """Do the whole plan, or what is left of it; this is where the kills fall."""
    moments = Moments(die_at)
    try:
        office = open_office(
            Settings(Path(folder), undo_seconds=300, second_look_percent=0, second_look_rules="no"),
            environment={NOW: TODAY.isoformat()},
        )
        told.send("opened")
        _import(office, plan.first, told)
        beside = threading.Thread(target=_beside, args=(office, plan.meanwhile, told))
        beside.start()
        _decide(office, plan.steps, told)
        beside.join()
        _import(office, plan.last, told)
        _decide(office, plan.last_steps, told)
        office.close()
        told.send(f"moments {moments.seen}")
        told.send("finished")
    except BaseException:
        told.send("broken: " + traceback.format_exc())
        raise


def act(folder: str, steps: tuple[Step, ...], told: Connection, die_at: int = 0) -> None:
    """Do these acts in an office that is ready for them; the moments count from its opening on."""
    try:
        office = open_office(
            Settings(Path(folder), undo_seconds=300, second_look_percent=0, second_look_rules="no"),
            environment={NOW: TODAY.isoformat()},
        )
        moments = Moments(die_at)
        _decide(office, steps, told)
        told.send(f"moments {moments.seen}")
        office.close()
        told.send("finished")
    except BaseException:
        told.send("broken: " + traceback.format_exc())
        raise


def _decide(office: OpenOffice, steps: Iterable[Step], told: Connection) -> None:
    for step in steps:
        told.send(f"{step.what} {step.number}")
        office.act(replace(office.context(_ACTORS.get(step.what, OFFICER)), act_key=step.key), _act, step)
        told.send("done")


def _beside(office: OpenOffice, packages: str, told: Connection) -> None:
    try:
        _import(office, packages, told)
    except BaseException:
        told.send("broken: " + traceback.format_exc())
        raise


def _import(office: OpenOffice, packages: str, told: Connection) -> None:
    report = intake.import_packages(_Telling(told), office, _SECOND, [Path(packages)])
    refused = [package.message for package in report.packages if not package.accepted]
    if refused:
        raise RuntimeError("; ".join(refused))


class _Telling:
    cancelled = False

    def __init__(self, told: Connection) -> None:
        self._told = told

    def progress(self, done: int, total: int) -> None:
        """Tell the parent."""
        self._told.send(f"import {done}")


def _act(session: Any, context: Any, step: Step) -> object:
    """Send one act as the desk would: upon the version that is there now."""
    found = declarations.find(session, context, step.number)
    if found is None:
        raise RuntimeError(f"{step.number} is not there")
    version = declarations.refresh(session, context, found).version
    return _SERVICES[step.what](session, context, found, version, step.argument)


def _valid(session: Any, context: Any, found: int, version: int, _argument: str) -> object:
    roles = tuple(PictureRole)
    draft = AssessmentDraft(found, version, Verdict.VALID, compared=roles, citizen_came=True)
    return assessments.record(session, context, draft)


def _invalid(session: Any, context: Any, found: int, version: int, _argument: str) -> object:
    draft = AssessmentDraft(found, version, Verdict.INVALID, ("Tờ khai trùng",), "Đã nộp ở nơi khác")
    return assessments.record(session, context, draft)


def _supplement(session: Any, context: Any, found: int, version: int, _argument: str) -> object:
    draft = AssessmentDraft(found, version, Verdict.INCOMPLETE, ("Tờ khai có chữ ký",))
    return assessments.record(session, context, draft)


def _put(session: Any, context: Any, found: int, version: int, argument: str) -> object:
    stored = context.gateways.pictures.put(picture(random.Random(f"{found}{argument}")))
    return pictures.put(session, context, PictureDraft(found, version, PictureRole(argument), stored.sha256))


def _undo(session: Any, context: Any, found: int, _version: int, _argument: str) -> object:
    return holding.take_back(session, context, TakeBackDraft(found))


def _reopen(session: Any, context: Any, found: int, version: int, _argument: str) -> object:
    return reopening.reopen(session, context, ReopenDraft(found, version, "Xem lại"))


def _release(session: Any, context: Any, _found: int, _version: int, _argument: str) -> object:
    """Let ten minutes pass, once: sent again, it must not release what was decided only after the first time."""
    if already_done(session, context):
        return 0
    trace(session, context, "ten-minutes-later", "clock")
    return holding.release_due(session, replace(context, now=context.now + timedelta(minutes=10)))


_ACTORS = {"reopen": _SECOND}
_SERVICES: dict[str, Callable[..., object]] = {
    "open": lambda session, context, found, _version, _argument: declarations.open(session, context, found),
    "receive": lambda session, context, found, version, _argument: assessments.receive(
        session, context, ReceiveDraft(found, version)
    ),
    "withdraw": lambda session, context, found, version, _argument: assessments.withdraw(
        session, context, WithdrawDraft(found, version, "Công dân đề nghị rút tờ khai")
    ),
    "undo": _undo,
    "reopen": _reopen,
    "release": _release,
    "valid": _valid,
    "invalid": _invalid,
    "supplement": _supplement,
    "put": _put,
}


def picture(dice: random.Random) -> bytes:
    """Give a JPEG of some 40 KB, so that writing it takes long enough to be interrupted."""
    held = io.BytesIO()
    Image.frombytes("L", (200, 260), dice.randbytes(200 * 260)).save(held, "JPEG", quality=90)
    return held.getvalue()


def _number(place: int) -> str:
    return f"{place + 1:05d}/2026/00101"


def _of(place: int, number: str = "", **other: object) -> dict[str, Any]:
    code, name, identity = PEOPLE[place]
    changed: dict[str, Any] = {
        "phone": f"09001112{place:02d}",
        "email": f"nguoi{place}@example.com" if place % 2 else None,
        "submitted_at": f"2026-11-{8 + place:02d}T09:00:00+07:00",
        **other,
    }
    if place == 3:
        changed["pictures"] = {"portrait": "p.jpg"}
    return b.declaration(
        number or _number(place), {"insurance_code": code, "full_name": name, "id": identity}, **changed
    )


def _child(place: int) -> dict[str, Any]:
    guardian = {"insurance_code": PEOPLE[0][0], "full_name": PEOPLE[0][1], "relation": "mẹ"}
    return _of(
        place,
        kind="child",
        identity={"kind": "birth_certificate", "number": "86/2018", "population_verified": True},
        guardian=guardian,
        pictures={"portrait": "p.jpg", "birth_certificate": "b.jpg"},
    )


def _change(place: int) -> dict[str, Any]:
    return _of(place, _CHANGE, kind="change", changes={"phone": "0900111299"}, pictures={})


def _write(folder: Path, dice: random.Random, listed: Iterable[dict[str, Any]]) -> None:
    for place, data in enumerate(listed):
        package = folder / f"{place:03d}"
        package.mkdir(parents=True)
        (package / "declaration.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        for name in data["pictures"].values():
            (package / name).write_bytes(picture(dice))
