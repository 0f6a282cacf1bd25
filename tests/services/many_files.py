# SPDX-License-Identifier: Apache-2.0
"""An office with any number of files and the whole trace of how they became what they are.

Each file walks through the workflow by dice: received, papers asked for, decided, taken back (also across midnight),
reopened, expired, brought back, destroyed; by officers of its own and of another office, one of whom moves from one
office to the other. The rows go straight into the tables, as the services would have left them, chains and seals
included: twenty thousand files take seconds instead of an hour.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from officer_desk.domain import deadlines
from officer_desk.domain.calendar import day_of, start_of
from officer_desk.domain.names import fold
from officer_desk.domain.values import Channel, HgdAnswer, IdentityKind, Kind, Role, State, Verdict
from officer_desk.models.tables import Assessment, Declaration, Officer, TraceEntry, TraceHead
from officer_desk.office import OpenOffice
from officer_desk.services.steps import FIRST, digest_of, seal_of
from tests.conftest import ADMIN

REASONS = (
    "Họ và tên không khớp với HGĐ",
    "Giấy tờ hết hạn",
    "Ảnh mờ, mất góc",
    "Điện thoại đã có người khác dùng",
    "Chưa ký tờ khai",
)
NAMES = ("Nguyễn Thị Thu", "Trần Văn Nam", "Lê Đức Hải", "Phạm Thị Lan", "Hoàng Minh Anh", "Vũ Thị Hoà")
W, P, I = State.WAITING, State.IN_PROGRESS, State.INCOMPLETE
OPEN = (W, P, I)
_DECISIONS = {
    "record-valid": (State.APPROVED, Verdict.VALID),
    "record-invalid": (State.REJECTED, Verdict.INVALID),
    "withdraw": (State.WITHDRAWN, None),
    "ask-supplement": (I, Verdict.INCOMPLETE),
}


@dataclass
class Person:
    """Who acts: `moves_at` he goes from his first office to the other."""

    id: int
    user_name: str
    full_name: str
    role: Role
    office: str
    next_office: str = ""
    moves_at: datetime | None = None

    def office_at(self, at: datetime) -> str:
        """Give the office in whose chain he acts at a moment."""
        return self.next_office if self.moves_at is not None and at >= self.moves_at else self.office


@dataclass
class File:
    """A file on its way."""

    id: int
    office: str
    kind: Kind
    channel: Channel
    submitted: datetime
    state: State = W
    version: int = 0
    clock: datetime | None = None
    received: datetime | None = None
    decided: datetime | None = None
    asked: datetime | None = None
    expired: datetime | None = None
    purged: datetime | None = None
    imported: datetime | None = None
    judged: list[dict[str, Any]] = field(default_factory=list)

    @property
    def number(self) -> str:
        """Its number."""
        return f"{self.id:05d}/2026/{self.office}"


@dataclass
class Maker:
    """Throws the dice until `now`."""

    dice: random.Random
    now: datetime
    people: list[Person]
    events: list[tuple[datetime, int, Person, str, str, str, dict[str, Any]]] = field(default_factory=list)

    def key(self) -> str:
        """Give a key for an act."""
        return str(UUID(int=self.dice.getrandbits(128), version=4))

    def act(self, file: File, at: datetime, who: Person, act: str, to: State, **facts: Any) -> str:
        """Move a file, and note the row of the trace."""
        key = self.key()
        file.version += 1
        states = {"to": to} if act == "import" else {"from": file.state, "to": to}
        self.events.append(
            (at, len(self.events), who, act, key, file.number, {**states, "version": file.version, **facts})
        )
        file.state = to
        waits = to is I and file.received is not None
        file.asked = (file.asked or at) if waits else None
        return key

    def someone(self, file: File, role: Role | None = None) -> Person:
        """Give who does it: mostly somebody of the file's office."""
        able = [person for person in self.people if role in (None, person.role) and person.id]
        own = [person for person in able if person.office == file.office]
        return self.dice.choice(own if own and (role or self.dice.random() < 0.9) else able)

    def later(self, at: datetime) -> datetime:
        """Give a moment some hours or days later."""
        return at + timedelta(
            seconds=self.dice.choice((600, 20_000, 90_000, 200_000, 400_000)) * (0.2 + self.dice.random())
        )

    def live(self, file: File) -> None:
        """Let a file go its way until now."""
        at = file.imported = file.submitted + timedelta(seconds=self.dice.randrange(60, 100_000))
        file.clock = file.submitted
        if at >= self.now:
            at = file.imported = file.submitted
        nobody = Person(0, ADMIN.user_name, ADMIN.full_name, ADMIN.role, ADMIN.office_code)
        by = self.someone(file) if self.dice.random() < 0.5 else nobody
        self.act(file, at, by, "import", I if self.dice.random() < 0.1 else W, channel=file.channel)
        while True:
            at = self.later(at)
            if self.dice.random() < 0.25:
                at += timedelta(days=self.dice.randrange(3, 14))
            if file.state in OPEN:
                lapse = start_of(deadlines.due_on(file.clock) + timedelta(days=1)) + timedelta(hours=1)
                if file.received is None and at >= lapse:
                    if lapse >= self.now or (back := self.expire(file, lapse)) is None:
                        return
                    at = back
                    continue
            if at >= self.now or (done := self.step(file, at)) is None:
                return
            at = done

    def step(self, file: File, at: datetime) -> datetime | None:
        """Do one thing and give when it was done; None when the file rests for good."""
        if file.state not in OPEN:
            if file.state not in {State.APPROVED, State.REJECTED} or self.dice.random() > 0.08:
                return None
            to = P if file.received else W
            file.decided, file.clock = None, at
            self.act(file, at, self.someone(file, Role.SUPERVISOR), "reopen", to, suspends=False)
            return at
        roll = self.dice.random()
        if file.received is None and roll < 0.45:
            file.received = at
            self.act(file, at, self.someone(file), "receive", I if file.state is I else P)
        elif file.state is I and roll < 0.75:
            self.act(file, at, self.someone(file), "put-picture", P if file.received else W)
        else:
            acts = ["record-invalid", "withdraw"] + ["record-valid"] * 5 * (file.state is P)
            return self.decide(file, at, self.dice.choice(acts + ["ask-supplement"] * (file.state is not I)))
        return at

    def decide(self, file: File, at: datetime, act: str) -> datetime:
        """Judge a file, and perhaps take that back; some of those stand on both sides of midnight."""
        before, asked = file.state, file.asked
        to, verdict = _DECISIONS[act]
        if self.dice.random() < 0.02:
            at = max(at, min(start_of(day_of(at) + timedelta(days=1)), self.now) - timedelta(seconds=5))
        who = self.someone(file)
        key = self.act(file, at, who, act, to, content="0" * 64)
        ticked = self.dice.sample(REASONS, self.dice.choice((0, 1, 1, 2))) if act == "record-invalid" else []
        row = self.judgement(file, at, who, key, verdict, ticked)
        file.decided = None if to is I else at
        if self.dice.random() < 0.06 and at + timedelta(seconds=15) < self.now:
            back = at + timedelta(seconds=self.dice.randrange(1, 15))
            self.act(file, back, who, "take-back", before)
            file.decided, file.asked, row["taken_back_at"] = None, asked, back
            return back
        return at

    def judgement(self, file: File, at: datetime, who: Person, key: str, verdict: Any, ticked: list[str]) -> Any:
        """Note what was judged."""
        row = {
            "declaration_id": file.id, "officer_id": who.id, "officer_name": who.full_name, "at": at, "act_key": key,
            "verdict": verdict, "reasons": ticked, "note": "" if ticked else "vì thế", "seen_version": file.version - 1,
            "compared": [], "not_compared_reason": "", "not_signed_reason": "",
            "spent_seconds": self.dice.randrange(20, 900), "taken_back_at": None,
        }  # fmt: skip
        file.judged.append(row)
        return row

    def expire(self, file: File, at: datetime) -> datetime | None:
        """Let a file expire; then it is brought back, destroyed, or waits. None when it stays so."""
        desk = Person(0, "officer-desk", "Officer Desk", Role.ADMINISTRATOR, file.office)
        self.act(file, at, desk, "expire", State.EXPIRED)
        file.expired = file.decided = at
        back = at + timedelta(hours=self.dice.randrange(2, 60))
        if self.dice.random() < 0.25 and back < self.now:
            self.act(file, back, self.someone(file), "bring-back", W)
            file.expired = file.decided = None
            file.clock = back
            return back
        gone = start_of(deadlines.destroyed_from(at)) + timedelta(hours=1)
        if gone < self.now:
            file.version += 1
            facts = {"version": file.version, "pictures": 3, "messages": 1}
            self.events.append((gone, len(self.events), desk, "purge", self.key(), file.number, facts))
            file.purged, file.judged = gone, []
        return None


