# SPDX-License-Identifier: Apache-2.0
"""Random walks: random acts, legal and illegal, by random officers, against a plain model of the state table.

The model below knows nothing of the program: it is a few dictionaries. After each act both must agree on the state
and on whether the act was allowed; at the end the trace is intact and no code has two accounts.
"""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from sqlalchemy import select

from officer_desk.domain.records import (
    Actor,
    AssessmentDraft,
    BringBackDraft,
    ReceiveDraft,
    ReopenDraft,
    TakeBackDraft,
    WithdrawDraft,
)
from officer_desk.domain.values import Role, Verdict
from officer_desk.errors import DeskError
from officer_desk.models.tables import Account, Declaration
from officer_desk.office import NOW, OpenOffice, open_office
from officer_desk.services import assessments, audit, daily, expiry, holding, issuing, reopening
from officer_desk.services.context import by_itself
from officer_desk.settings import Settings
from tests.building import ALL_THREE, HAI, MAI, Quiet, declaration, take
from tests.conftest import TODAY, Still

ROLES = (Role.RECEPTION, Role.SUPERVISOR, Role.ADMINISTRATOR)
ACTORS = tuple(Actor(n + 1, f"nguoi.{n}", f"Người {n}", role, "00101") for n, role in enumerate(ROLES))
SECONDS = 20
NUMBERS = {"00901/2026/00101": (MAI, "registration"), "00902/2026/00101": (HAI, "registration"),
           "00903/2026/00101": (MAI, "change")}  # fmt: skip
ACTS = ("receive", "valid", "invalid", "supplement", "withdraw", "undo", "reopen", "bring-back", "wait", "rest", "days")
"""`wait` is a minute in which nobody does anything; in a `rest` the desk, too, is closed and releases nothing; `days`
are four days with their daily runs."""
TIME = ("wait", "rest", "days")


@dataclass
class File:
    """What the model knows of a file."""

    kind: str
    state: str = "waiting"
    came: bool = False
    clock: float = 0.0
    expired: float = 0.0
    gone: bool = False
    held: "tuple[str, int, float] | None" = None
    """State before the decision, who made it, until when it is held."""


