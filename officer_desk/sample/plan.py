# SPDX-License-Identifier: Apache-2.0
"""The sample's cast and what becomes of each file: who declares what, when, and how far the office has come with it.

Everything but the times follows from the seed alone; the times lie before the given moment.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from officer_desk.domain.calendar import local
from officer_desk.domain.records import Address
from officer_desk.domain.values import Channel, IdentityKind, Kind, PictureRole
from officer_desk.sample.people import PLACES, Person, make_person

OWN_OFFICE = "00101"
CHILDREN_FROM = 600
"""Numbers of children begin here, so that they stay the same whatever the number of adults."""


class Fate(StrEnum):
    """How far the office has come with a file."""

    WAITING = "waiting"
    RECEIVED = "received"
    SUPPLEMENT = "supplement"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class InRegistry(StrEnum):
    """How the household registry knows a person."""

    SAME = "same"
    NEAR = "near"
    """The tone mark stands on another letter."""
    OTHER = "other"
    """Another middle name."""
    MISSING = "missing"


class Slip(StrEnum):
    """What is wrong with a declaration that the comparison with its card brings to light."""

    NONE = ""
    TRANSPOSED = "transposed"
    """Two neighbouring digits of the number changed places."""
    STRANGER = "stranger"
    """The card on the pictures is somebody else's."""
    UNREADABLE = "unreadable"
    """The front was photographed so small that its code cannot be read."""


@dataclass(frozen=True, slots=True)
class Case:
    """One declaration. `age` is in days before the moment; `decided` in days as well, below 1 for today's."""

    key: int
    person: Person
    kind: Kind
    fate: Fate
    age: float
    decided: float | None = None
    verified: bool = False
    channel: Channel = Channel.VSSID
    phone: str = ""
    email: str | None = None
    guardian: Person | None = None
    changes: dict[str, object] = field(default_factory=dict[str, object])
    pictures: tuple[PictureRole, ...] = ()
    registry: InRegistry = InRegistry.SAME
    certificate: bool = False
    number: str = ""
    submitted_at: datetime | None = None
    slip: Slip = Slip.NONE
    card_of: Person | None = None
    """Whose card is on the pictures, when it is somebody else's."""


@dataclass(slots=True)
class _Counts:
    """How many files of each sort; all for 312 files, scaled."""

    share: float

    def __call__(self, of_312: int) -> int:
        return max(1, round(of_312 * self.share))


class _Cast:
    """Hands out people one after the other: at the own office, or anywhere."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._next = 1
        self._own: list[Person] = []
        self._others: list[Person] = []

    def own(self, wanted_near: bool = False) -> Person:
        """Give somebody whose office is the sample's own; with a name that has two spellings, if wanted."""
        while True:
            for i, person in enumerate(self._own):
                if not wanted_near or respelled(person.full_name) != person.full_name:
                    return self._own.pop(i)
            self._invent()

    def other(self) -> Person:
        """Give somebody of another office."""
        while not self._others:
            self._invent()
        return self._others.pop(0)

    def _invent(self) -> None:
        person = make_person(self._seed, self._next)
        self._next += 1
        (self._own if person.place.office_code == OWN_OFFICE else self._others).append(person)


_PAIRS = (("òa", "oà"), ("úy", "uý"), ("ủy", "uỷ"), ("ùy", "uỳ"), ("óa", "oá"))


def respelled(name: str) -> str:
    """Write a name with the tone mark on the other letter, where there are two ways."""
    for new, old in _PAIRS:
        if new in name:
            return name.replace(new, old)
    return name


def make_plan(now: datetime, seed: int, count: int) -> tuple[Case, ...]:
    """Give `count` cases in the order of their submission, numbered office by office."""
    chance = Random(f"{seed}/plan")
    cast = _Cast(seed)
    part = _Counts(count / 312)
    cases: list[Case] = []
    with_account = [_early(cast.own(), chance.uniform(13, 22), chance.uniform(1, 8)) for _ in range(part(36))]
    cases += with_account
    cases += _changes(with_account, part, chance)
    cases += _children(with_account, seed, part, chance)
    cases += _pairs(cast, part, chance)
    cases += _special(cast, part, chance)
    left = count - len(cases)
    cases += _ordinary(cast, left, chance)
    cases = [_finished(replace(case, key=i), chance) for i, case in enumerate(cases[:count])]
    return _numbered(_with_slips(_with_shared_contacts(cases, chance)), now, Random(f"{seed}/times"))