def fill(office: OpenOffice, count: int, seed: int = 1, days: int = 70) -> None:
    """Fill an office with files of the last days, until its clock's now."""
    now = office.clock.now()
    dice = random.Random(seed)
    maker = Maker(dice, now, _people(office, now - timedelta(days=days / 3)))
    files = []
    for place in range(1, count + 1):
        submitted = now - timedelta(seconds=dice.randrange(3600, days * 86_400))
        where = "00101" if dice.random() < 0.8 else "00102"
        kind = dice.choices(list(Kind), (70, 20, 10))[0]
        file = File(place, where, kind, dice.choice(list(Channel)), submitted)
        maker.live(file)
        files.append(file)
    _store(office, maker, files)


def _people(office: OpenOffice, moves_at: datetime) -> list[Person]:
    """Give the officers of the office, and some more of two offices; one of them changes his office."""
    more = [
        Person(11, "pham.thi.vi", "Phạm Thị Ví", Role.RECEPTION, "00101"),
        Person(12, "do.thi.kiem", "Đỗ Thị Kiểm", Role.RECEPTION, "00102"),
        Person(13, "vu.van.doi", "Vũ Văn Dời", Role.RECEPTION, "00102", "00101", moves_at),
        Person(14, "ngo.thi.phu", "Ngô Thị Phụ", Role.SUPERVISOR, "00102"),
    ]
    with office.database.writing.begin() as session:
        session.add_all(
            Officer(
                id=person.id, user_name=person.user_name, full_name=person.full_name, role=person.role,
                office_code=person.next_office or person.office, password_hash=None, created_at=moves_at,
            )
            for person in more
        )  # fmt: skip
    return [
        Person(1, "tran.thi.mau", "Trần Thị Mẫu", Role.RECEPTION, "00101"),
        Person(2, "nguyen.van.thu", "Nguyễn Văn Thử", Role.SUPERVISOR, "00101"),
        *more,
    ]