class Model:
    """The state table as a reader of the issue would write it down."""

    def __init__(self) -> None:
        self.now = 0.0
        self.files = {number: File(kind) for number, (_person, kind) in NUMBERS.items()}
        self.account: dict[str, str] = {}
        """File that issued an account → its status."""
        self.suspends: str | None = None
        """The change file for whose sake the account of its person is suspended."""
        self.newest: dict[str, str] = {}
        """Person's registration → which of her files was decided, taken back or reopened last."""

    def allowed(self, act: str, number: str, who: Actor) -> bool:
        file, role = self.files[number], who.role
        serves = role is not Role.ADMINISTRATOR
        if file.gone and act not in TIME:
            return False
        undecided = file.state in ("waiting", "in_progress", "incomplete")
        match act:
            case "receive":
                return serves and file.state in ("waiting", "incomplete")
            case "valid":
                return serves and file.state in ("waiting", "in_progress") and self._account_free(number)
            case "invalid":
                return serves and undecided
            case "supplement":
                return serves and file.state in ("waiting", "in_progress")
            case "withdraw":
                return undecided
            case "undo":
                mine = file.held is not None and file.held[1] == who.officer_id
                may = file.held is not None and (mine or role is Role.SUPERVISOR)
                return may and self.held(file) and (serves or file.state == "withdrawn")
            case "reopen":
                return role is Role.SUPERVISOR and file.state in ("approved", "rejected") and not self.held(file)
            case "bring-back":
                return serves and file.state == "expired" and self._days(file.expired) <= 3
            case _:
                return True

    def in_order(self, act: str, number: str) -> bool:
        """Say no to taking back a decision after another one upon the same account: which may is another test's."""
        return act != "undo" or self.newest.get(_registration(number), number) == number

    def held(self, file: File) -> bool:
        """Say whether a decision can still be taken back, be it released or not."""
        return file.held is not None and self.now < file.held[2]

    def _account_free(self, number: str) -> bool:
        file = self.files[number]
        if file.kind == "change":
            status = self.account.get(_registration(number))
            return status in ("active", "pending") or (status == "suspended" and self.suspends == number)
        return True

    def _days(self, since: float) -> int:
        day = 86400.0
        return int((self.now + 8 * 3600) // day) - int((since + 8 * 3600) // day)

    def do(self, act: str, number: str, who: Actor) -> None:
        file = self.files[number]
        if act in ("valid", "invalid", "supplement", "withdraw", "undo", "reopen"):
            self.newest[_registration(number)] = number
        if act == "wait":
            self.now += 60
            self.release()
            return
        if act == "rest":
            self.now += 60
            return
        if act == "days":
            for _ in range(4):
                self.now += 86400
                self.release()
                self.run()
            return
        if act == "receive":
            file.state, file.came, file.held = "in_progress", True, self._final(file)
        elif act == "undo":
            self._undo(number, file)
        elif act == "reopen":
            self._reopen(number, file)
        elif act == "bring-back":
            file.state, file.clock = "waiting", self.now
        else:
            self._decide(act, number, file, who)

    def _final(self, file: File) -> "tuple[str, int, float] | None":
        """A decision whose file somebody changed can no longer be taken back, but is released in its time."""
        return None if file.held is None else (file.held[0], -1, -1.0)

    def _decide(self, act: str, number: str, file: File, who: Actor) -> None:
        self.release_one(number, file)
        before = file.state
        if act == "valid" and file.state == "waiting" and file.kind == "registration":
            file.came, before = True, "in_progress"
        states = {"valid": "approved", "invalid": "rejected", "supplement": "incomplete", "withdraw": "withdrawn"}
        file.state = states[act]
        self._settle_account(act, number, file)
        file.held = (before, who.officer_id, self.now + SECONDS)

    def _settle_account(self, act: str, number: str, file: File) -> None:
        file_of = _registration(number)
        status = self.account.get(file_of)
        file.__dict__["status_before"] = status
        file.__dict__["suspends_before"] = self.suspends
        if act == "valid" and file.kind == "registration":
            self.account[number] = "pending"
        elif act == "valid" and status == "suspended":
            self.account[file_of], self.suspends = "pending", None
        elif act in ("invalid", "withdraw"):
            if file.kind == "registration" and status == "suspended" and self.suspends is None:
                self.account[number] = "cancelled"
            elif file.kind == "change" and self.suspends == number:
                self.account[file_of], self.suspends = "active", None

    def _undo(self, number: str, file: File) -> None:
        assert file.held is not None
        file_of = _registration(number)
        before = file.__dict__["status_before"]
        if file.state == "approved" and file.kind == "registration" and before in (None, "cancelled"):
            self.account[file_of] = "cancelled"
        elif before is not None:
            self.account[file_of] = before
        self.suspends = file.__dict__["suspends_before"]
        file.state, file.held = file.held[0], None

    def _reopen(self, number: str, file: File) -> None:
        self.release_one(number, file)
        file_of = _registration(number)
        # The registration's reopening takes the place of a change's: the account hangs upon it first of all.
        stands = ("active", "suspended") if file.kind == "registration" else ("active",)
        if file.state == "approved" and self.account.get(file_of) in stands:
            self.account[file_of] = "suspended"
            self.suspends = number if file.kind == "change" else None
        file.state = "in_progress" if file.came else "waiting"
        file.clock = self.now

    def release(self) -> None:
        for number, file in self.files.items():
            self.release_one(number, file)

    def release_one(self, number: str, file: File) -> None:
        """Let a decision take effect: an account that waits for it is active."""
        if file.held is not None and file.state == "approved" and self.account.get(_registration(number)) == "pending":
            self.account[_registration(number)] = "active"
        file.held = None

    def run(self) -> None:
        for file in self.files.values():
            if file.gone:
                continue
            if file.state in ("waiting", "incomplete") and not file.came and self._days(file.clock) > 10:
                file.state, file.expired = "expired", self.now
            elif file.state == "expired" and self._days(file.expired) > 3:
                file.gone = True


def _registration(number: str) -> str:
    person = NUMBERS[number][0]
    return next(n for n, (who, kind) in NUMBERS.items() if who is person and kind == "registration")


class Walk:
    """A real office beside the model."""

    def __init__(self, office: OpenOffice, clock: Still) -> None:
        self.office, self.clock, self.model = office, clock, Model()
        with office.database.reading() as session:
            self.ids = dict(session.execute(select(Declaration.number, Declaration.id)).all())

    def step(self, act: str, number: str, who: Actor) -> None:
        foreseen = self.model.allowed(act, number, who)
        try:
            self._really(act, number, who)
        except DeskError as error:
            assert not foreseen, f"{act} {number} by {who.role}: refused with {error.reason}"
            return
        assert foreseen, f"{act} {number} by {who.role}: not refused"
        self.model.do(act, number, who)
        self.agree()

    def agree(self) -> None:
        with self.office.database.reading() as session:
            states = {d.number: d.state.value for d in session.scalars(select(Declaration))}
            accounts = list(session.execute(select(Account.insurance_code, Account.status)))
        assert states == {number: file.state for number, file in self.model.files.items()}
        live = Counter(code for code, status in accounts if status != "cancelled")
        assert all(times == 1 for times in live.values()), live
        wanted = sorted(status for status in self.model.account.values() if status != "cancelled")
        assert sorted(status for _code, status in accounts if status != "cancelled") == wanted

    def _really(self, act: str, number: str, who: Actor) -> None:
        if act == "wait":
            self._pass(timedelta(minutes=1))
        elif act == "rest":
            self.clock.moment += timedelta(minutes=1)
        elif act == "days":
            for _ in range(4):
                self._pass(timedelta(days=1))
                daily.run(Quiet(), self.office)
        else:
            with self.office.database.reading() as session:
                version = session.scalar(select(Declaration.version).where(Declaration.number == number)) or 0
            service, draft = _call(act, self.ids[number], version)
            self.office.act(self.office.context(who), service, draft)

    def _pass(self, time: timedelta) -> None:
        self.clock.moment += time
        self.office.act(self.office.context(by_itself("00101")), holding.release_due)


def _call(act: str, found: int, version: int) -> tuple[Callable[..., object], object]:
    judged = {
        "valid": AssessmentDraft(found, version, Verdict.VALID, compared=ALL_THREE, citizen_came=True),
        "invalid": AssessmentDraft(found, version, Verdict.INVALID, ("Ảnh mờ",)),
        "supplement": AssessmentDraft(found, version, Verdict.INCOMPLETE, ("Thiếu chữ ký",)),
    }
    if act in judged:
        return assessments.record, judged[act]
    return {
        "receive": (assessments.receive, ReceiveDraft(found, version)),
        "withdraw": (assessments.withdraw, WithdrawDraft(found, version, "Công dân đề nghị")),
        "undo": (holding.take_back, TakeBackDraft(found)),
        "reopen": (reopening.reopen, ReopenDraft(found, version, "Xem lại")),
        "bring-back": (expiry.bring_back, BringBackDraft(found, version)),
    }[act]


def _take_packages(office: OpenOffice) -> None:
    for number, (person, kind) in NUMBERS.items():
        extra = {"kind": kind, "changes": {"phone": "0900094939"}, "pictures": {}} if kind == "change" else {}
        contact = {"phone": "0900061113", "email": None} if person is HAI else {}
        data = declaration(number, person, submitted_at=TODAY.isoformat(), **contact, **extra)
        assert take(office, ACTORS[0], data).packages[0].accepted


@pytest.fixture(scope="module")
def _with_packages(_made_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make once what every walk starts from: an office with three undecided files."""
    folder = tmp_path_factory.mktemp("walks") / "office"
    shutil.copytree(_made_office, folder)
    office = open_office(Settings(folder), environment={NOW: TODAY.isoformat()})
    _take_packages(replace(office, clock=Still(TODAY)))
    office.close()
    return folder


@pytest.fixture
def walks(_with_packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Walk]]:
    # How dear a password's hash is has nothing to do with the state table, and takes half of a walk's time.
    monkeypatch.setattr(issuing, "PasswordHasher", partial(PasswordHasher.from_parameters, CHEAPEST))
    folder = tmp_path / "office"
    shutil.copytree(_with_packages, folder)
    opened = open_office(
        Settings(folder, undo_seconds=SECONDS, second_look_percent=0, second_look_rules="no", remind_day=0),
        environment={NOW: TODAY.isoformat()},
    )

    def begin() -> Walk:
        """Begin with the folder as it was made; the office stays open, so that its statements stay compiled."""
        opened.close()
        shutil.rmtree(folder)
        shutil.copytree(_with_packages, folder)
        clock = Still(TODAY)
        return Walk(replace(opened, clock=clock), clock)

    yield begin
    opened.close()


def _next(dice: random.Random, model: Model) -> tuple[str, str, Actor]:
    """Choose an act: a legal one, one that would be legal for somebody else, or any, which is mostly illegal."""
    every = [(act, next(iter(NUMBERS)), ACTORS[0]) for act in TIME]
    acts = [act for act in ACTS if act not in TIME]
    every += [(act, number, who) for act in acts for number in NUMBERS for who in ACTORS if model.in_order(act, number)]
    legal = [step for step in every if model.allowed(*step)]
    match dice.randrange(4):
        case 0:
            return dice.choice(every)
        case 1:
            act, number, _ = dice.choice(legal)
            return act, number, dice.choice(ACTORS)
        case _:
            return dice.choice(legal)


def _wander(walks: Callable[[], Walk], sequences: int, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(sequences):
        walk = walks()
        for _ in range(dice.randrange(4, 14)):
            walk.step(*_next(dice, walk.model))
        context = walk.office.context(ACTORS[1])
        assert walk.office.ask(context, audit.verify).intact


@pytest.mark.parametrize("part", range(6))
def test_three_hundred_random_walks_end_where_the_plain_model_ends(walks, part: int) -> None:
    _wander(walks, 50, 1000 + part)


@pytest.mark.soak
@pytest.mark.parametrize("_part", range(10))
def test_five_thousand_random_walks_end_where_the_plain_model_ends(walks, _part: int) -> None:
    seed = random.SystemRandom().getrandbits(32)
    print("seed", seed)
    _wander(walks, 500, seed)
