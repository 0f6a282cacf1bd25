# SPDX-License-Identifier: Apache-2.0
"""Officers as the administrator keeps them: what he may do, what ends an open session, what is never lost."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from officer_desk.domain.records import Actor, EnrolmentDraft, OfficerDraft, SignInDraft
from officer_desk.domain.values import Role
from officer_desk.errors import Refused
from officer_desk.gateways.backups import Lock
from officer_desk.models.tables import TraceEntry
from officer_desk.services import audit, backups, declarations, intake, officers, offices, staff
from officer_desk.services.context import NOBODY
from tests import building as b
from tests.conftest import ADMIN

NAME, FIRST, OWN = "tran.thi.mau", "mau-Ba-Dinh-01", "gạo tám thơm 2026"
CHIEF = Actor(3, "quan.tri.mau", "Quản Trị Mẫu", Role.ADMINISTRATOR, "00101")


@pytest.fixture
def enrolled(act, clock) -> str:
    """Let the reception officer change the first password and tie a phone; give its secret."""
    act(officers.change_first_password, NAME, FIRST, OWN, by=NOBODY)
    made = act(officers.begin_enrolment, NAME, by=NOBODY)
    code = pyotp.TOTP(made.secret).at(clock.moment)
    act(officers.finish_enrolment, EnrolmentDraft(NAME, OWN, made, code), by=NOBODY)
    clock.moment += timedelta(minutes=2)
    return made.secret


def step(act, password: str, code: str = "") -> str:
    return act(officers.sign_in, SignInDraft(NAME, password, code), by=NOBODY).step


def officer_of(act, name: str = NAME):
    return next(one for one in act(staff.listing, by=ADMIN) if one.user_name == name)


def last_trace(office) -> TraceEntry:
    with office.database.reading() as session:
        return session.scalars(select(TraceEntry).order_by(TraceEntry.id.desc())).first()


@pytest.mark.parametrize("service", [staff.lock, staff.unlock, staff.reset, staff.reset_code, staff.deactivate])
def test_only_an_administrator_keeps_officers(act, supervisor, service) -> None:
    with pytest.raises(Refused, match="may-not"):
        act(service, NAME, by=supervisor)
    with pytest.raises(Refused, match="may-not"):
        act(staff.listing, by=supervisor)


def test_an_invited_officer_begins_with_the_first_password_and_then_his_own(act) -> None:
    record, first = act(staff.add, "Ngo.Thi.B ", " Ngô  Thị B ", Role.RECEPTION, "00101", "quầy 5", None, by=ADMIN)
    assert (record.user_name, record.full_name, record.counter) == ("ngo.thi.b", "Ngô Thị B", "quầy 5")
    assert (record.enrolled, record.must_change_password, record.active) == (False, True, True)
    assert act(officers.sign_in, SignInDraft("ngo.thi.b", first), by=NOBODY).step == "change-password"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (("a b", "Ngô B", Role.RECEPTION, "00101"), "user-name-shape"),
        ((NAME, "Ngô B", Role.RECEPTION, "00101"), "user-name-taken"),
        (("ngo.b", "  ", Role.RECEPTION, "00101"), "full-name-missing"),
        (("ngo.b", "Ngô B" * 40, Role.RECEPTION, "00101"), "full-name-too-long"),
        (("ngo.b", "Ngô B", Role.RECEPTION, "99999"), "office-unknown"),
        (("ngo.b", "Ngô B", Role.RECEPTION, "00101", "quầy" * 9), "counter-too-long"),
    ],
)
def test_an_invitation_that_does_not_fit_is_refused_and_adds_nobody(act, given, reason: str) -> None:
    before = len(act(staff.listing, by=ADMIN))
    with pytest.raises(Refused, match=reason):
        act(staff.add, *given, by=ADMIN)
    assert len(act(staff.listing, by=ADMIN)) == before


def test_name_counter_and_role_are_changed_and_traced(act, office) -> None:
    draft = OfficerDraft(NAME, "Trần Thị Mẫu B", "supervisor", "00101", "")
    record = act(staff.change, draft, by=CHIEF)
    assert (record.full_name, record.role, record.counter) == ("Trần Thị Mẫu B", Role.SUPERVISOR, None)
    entry = last_trace(office)
    assert (entry.act, entry.subject, entry.user_name) == ("change-officer", NAME, "quan.tri.mau")
    assert entry.facts == {"changed": ["counter", "full_name", "role"], "role": "supervisor"}
    assert "Mẫu B" not in str(entry.facts)
    assert office.ask(office.context(ADMIN), audit.verify).intact


def test_a_change_that_changes_nothing_leaves_no_row(act, office) -> None:
    before = last_trace(office).id
    act(staff.change, OfficerDraft(NAME, "Trần Thị Mẫu", "reception", "00101", "quầy 3"), by=CHIEF)
    assert last_trace(office).id == before


@pytest.mark.parametrize("service", [staff.lock, staff.deactivate])
def test_a_locked_or_deactivated_officer_cannot_sign_in_and_his_open_session_ends(act, ask, service, enrolled, clock):
    ask(offices.home)
    act(service, NAME, by=CHIEF)
    assert step(act, OWN, pyotp.TOTP(enrolled).at(clock.moment)) == "locked"
    with pytest.raises(Refused, match="session-ended"):
        ask(offices.home)
    with pytest.raises(Refused, match="session-ended"):
        act(officers.sign_out)


@pytest.mark.parametrize("service", [staff.lock, staff.deactivate])
def test_work_over_many_transactions_ends_with_the_session_too(act, office, officer, service, tmp_path) -> None:
    second = act(staff.add, "quan.tri.hai", "Quản Trị Hai", Role.ADMINISTRATOR, "00101", by=ADMIN)[0]
    act(service, NAME, by=CHIEF)
    act(service, CHIEF.user_name, by=Actor(second.id, "quan.tri.hai", "Quản Trị Hai", second.role, "00101"))
    with pytest.raises(Refused, match="session-ended"):
        b.take(office, officer, b.declaration("00801/2026/00101"))
    with pytest.raises(Refused, match="session-ended"):
        backups.make(b.Quiet(), office, CHIEF, tmp_path / "b.zip", Lock("", b""))
    assert not (tmp_path / "b.zip").exists()


def test_an_import_ends_when_its_officer_is_locked_meanwhile(act, office, officer) -> None:
    class Locks(b.Quiet):
        def progress(self, done: int, total: int) -> None:
            if done == 1:
                act(staff.lock, NAME, by=CHIEF)

    made = [b.declaration(f"0080{i}/2026/00101", person) for i, person in enumerate((b.MAI, b.HAI))]
    folder = b.write(office.settings.data_dir.parent / "packages", *made)
    with pytest.raises(Refused, match="session-ended"):
        intake.import_packages(Locks(), office, officer, [folder])
    assert [act(declarations.find, data["number"], by=ADMIN) is not None for data in made] == [True, False]


def test_nobody_acts_under_a_number_that_no_officer_has(act) -> None:
    with pytest.raises(Refused, match="session-ended"):
        act(staff.lock, NAME, by=Actor(999, "ma", "Ma", Role.ADMINISTRATOR, "00101"))


def test_an_officer_with_another_role_now_has_to_sign_in_again(act, ask) -> None:
    act(staff.change, OfficerDraft(NAME, "Trần Thị Mẫu", "supervisor", "00101", "quầy 3"), by=CHIEF)
    with pytest.raises(Refused, match="session-ended"):
        ask(offices.home)


def test_an_unlocked_officer_goes_on_as_before(act, clock, enrolled) -> None:
    act(staff.lock, NAME, by=CHIEF)
    act(staff.unlock, NAME, by=CHIEF)
    assert step(act, OWN, pyotp.TOTP(enrolled).at(clock.moment)) == "signed-in"


def test_taking_the_phone_away_leaves_the_password(act, clock, enrolled) -> None:
    assert officer_of(act).recovery_left == 10
    record = act(staff.reset_code, NAME, by=CHIEF)
    assert (record.enrolled, record.must_change_password, record.recovery_left) == (False, False, 0)
    assert step(act, OWN) == "enrol"


def test_a_new_first_password_leaves_the_phone_and_opens_nothing_without_it(act, clock, enrolled) -> None:
    record, first = act(staff.reset_password, NAME, by=CHIEF)
    assert (record.enrolled, record.must_change_password) == (True, True)
    assert step(act, OWN) == "wrong"
    assert step(act, first) == "change-password"
    assert act(officers.change_first_password, NAME, first, "khoai lang Đà Lạt", by=NOBODY).step == "changed"
    assert step(act, "khoai lang Đà Lạt") == "code-wrong"
    assert step(act, "khoai lang Đà Lạt", pyotp.TOTP(enrolled).at(clock.moment)) == "signed-in"


def test_an_officer_taken_back_begins_as_at_the_first_day(act, enrolled) -> None:
    act(staff.deactivate, NAME, by=CHIEF)
    assert officer_of(act).active is False
    with pytest.raises(Refused, match="officer-inactive"):
        act(staff.reset_code, NAME, by=CHIEF)
    record, first = act(staff.reactivate, NAME, by=CHIEF)
    assert (record.active, record.enrolled, record.must_change_password) == (True, False, True)
    assert step(act, first) == "change-password"


@pytest.mark.parametrize("service", [staff.lock, staff.deactivate, staff.reset_code])
def test_nobody_does_it_to_himself(act, service) -> None:
    act(staff.add, "hai.b", "Hai B", Role.ADMINISTRATOR, "00101", by=ADMIN)
    with pytest.raises(Refused, match="not-oneself"):
        act(service, CHIEF.user_name, by=CHIEF)
    with pytest.raises(Refused, match="not-oneself"):
        act(staff.change, OfficerDraft(CHIEF.user_name, "Quản Trị Mẫu", "reception", "00101"), by=CHIEF)
    act(staff.change, OfficerDraft(CHIEF.user_name, "Quản Trị Khác", "administrator", "00101"), by=CHIEF)


@pytest.mark.parametrize("service", [staff.lock, staff.deactivate])
def test_the_last_administrator_in_use_stays(act, service) -> None:
    with pytest.raises(Refused, match="last-administrator"):
        act(service, CHIEF.user_name, by=ADMIN)
    with pytest.raises(Refused, match="last-administrator"):
        act(staff.change, OfficerDraft(CHIEF.user_name, "Quản Trị Mẫu", "reception", "00101"), by=ADMIN)
    act(staff.add, "hai.b", "Hai B", Role.ADMINISTRATOR, "00101", by=ADMIN)
    act(service, "hai.b", by=ADMIN)
    with pytest.raises(Refused, match="last-administrator"):
        act(service, CHIEF.user_name, by=ADMIN)


def test_no_row_of_the_trace_tells_a_password_or_a_full_name(act, office, enrolled) -> None:
    _, first = act(staff.reset, NAME, by=CHIEF)
    act(staff.change, OfficerDraft(NAME, "Trần Thị Khác", "reception", "00101", "quầy 9"), by=CHIEF)
    with office.database.reading() as session:
        rows = " ".join(f"{row.subject} {row.facts}" for row in session.scalars(select(TraceEntry)))
    assert first not in rows
    assert "Khác" not in rows