def _registration(person: Person, fate: Fate, age: float, decided: float | None = None) -> Case:
    return Case(0, person, Kind.REGISTRATION, fate, age, decided)


def _early(person: Person, age: float, took: float) -> Case:
    """Register somebody early enough for an account before the other files of the sample are decided."""
    return _registration(person, Fate.APPROVED, age, max(10.2, age - took))


def _changes(holders: list[Case], part: _Counts, chance: Random) -> list[Case]:
    """Let people who have an account ask for changes of it."""
    fates = [
        *[(Fate.APPROVED, 3.0)] * part(9), *[(Fate.REJECTED, 3.0)] * part(3), *[(Fate.APPROVED, 0.0)] * part(3),
        *[(Fate.REJECTED, 0.0)] * part(1), *[(Fate.SUPPLEMENT, 2.0)] * part(2), *[(Fate.WAITING, None)] * part(18),
    ]  # fmt: skip
    found: list[Case] = []
    people = [holder.person for holder in chance.sample(holders, len(holders))]
    for person, (fate, decided) in zip(people, fates, strict=False):
        age = _age(chance, decided, waiting=fate is Fate.WAITING)
        found.append(Case(0, person, Kind.CHANGE, fate, age, decided, changes=_change(person, fate, chance)))
    # Those whose change was decided days ago come with another one.
    for person in people[: part(10)]:
        changes = _change(person, Fate.WAITING, chance)
        found.append(Case(0, person, Kind.CHANGE, Fate.WAITING, chance.uniform(0.05, 2), changes=changes))
    return found


def _change(person: Person, fate: Fate, chance: Random) -> dict[str, object]:
    what = chance.choices(("phone", "email", "address", "pictures", "both", "name"), (34, 18, 18, 14, 12, 4))[0]
    if what == "name" and fate is Fate.WAITING:
        # The registry still has the old name: the file stays open.
        new = person.full_name.replace("Thị ", "Thị Ngọc ") if person.woman else f"{person.full_name} Anh"
        return {"full_name": new}
    if what == "pictures":
        return {"pictures": [PictureRole.PORTRAIT.value]}
    changes: dict[str, object] = {}
    if what in ("phone", "both"):
        changes["phone"] = f"09009{chance.randint(0, 9_999):05}"
    if what in ("address", "both"):
        changes["address"] = _moved(person, chance)
    return changes or {"email": f"moi.{person.index}@example.com"}


def _moved(person: Person, chance: Random) -> dict[str, object]:
    place = chance.choice([place for place in PLACES if place != person.place])
    street = f"Số {chance.randint(2, 120)} phố Mẫu Mới"
    return address_json(Address("2025", place.province, None, place.commune_2025, street))


def _children(holders: list[Case], seed: int, part: _Counts, chance: Random) -> list[Case]:
    """Let parents who have an account register their children."""
    fates = [
        *[(Fate.WAITING, None)] * part(16), *[(Fate.APPROVED, 0.0)] * part(2), *[(Fate.APPROVED, 3.0)] * part(7),
        *[(Fate.REJECTED, 2.0)] * part(2), *[(Fate.WAITING, -1.0)] * part(4),
    ]  # fmt: skip
    parents = [holder.person for holder in holders if 1976 <= holder.person.born.year <= 1997] or [holders[0].person]
    found: list[Case] = []
    for i, (fate, decided) in enumerate(fates):
        parent = parents[i % len(parents)]
        child = make_person(seed, CHILDREN_FROM + i, child=True, family=parent.full_name.split()[0])
        child = replace(
            child, place=parent.place, address=parent.address, email=None, phone=parent.phone,
            insurance_code=f"{parent.place.province}0900{1000 + child.index:04}",
        )  # fmt: skip
        lacking = decided == -1.0
        case = Case(
            0, child, Kind.CHILD, fate, _age(chance, None if lacking else decided, waiting=fate is Fate.WAITING)
        )
        roles = () if lacking else (PictureRole.BIRTH_CERTIFICATE,)
        done = None if lacking else decided
        found.append(replace(case, decided=done, guardian=parent, pictures=(PictureRole.PORTRAIT, *roles)))
    return found