def _store(office: OpenOffice, maker: Maker, files: list[File]) -> None:
    with office.database.writing.begin() as session:
        session.execute(insert(Declaration), [_row(maker.dice, file) for file in files])
        judged = [row for file in files for row in file.judged]
        if judged:
            session.execute(insert(Assessment), judged)
        context = office.context(ADMIN)
        ends = {head.office_code: head for head in session.query(TraceHead)}
        rows = []
        for at, _, who, act, key, subject, facts in sorted(maker.events, key=lambda event: event[:2]):
            chain = who.office_at(at)
            end = ends.setdefault(chain, TraceHead(office_code=chain, sequence=0, digest=FIRST, seal=""))
            values = {
                "office_code": chain, "sequence": end.sequence + 1, "at": at, "officer_id": who.id,
                "user_name": who.user_name, "role": who.role, "act": act, "act_key": key, "subject": subject,
                "facts": facts, "previous": end.digest,
            }  # fmt: skip
            values["digest"] = digest_of(TraceEntry(**values))
            end.sequence, end.digest = values["sequence"], values["digest"]
            rows.append(values)
        session.execute(insert(TraceEntry), rows)
        for end in ends.values():
            end.seal = seal_of(context, end)
            session.add(end)


def _row(dice: random.Random, file: File) -> dict[str, Any]:
    gone = file.purged is not None
    name = "" if gone else dice.choice(NAMES)
    return {
        "id": file.id, "number": file.number, "serial": str(file.id), "kind": file.kind, "channel": file.channel,
        "office_code": file.office, "submitted_at": file.submitted, "clock_from": file.clock, "state": file.state,
        "insurance_code": "" if gone else f"01{file.id:08d}", "full_name": name,
        "name_key": "" if gone else f" {fold(name)}", "id_kind": IdentityKind.CCCD,
        "id_number": "" if gone else f"001{file.id:09d}", "population_verified": False,
        "address": {"scheme": "", "province": "", "district": None, "commune": "", "street": ""},
        "phone": "" if gone else f"09{file.id:08d}", "wants_email_copy": False, "received_at": file.received,
        "decided_at": file.decided, "supplement_asked_at": None if gone else file.asked, "expired_at": file.expired,
        "purged_at": file.purged, "imported_at": file.imported, "content_digest": "0" * 64, "version": file.version,
        "registry_answer": dice.choice(list(HgdAnswer)) if file.state in OPEN else None,
    }  # fmt: skip
