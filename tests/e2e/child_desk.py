# SPDX-License-Identifier: Apache-2.0
"""One desk of two: a process in which an officer with two windows does one random act for each word from the parent.

It tells the parent what it is about to do and under which number, and then what came of it; whatever it knows is gone
with it when it is killed. Its clock is the parent's, and stands between two acts.
"""

import json
import random
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from officer_desk.domain.records import Actor, AssessmentDraft, PictureDraft, ReceiveDraft, ReopenDraft
from officer_desk.domain.values import PictureRole, Role, Verdict
from officer_desk.errors import Conflict, Refused
from officer_desk.office import NOW, OpenOffice, open_office
from officer_desk.services import assessments, claims, declarations, drafts, pictures, reopening
from officer_desk.settings import Settings
from tests.conftest import TODAY
from tests.e2e.child_counter import Moments, picture

RECEPTION = Actor(1, "tran.thi.mau", "Trần Thị Mẫu", Role.RECEPTION, "00101", "quầy 3")
SUPERVISOR = Actor(2, "nguyen.van.thu", "Nguyễn Văn Thử", Role.SUPERVISOR, "00101", "quầy 1")
DECIDE = {"receive": 4, "put": 6, "supplement": 4, "valid": 1, "invalid": 1}
_ACTS = {"open": 20, "wait": 8, "extend": 16, "type": 20, "let-go": 4}
_OFTEN = {
    Role.RECEPTION: {**_ACTS, **DECIDE},
    Role.SUPERVISOR: {**_ACTS, **DECIDE, "take-over": 10, "reopen": 12},
}
"""How often which act is chosen."""
_CLAIMING = ("open", "wait", "extend", "take-over")
STOP = "stop"


class Said(NamedTuple):
    """What a desk is about to do, or did: `fence` is the number that the act carries."""

    key: str
    what: str
    file: int
    officer: int
    fence: int | None = None
    text: str = ""
    outcome: str = "begun"
    seen: tuple[tuple[int, str], ...] = ()
    """Drafts of others that were shown: whose, and the words."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The parent's clock: microseconds since the samples' day began."""

    passed: Any

    def now(self) -> datetime:
        return TODAY + timedelta(microseconds=self.passed.value)

    def phone_now(self) -> datetime:
        return self.now()


class Window(NamedTuple):
    """A window and the numbers under which it believes to have files in hand."""

    name: str
    held: dict[int, int]


def work(folder: str, actor: Actor, seed: int, passed: Any, parent: Connection, die_at: int) -> None:
    """Act whenever the parent says so, until it says stop or somebody kills."""
    try:
        settings = Settings(Path(folder), undo_seconds=0, second_look_percent=0, second_look_rules="no")
        office = replace(open_office(settings, environment={NOW: TODAY.isoformat()}), clock=Clock(passed))
        Moments(die_at)
        _Desk(office, actor, random.Random(seed), parent).work()
        office.close()
    except BaseException:
        parent.send("broken: " + traceback.format_exc())
        raise


class _Desk:
    def __init__(self, office: OpenOffice, actor: Actor, dice: random.Random, parent: Connection) -> None:
        self._office, self._actor, self._dice, self._parent = office, actor, dice, parent
        self._windows = (Window(str(uuid4()), {}), Window(str(uuid4()), {}))
        self._typed = 0

    def work(self) -> None:
        while (word := self._parent.recv()) != STOP:
            self._one(self._dice.choice(word))

    def _one(self, file: int) -> None:
        """Do one act: told before, done in one transaction, told after."""
        window = self._dice.choice(self._windows)
        often = _OFTEN[self._actor.role]
        (what,) = self._dice.choices(list(often), list(often.values()))
        fence = window.held.get(file)
        if fence is None and what in {*DECIDE, "extend"}:
            what = "open"
        context = self._office.context(self._actor, window.name)
        self._typed += 1
        text = json.dumps({"notes": {"invalid": f"{context.act_key} {self._typed}"}}) if what == "type" else ""
        said = Said(context.act_key, what, file, self._actor.officer_id, fence, text)
        self._parent.send(said)
        try:
            service = _SERVICES[what]
            claim, _tables = self._office.act(context, lambda session, now: service(session, now, said))
        except (Conflict, Refused) as refused:
            if refused.reason == "claim-lost":
                window.held.pop(file, None)
            self._parent.send(said._replace(outcome=refused.reason))
            return
        seen = self._learn(window, file, claim) if what in _CLAIMING else ()
        self._parent.send(said._replace(outcome="done", seen=seen))

    def _learn(self, window: Window, file: int, claim: Any) -> tuple[tuple[int, str], ...]:
        """Note the number, if the file is in this window's hand now; then others' words for it are shown."""
        if claim is None or not claim.mine:
            window.held.pop(file, None)
            return ()
        window.held[file] = claim.fence
        found = self._office.ask(self._office.context(self._actor, window.name), drafts.of_others, file)
        return tuple((one.officer_id, one.text) for one in found)


def _decide(verdict: Verdict) -> Callable[[Any, Any, Said], object]:
    def decide(session: Any, context: Any, said: Said) -> object:
        """Record, and forget one's own draft in the same breath."""
        given = {"compared": tuple(PictureRole), "citizen_came": True} if verdict is Verdict.VALID else {}
        why = () if verdict is Verdict.VALID else (f"Lý do {said.key}",)
        version = _version(session, context, said)
        assessments.record(
            session, context, AssessmentDraft(said.file, version, verdict, why, fence=said.fence, **given)
        )
        return drafts.drop(session, context, said.file)

    return decide


def _version(session: Any, context: Any, said: Said) -> int:
    """Give the newest version, so that nothing but the number can refuse who lost the file."""
    return declarations.refresh(session, context, said.file).version


def _put(session: Any, context: Any, said: Said) -> object:
    stored = context.gateways.pictures.put(picture(random.Random(said.key)))
    version = _version(session, context, said)
    draft = PictureDraft(said.file, version, PictureRole.PORTRAIT, stored.sha256, said.fence)
    return pictures.put(session, context, draft)


_SERVICES: dict[str, Callable[[Any, Any, Said], object]] = {
    "open": lambda session, context, said: declarations.open(session, context, said.file).claim,
    "wait": lambda session, context, said: claims.take(session, context, said.file),
    "extend": lambda session, context, said: claims.extend(session, context, said.file, said.fence or 0),
    "type": lambda session, context, said: drafts.save(session, context, said.file, said.text),
    "let-go": lambda session, context, said: claims.release(session, context, said.file),
    "take-over": lambda session, context, said: claims.take_over(session, context, said.file),
    "reopen": lambda session, context, said: reopening.reopen(
        session, context, ReopenDraft(said.file, _version(session, context, said), "Xem lại")
    ),
    "receive": lambda session, context, said: assessments.receive(
        session, context, ReceiveDraft(said.file, _version(session, context, said), said.fence)
    ),
    "valid": _decide(Verdict.VALID),
    "invalid": _decide(Verdict.INVALID),
    "supplement": _decide(Verdict.INCOMPLETE),
    "put": _put,
}