def _pairs(cast: _Cast, part: _Counts, chance: Random) -> list[Case]:
    """Let some register anew: after a refusal, or because the first declaration was wrong and not yet decided."""
    found: list[Case] = []
    for _ in range(part(5)):
        person = cast.own()
        found.append(_registration(person, Fate.REJECTED, chance.uniform(8, 11), chance.uniform(4.5, 6.5)))
        found.append(_registration(person, Fate.WAITING, chance.uniform(0.3, 3.5)))
    for _ in range(part(4)):
        person = cast.own()
        age = chance.uniform(4, 8)
        found.append(replace(_registration(person, Fate.WAITING, age), phone=f"09009{chance.randint(0, 9_999):05}"))
        found.append(_registration(person, Fate.WAITING, age - chance.uniform(1, 3)))
    return found


def _special(cast: _Cast, part: _Counts, chance: Random) -> list[Case]:
    """Leave open what an officer should see: the registry disagrees, papers are missing, the days are running out."""
    found: list[Case] = []
    for registry, number in ((InRegistry.NEAR, 6), (InRegistry.OTHER, 3), (InRegistry.MISSING, 6)):
        for i in range(part(number)):
            person = cast.own(registry is InRegistry.NEAR)
            fate = Fate.RECEIVED if i % 3 == 0 else Fate.WAITING
            case = _registration(person, fate, chance.uniform(1.6, 7), chance.uniform(0.1, 1.2) if i % 3 == 0 else None)
            found.append(replace(case, registry=registry))
    for oldest, newest, number in ((14.2, 10.6, 9), (9.9, 7.6, 13)):
        found += [_registration(cast.own(), Fate.WAITING, chance.uniform(newest, oldest)) for _ in range(part(number))]
    for i in range(part(17)):
        roles = ((PictureRole.PORTRAIT,), (PictureRole.PORTRAIT, PictureRole.IDENTITY_FRONT), ())[i % 3]
        case = _registration(cast.own(), Fate.RECEIVED if i % 5 == 4 else Fate.WAITING, chance.uniform(0.6, 9), 0.3)
        found.append(
            replace(
                case,
                pictures=roles,
                verified=not roles,
                certificate=False,
                decided=case.decided if i % 5 == 4 else None,
            )
        )
    return found


def _ordinary(cast: _Cast, count: int, chance: Random) -> list[Case]:
    """Fill up with what makes an office's day."""
    fates: list[tuple[Fate, float | None, int]] = [
        (Fate.WAITING, None, 34), (Fate.RECEIVED, 0.5, 13), (Fate.SUPPLEMENT, 2.0, 8), (Fate.APPROVED, 0.0, 7),
        (Fate.APPROVED, 4.0, 14), (Fate.REJECTED, 3.0, 9), (Fate.REJECTED, 0.0, 3), (Fate.WITHDRAWN, 3.0, 5),
    ]  # fmt: skip
    total = sum(weight for _, _, weight in fates) + 26
    found: list[Case] = []
    for fate, decided, weight in fates:
        for _ in range(round(count * weight / total)):
            age = _age(chance, decided, waiting=fate is Fate.WAITING)
            found.append(_registration(cast.own(), fate, age, _spread(chance, fate, decided, age)))
    while len(found) < count:
        found.append(_registration(cast.other(), Fate.WAITING, _age(chance, None, waiting=True)))
    return found


def _age(chance: Random, decided: float | None, *, waiting: bool) -> float:
    if waiting:
        return 0.02 if chance.random() < 0.12 else chance.triangular(0.02, 7.5, 0.8)
    return chance.uniform(1.3, 6) if not decided else decided + chance.uniform(1.6, 5)


def _spread(chance: Random, fate: Fate, decided: float | None, age: float) -> float | None:
    """Spread what was done over the days since the declaration; only receiving also over today."""
    newest = 0.25 if fate is Fate.RECEIVED else 1.05
    return decided if not decided else chance.uniform(newest, max(newest + 0.05, age - 1.3))


def _finished(case: Case, chance: Random) -> Case:
    """Add what does not depend on the fate: channel, contacts, pictures."""
    person = case.person
    channel = chance.choices(tuple(Channel), (62, 18, 13, 7))[0]
    cccd = person.paper is IdentityKind.CCCD
    verified = case.verified or (cccd and not case.pictures and case.kind is not Kind.CHILD and chance.random() < 0.5)
    roles = case.pictures
    if not roles and case.kind is Kind.REGISTRATION and not case.verified:
        roles = (PictureRole.PORTRAIT,)
        if not verified:
            roles += (PictureRole.IDENTITY_FRONT,)
            roles += () if person.paper is IdentityKind.PASSPORT else (PictureRole.IDENTITY_BACK,)
    if case.kind is Kind.CHILD:
        verified = person.index % 5 < 3
    if case.kind is Kind.CHANGE:
        named = case.changes.get("pictures")
        roles = () if not named or case.fate is Fate.SUPPLEMENT else (PictureRole.PORTRAIT,)
        verified = cccd
    return replace(
        case,
        channel=channel,
        phone=case.phone or person.phone,
        email=person.email,
        verified=verified,
        pictures=roles,
        certificate=case.kind is Kind.REGISTRATION and chance.random() < 0.02,
    )


