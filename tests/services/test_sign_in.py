# SPDX-License-Identifier: Apache-2.0
"""Signing in: password and code, five failures, enrolment, recovery codes."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from officer_desk.domain.records import EnrolmentDraft, SignInDraft, SignInResult
from officer_desk.errors import Conflict, Refused
from officer_desk.models.tables import TraceEntry
from officer_desk.services import audit, officers, staff
from officer_desk.services.context import NOBODY
from tests.conftest import ADMIN

NAME, FIRST, OWN = "tran.thi.mau", "mau-Ba-Dinh-01", "gạo tám thơm 2026"


@pytest.fixture
def enrolled(act, clock) -> str:
    """Change the first password and enrol; give the secret."""
    assert act(officers.change_first_password, NAME, FIRST, OWN).step == "enrol"
    made = act(officers.begin_enrolment, NAME)
    code = pyotp.TOTP(made.secret).at(clock.moment)
    assert act(officers.finish_enrolment, EnrolmentDraft(NAME, OWN, made, code)).step == "signed-in"
    clock.moment += timedelta(minutes=2)
    return made.secret


def sign_in(act, password: str = OWN, code: str = "000000", recovery: bool = False) -> SignInResult:
    return act(officers.sign_in, SignInDraft(NAME, password, code, recovery), by=NOBODY)


def test_the_first_password_must_be_changed_before_anything_else(act) -> None:
    assert sign_in(act, FIRST).step == "change-password"


def test_a_weak_or_unchanged_password_is_refused(act) -> None:
    for new, reason in ((FIRST, "password-same"), ("ngắn", "password-weak"), (NAME + "123", "password-weak")):
        with pytest.raises(Refused, match=reason):
            act(officers.change_first_password, NAME, FIRST, new)


def test_an_enrolled_officer_signs_in_with_the_code_of_his_phone(act, clock, enrolled) -> None:
    result = sign_in(act, code=pyotp.TOTP(enrolled).at(clock.moment))
    assert result.step == "signed-in"
    assert result.actor is not None
    assert result.actor.full_name == "Trần Thị Mẫu"


def test_a_code_is_accepted_once(act, clock, enrolled) -> None:
    code = pyotp.TOTP(enrolled).at(clock.moment)
    assert sign_in(act, code=code).step == "signed-in"
    assert sign_in(act, code=code).step == "code-used"
    clock.moment -= timedelta(seconds=30)
    assert sign_in(act, code=code).step == "code-used"


@pytest.mark.parametrize(
    ("seconds", "step"), [(-30, "signed-in"), (30, "signed-in"), (-60, "code-wrong"), (60, "code-wrong")]
)
def test_a_phones_clock_may_be_one_step_off(act, clock, enrolled, seconds: int, step: str) -> None:
    assert sign_in(act, code=pyotp.TOTP(enrolled).at(clock.moment + timedelta(seconds=seconds))).step == step


def test_five_failures_in_a_row_lock_and_only_an_administrator_unlocks(act, clock, enrolled, supervisor) -> None:
    left = [sign_in(act, "falsch").tries_left for _ in range(4)]
    assert left == [4, 3, 2, 1]
    assert sign_in(act, "falsch").step == "locked"
    clock.moment -= timedelta(days=30)  # a clock set back opens nothing
    assert sign_in(act, code=pyotp.TOTP(enrolled).at(clock.moment)).step == "locked"
    with pytest.raises(Refused, match="may-not"):
        act(staff.unlock, NAME, by=supervisor)
    act(staff.unlock, NAME, by=ADMIN)
    assert sign_in(act, code=pyotp.TOTP(enrolled).at(clock.moment)).step == "signed-in"


def test_wrong_codes_count_as_failures_too(act, enrolled) -> None:
    for _ in range(4):
        assert sign_in(act).step == "code-wrong"
    assert sign_in(act).step == "locked"


def test_a_success_forgets_the_failures_before_it(act, clock, enrolled) -> None:
    for _ in range(4):
        sign_in(act, "falsch")
    assert sign_in(act, code=pyotp.TOTP(enrolled).at(clock.moment)).step == "signed-in"
    assert sign_in(act, "falsch").tries_left == 4


def test_each_recovery_code_opens_once(act, clock) -> None:
    act(officers.change_first_password, NAME, FIRST, OWN)
    made = act(officers.begin_enrolment, NAME)
    assert len(set(made.recovery_codes)) == 10
    act(officers.finish_enrolment, EnrolmentDraft(NAME, OWN, made, pyotp.TOTP(made.secret).at(clock.moment)))
    typed = made.recovery_codes[3].lower().replace("-", " ")
    assert sign_in(act, code=typed, recovery=True).recovery_left == 9
    assert sign_in(act, code=typed, recovery=True).step == "code-wrong"


def test_an_unknown_name_is_told_like_a_wrong_password(act) -> None:
    assert act(officers.sign_in, SignInDraft("nobody", "x", "1")).step == "wrong"


def test_an_unknown_name_leaves_a_row_that_does_not_say_it(office) -> None:
    office.act(office.context(None), officers.sign_in, SignInDraft("mat-khau-go-nham", "x", "1"))
    with office.database.reading() as session:
        entry = session.scalars(select(TraceEntry).order_by(TraceEntry.id.desc())).first()
    assert (entry.act, entry.facts["why"]) == ("sign-in-failed", "unknown-name")
    assert "mat-khau-go-nham" not in f"{entry.subject} {entry.facts} {entry.user_name}"
    assert office.ask(office.context(ADMIN), audit.verify).intact


def test_the_secret_is_not_readable_in_the_database(act, office, enrolled) -> None:
    for path in office.settings.data_dir.glob("desk.db*"):
        assert enrolled.encode() not in path.read_bytes()


def test_a_reset_takes_phone_and_password_away(act, clock, enrolled) -> None:
    record, first = act(staff.reset, NAME, by=ADMIN)
    assert (record.enrolled, record.must_change_password) == (False, True)
    assert sign_in(act, first).step == "change-password"


def test_whoever_has_a_phone_does_not_change_his_password_without_it(act, enrolled) -> None:
    assert act(officers.change_first_password, NAME, OWN, "một mật khẩu khác").step == "wrong"


def test_a_reset_sent_twice_gives_one_password(office, act) -> None:
    context = office.context(ADMIN)
    office.act(context, staff.reset, NAME)
    with pytest.raises(Conflict, match="sent-twice"):
        office.act(context, staff.reset, NAME)
