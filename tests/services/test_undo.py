# SPDX-License-Identifier: Apache-2.0
"""«Hoàn tác» and reopening: what the office sees, what the citizen never hears of, and who may do it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from officer_desk.domain.records import ReopenDraft, TakeBackDraft
from officer_desk.domain.values import State
from officer_desk.errors import Conflict, Refused
from officer_desk.models.tables import Account, AccountChange, Assessment, OutboxMessage
from officer_desk.services import assessments, audit, declarations, holding, pictures, reopening
from officer_desk.settings import SettingsSource
from tests.building import (
    HAI,
    PORTRAIT,
    approve,
    declaration,
    invalid,
    open_file,
    send_all,
    store,
    take,
    take_one,
    valid,
)

NUMBER = "00801/2026/00101"


@pytest.fixture
def office(office):
    """An office in which a decision can be taken back for 20 seconds."""
    from dataclasses import replace

    settings = replace(office.settings, undo_seconds=20)
    return replace(office, source=SettingsSource(settings, {}))


@pytest.fixture
def release(office, act):
    return lambda: act(holding.release_due)


def outbox(office) -> set[tuple[str, str]]:
    with office.database.reading() as session:
        return {(m.template, m.status) for m in session.scalars(select(OutboxMessage))}


def accounts(office) -> list[str]:
    with office.database.reading() as session:
        return [a.status for a in session.scalars(select(Account).order_by(Account.id))]


def steps_of(office) -> list[str]:
    with office.database.reading() as session:
        return list(session.scalars(select(AccountChange.what).order_by(AccountChange.id)))


def intact(office, supervisor) -> bool:
    return office.ask(office.context(supervisor), audit.verify).intact


def test_until_the_time_is_over_no_message_goes_out_and_the_account_waits(office, officer, clock, release) -> None:
    record = approve(office, officer, take_one(office, officer, declaration(NUMBER))).declaration
    assert record.state is State.APPROVED
    assert record.undo_until == clock.moment + timedelta(seconds=20)
    assert record.undo_by == officer.officer_id
    assert accounts(office) == ["pending"]
    assert outbox(office) == {("approved", "held")}
    clock.moment += timedelta(seconds=19)
    assert release() == 0
    clock.moment += timedelta(seconds=1)
    assert release() == 1
    assert accounts(office) == ["active"]
    assert outbox(office) == {("approved", "queued")}
    assert release() == 0
    assert steps_of(office) == ["issued", "activated"]
    assert open_file(office, officer, NUMBER).undo_until is None


def test_taken_back_in_time_the_citizen_never_hears_of_it(office, officer, act, clock, release, supervisor) -> None:
    record = approve(office, officer, take_one(office, officer, declaration(NUMBER))).declaration
    clock.moment += timedelta(seconds=10)
    record = act(holding.take_back, TakeBackDraft(record.id))
    assert record.state is State.IN_PROGRESS  # he did come: only the decision is taken back
    assert record.received_at is not None
    assert record.decided_at is None
    assert outbox(office) == {("approved", "taken-back")}
    clock.moment += timedelta(seconds=60)
    assert release() == 0
    assert accounts(office) == ["cancelled"]
    assert [entry.act for entry in record.history[:3]] == ["take-back", "record-valid", "receive"]
    with office.database.reading() as session:
        assert [m.body for m in session.scalars(select(OutboxMessage))] == [b"", b""]
        assert all(a.taken_back_at is not None for a in session.scalars(select(Assessment)))
    again = approve(office, officer, open_file(office, officer, NUMBER)).declaration
    assert again.state is State.APPROVED
    clock.moment += timedelta(seconds=21)
    assert release() == 1
    assert sorted(accounts(office)) == ["active", "cancelled"]
    assert intact(office, supervisor)


def test_a_refusal_is_taken_back_to_where_it_was_made_from(office, officer, act) -> None:
    record = take_one(office, officer, declaration(NUMBER))
    record = act(assessments.record, invalid(record, "Ảnh mờ")).declaration
    assert record.state is State.REJECTED
    record = act(holding.take_back, TakeBackDraft(record.id))
    assert record.state is State.WAITING
    assert record.supplement is None
    assert outbox(office) == {("rejected", "taken-back")}


def test_too_late_is_too_late(office, officer, act, clock) -> None:
    record = approve(office, officer, take_one(office, officer, declaration(NUMBER))).declaration
    clock.moment += timedelta(seconds=20)
    with pytest.raises(Refused, match="undo-too-late"):
        act(holding.take_back, TakeBackDraft(record.id))
    assert outbox(office) == {("approved", "held")}


def test_only_who_decided_or_a_supervisor_takes_back(office, officer, supervisor, act) -> None:
    from dataclasses import replace

    record = approve(office, officer, take_one(office, officer, declaration(NUMBER))).declaration
    with pytest.raises(Refused, match="undo-not-yours"):
        act(holding.take_back, TakeBackDraft(record.id), by=replace(officer, officer_id=0, user_name="le.thi.khac"))
    assert act(holding.take_back, TakeBackDraft(record.id), by=supervisor).state is State.IN_PROGRESS


def test_who_changed_the_file_meanwhile_made_the_decision_final(office, officer, act) -> None:
    record = take_one(office, officer, declaration(NUMBER))
    from officer_desk.domain.records import AssessmentDraft, PictureDraft
    from officer_desk.domain.values import Verdict

    asked = AssessmentDraft(record.id, record.version, Verdict.INCOMPLETE, ("Thiếu ảnh",))
    record = act(assessments.record, asked).declaration
    act(pictures.put, PictureDraft(record.id, record.version, PORTRAIT, store(office, "blue")))
    with pytest.raises(Conflict, match="file-changed"):
        act(holding.take_back, TakeBackDraft(record.id))


def test_a_clock_that_was_set_back_holds_nothing_for_longer(office, officer, clock, release) -> None:
    approve(office, officer, take_one(office, officer, declaration(NUMBER)))
    clock.moment -= timedelta(hours=3)
    assert release() == 1


def test_without_undo_time_a_decision_takes_effect_at_once(office, officer) -> None:
    from dataclasses import replace

    plain = replace(office, source=SettingsSource(replace(office.settings, undo_seconds=0), {}))
    record = approve(plain, officer, take_one(plain, officer, declaration(NUMBER))).declaration
    assert record.undo_until is None
    assert accounts(plain) == ["active"]
    assert outbox(plain) == {("approved", "queued")}


class TestReopening:
    @pytest.fixture
    def decided(self, office, officer, clock, release):
        record = approve(office, officer, take_one(office, officer, declaration(NUMBER))).declaration
        clock.moment += timedelta(minutes=1)
        release()
        return open_file(office, officer, record.number)

    def test_only_a_supervisor_and_only_with_a_reason(self, decided, act, officer, supervisor) -> None:
        draft = ReopenDraft(decided.id, decided.version, "Người nộp không phải chủ thẻ")
        with pytest.raises(Refused, match="may-not"):
            act(reopening.reopen, draft)
        with pytest.raises(Refused, match="reason-required"):
            act(reopening.reopen, ReopenDraft(decided.id, decided.version, "  "), by=supervisor)

    def test_it_suspends_the_account_and_tells_the_citizen(self, decided, office, act, ask, supervisor) -> None:
        send_all(office, supervisor)
        foreseen = ask(reopening.effects, decided.id, by=supervisor)
        assert foreseen.suspends
        assert [m.address for m in foreseen.messages] == ["0900093353", "mai@example.com"]
        record = act(reopening.reopen, ReopenDraft(decided.id, decided.version, "Nhầm người"), by=supervisor)
        assert record.state is State.IN_PROGRESS
        assert accounts(office) == ["suspended"]
        assert ("reopened", "queued") in outbox(office)
        assert record.history[0].words == ("Nhầm người",)
        assert intact(office, supervisor)

    def test_what_had_not_left_never_leaves_and_who_heard_nothing_is_told_nothing(
        self, decided, office, act, ask, supervisor
    ) -> None:
        assert ask(reopening.effects, decided.id, by=supervisor).messages == ()
        act(reopening.reopen, ReopenDraft(decided.id, decided.version, "Nhầm người"), by=supervisor)
        assert outbox(office) == {("approved", "taken-back")}
        with office.database.reading() as session:
            assert {m.body for m in session.scalars(select(OutboxMessage))} == {b""}
        assert send_all(office, supervisor) == 0

    def test_judged_valid_again_the_same_account_comes_back(
        self, decided, office, officer, act, supervisor, clock, release
    ) -> None:
        record = act(reopening.reopen, ReopenDraft(decided.id, decided.version, "Nhầm"), by=supervisor)
        approve(office, officer, open_file(office, officer, record.number))
        assert accounts(office) == ["pending"]
        clock.moment += timedelta(seconds=30)
        release()
        assert accounts(office) == ["active"]
        assert steps_of(office) == ["issued", "activated", "suspended", "restored", "activated"]

    def test_judged_invalid_the_account_is_cancelled_and_undo_suspends_it_again(
        self, decided, office, officer, act, supervisor
    ) -> None:
        record = act(reopening.reopen, ReopenDraft(decided.id, decided.version, "Nhầm"), by=supervisor)
        record = act(assessments.record, invalid(record, "Không chính chủ")).declaration
        assert accounts(office) == ["cancelled"]
        act(holding.take_back, TakeBackDraft(record.id))
        assert accounts(office) == ["suspended"]

    def test_a_newer_declaration_takes_the_place_of_a_reopened_file(
        self, decided, office, officer, act, supervisor
    ) -> None:
        act(reopening.reopen, ReopenDraft(decided.id, decided.version, "Nhầm"), by=supervisor)
        newer = declaration("00802/2026/00101", submitted_at="2026-11-20T10:00:00+07:00")
        assert take(office, officer, newer).packages[0].accepted
        assert open_file(office, officer, NUMBER).state is State.WITHDRAWN
        assert accounts(office) == ["cancelled"]

    def test_a_file_whose_place_another_took_stays_closed(
        self, office, officer, act, supervisor, clock, release
    ) -> None:
        first = take_one(office, officer, declaration(NUMBER))
        first = act(assessments.record, invalid(first, "Ảnh mờ")).declaration
        clock.moment += timedelta(minutes=1)
        release()
        take_one(office, officer, declaration("00803/2026/00101", submitted_at="2026-11-20T10:00:00+07:00"))
        with pytest.raises(Refused, match="newer-file") as told:
            act(reopening.reopen, ReopenDraft(first.id, first.version, "Xem lại"), by=supervisor)
        assert told.value.facts["number"] == "00803/2026/00101"

    def test_while_it_can_be_taken_back_it_is_not_reopened(self, office, officer, act, supervisor) -> None:
        record = approve(office, officer, take_one(office, officer, declaration(NUMBER, HAI))).declaration
        with pytest.raises(Refused, match="undo-instead"):
            act(reopening.reopen, ReopenDraft(record.id, record.version, "Nhầm"), by=supervisor)

    def test_a_decision_whose_time_is_over_is_released_though_nobody_came_by_to_do_it(
        self, office, officer, act, ask, supervisor, clock
    ) -> None:
        record = approve(office, officer, take_one(office, officer, declaration(NUMBER))).declaration
        clock.moment += timedelta(minutes=1)
        assert ask(reopening.effects, record.id, by=supervisor).suspends
        act(reopening.reopen, ReopenDraft(record.id, record.version, "Nhầm người"), by=supervisor)
        assert steps_of(office) == ["issued", "activated", "suspended"]
        assert outbox(office) == {("approved", "taken-back")}  # released, and called back before it left
        assert intact(office, supervisor)

    def test_reopening_a_change_that_is_held_no_longer_suspends_the_account(
        self, office, officer, act, ask, supervisor, clock, release
    ) -> None:
        approve(office, officer, take_one(office, officer, declaration(NUMBER)))
        clock.moment += timedelta(minutes=1)
        release()
        data = declaration("00804/2026/00101", kind="change", changes={"phone": "0900094939"}, pictures={})
        record = approve(office, officer, take_one(office, officer, data), compared=()).declaration
        clock.moment += timedelta(minutes=1)
        assert ask(reopening.effects, record.id, by=supervisor).suspends
        act(reopening.reopen, ReopenDraft(record.id, record.version, "Nhầm người"), by=supervisor)
        assert accounts(office) == ["suspended"]

    def test_a_refused_change_has_nothing_to_suspend_and_says_so(
        self, office, officer, act, ask, supervisor, clock, release
    ) -> None:
        approve(office, officer, take_one(office, officer, declaration(NUMBER)))
        data = declaration("00804/2026/00101", kind="change", changes={"phone": "0900094939"}, pictures={})
        record = approve(office, officer, take_one(office, officer, data), compared=()).declaration
        clock.moment += timedelta(minutes=1)
        release()
        record = act(reopening.reopen, ReopenDraft(record.id, record.version, "Nhầm"), by=supervisor)
        record = act(assessments.record, invalid(record, "Không phải chủ máy")).declaration
        clock.moment += timedelta(minutes=1)
        release()
        foreseen = ask(reopening.effects, record.id, by=supervisor)
        assert (foreseen.suspends, foreseen.account_status) == (False, None)
        act(reopening.reopen, ReopenDraft(record.id, record.version, "Xem lại"), by=supervisor)
        assert accounts(office) == ["active"]


def test_a_change_is_taken_back_from_the_account(office, officer, act, clock, release) -> None:
    approve(office, officer, take_one(office, officer, declaration(NUMBER)))
    clock.moment += timedelta(minutes=1)
    release()
    wish = {"phone": "0900094939"}
    data = declaration("00804/2026/00101", kind="change", changes=wish, pictures={})
    record = approve(office, officer, take_one(office, officer, data), compared=()).declaration
    assert record.account is not None
    assert record.account.phone == "0900094939"
    record = act(holding.take_back, TakeBackDraft(record.id))
    assert record.account is not None
    assert (record.account.phone, record.account.status) == ("0900093353", "active")
    assert record.state is State.WAITING
    assert declarations  # the file is open for a new judgement


def test_a_reopened_change_that_is_refused_is_put_back(office, officer, act, supervisor, clock, release) -> None:
    approve(office, officer, take_one(office, officer, declaration(NUMBER)))
    data = declaration("00804/2026/00101", kind="change", changes={"phone": "0900094939"}, pictures={})
    record = approve(office, officer, take_one(office, officer, data), compared=()).declaration
    clock.moment += timedelta(minutes=1)
    release()
    record = act(reopening.reopen, ReopenDraft(record.id, record.version, "Không phải chủ máy"), by=supervisor)
    assert record.account is not None
    assert record.account.status == "suspended"
    record = act(assessments.record, invalid(record, "Không phải chủ máy")).declaration
    assert record.account is not None
    assert (record.account.phone, record.account.status) == ("0900093353", "active")
    assert valid(record)


def test_a_supervisor_of_another_office_takes_nothing_back(office, officer, supervisor, act) -> None:
    from dataclasses import replace

    record = approve(office, officer, take_one(office, officer, declaration(NUMBER))).declaration
    with pytest.raises(Refused, match="undo-not-yours"):
        act(holding.take_back, TakeBackDraft(record.id), by=replace(supervisor, officer_id=0, office_code="00102"))
    assert accounts(office) == ["pending"]


def test_a_decision_stays_when_a_newer_declaration_came_since(office, officer, act) -> None:
    """Of one person there is never more than one undecided declaration (checklist 68)."""
    record = take_one(office, officer, declaration(NUMBER))
    act(assessments.record, invalid(record, "Tờ khai trùng"))
    take_one(office, officer, declaration("00802/2026/00101", submitted_at="2026-11-20T10:00:00+07:00"))
    with pytest.raises(Refused, match="newer-file") as refused:
        act(holding.take_back, TakeBackDraft(record.id))
    assert refused.value.facts["number"] == "00802/2026/00101"
    assert open_file(office, officer, NUMBER).state is State.REJECTED