def _with_shared_contacts(cases: list[Case], chance: Random) -> list[Case]:
    """Let a few give a phone or an e-mail that somebody else gave before."""
    approved = [case for case in cases if case.fate is Fate.APPROVED and case.kind is Kind.REGISTRATION]
    open_ones = [
        i for i, case in enumerate(cases)
        if case.fate is Fate.WAITING and case.kind is Kind.REGISTRATION and case.person.place.office_code == OWN_OFFICE
    ]  # fmt: skip
    chosen = chance.sample(open_ones, min(9, len(open_ones)))
    for place, i in enumerate(chosen):
        if place < 3:
            cases[i] = replace(cases[i], phone=chance.choice(approved).phone)
        elif place < 5:
            cases[i] = replace(cases[i], email=chance.choice([case.email for case in approved if case.email]))
        else:
            other = cases[chosen[place - 2 if place % 2 else 4]]
            cases[i] = replace(cases[i], phone=other.phone)
    return cases


def _with_slips(cases: list[Case]) -> list[Case]:
    """Let a few waiting declarations differ from their card; nobody else is another one for it."""
    places = [i for i, case in enumerate(cases) if _has_chip_card(case)]
    slips = [slip for slip in Slip if slip is not Slip.NONE for _ in range(2)]
    # From the end: the ordinary ones, whom nothing else makes remarkable.
    for slip, i, other in zip(slips, reversed(places), places, strict=False):
        stranger = cases[other].person if slip is Slip.STRANGER else None
        cases[i] = replace(cases[i], slip=slip, card_of=stranger)
    return cases


def _has_chip_card(case: Case) -> bool:
    waits = case.fate is Fate.WAITING and case.kind is Kind.REGISTRATION and case.registry is InRegistry.SAME
    person = case.person
    own = person.place.office_code == OWN_OFFICE and person.paper is IdentityKind.CCCD and not person.new_card
    return waits and own and PictureRole.IDENTITY_BACK in case.pictures and misdialled(person.id_number) != ""


def misdialled(number: str) -> str:
    """Write a number with two neighbouring digits of its end in each other's place; "" where they are all the same."""
    for i in (10, 9):
        if number[i] != number[i - 1]:
            return number[: i - 1] + number[i] + number[i - 1] + number[i + 1 :]
    return ""


def _numbered(cases: list[Case], now: datetime, chance: Random) -> tuple[Case, ...]:
    timed = sorted(((_submitted(case, now, chance), case) for case in cases), key=lambda pair: (pair[0], pair[1].key))
    serials: dict[str, int] = {}
    found: list[Case] = []
    for moment, case in timed:
        office = case.person.place.office_code
        serials[office] = serials.get(office, chance.randint(5_020, 5_070)) + chance.choice((1, 1, 1, 2))
        suffix = ".G" if case.channel is Channel.COUNTER and case.key % 3 == 0 else ""
        number = f"{serials[office]:05}{suffix}/{local(moment).year}/{office}"
        found.append(replace(case, number=number, submitted_at=moment))
    return tuple(found)


def _submitted(case: Case, now: datetime, chance: Random) -> datetime:
    """Give a time at which people declare: by day and in the evening; at the counter in office hours."""
    moment = now - timedelta(days=case.age)
    first, last = (8, 16) if case.channel in (Channel.COUNTER, Channel.MOBILE) else (6, 22)
    here = local(moment).replace(
        hour=chance.randint(first, last), minute=chance.randint(0, 59), second=chance.randint(0, 59)
    )
    latest = now - timedelta(minutes=chance.randint(6, 90))
    return min(here, latest).replace(microsecond=0) if here < latest else latest.replace(microsecond=0)


def address_json(address: Address) -> dict[str, object]:
    """Give an address as a package has it."""
    return {
        "scheme": address.scheme,
        "province": address.province,
        "district": address.district,
        "commune": address.commune,
        "street": address.street,
    }
