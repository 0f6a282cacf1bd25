# SPDX-License-Identifier: Apache-2.0
"""Second looks: which decisions wait for one, what waits with them, and how a disagreement ends."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from officer_desk.domain.boards import BoardList
from officer_desk.domain.records import (
    Actor,
    BoardQuery,
    LookDraft,
    OfficerDraft,
    ReopenDraft,
    SearchQuery,
    SettleDraft,
    TakeBackDraft,
)
from officer_desk.domain.values import Queue, Role, State, Verdict
from officer_desk.errors import Refused
from officer_desk.models.tables import Account, HeldDecision, Officer, OutboxMessage, SecondLook, TraceEntry
from officer_desk.services import (
    assessments,
    assigning,
    dashboards,
    declarations,
    holding,
    looking,
    reopening,
    second_looks,
    staff,
)
from officer_desk.settings import SettingsSource
from tests import building
from tests.building import HAI, HOA, LAN, MAI
from tests.conftest import ADMIN

REASON = "Tờ khai trùng"


@pytest.fixture
def office(office):
    """An office in which no lot is drawn, only the rules count."""
    return with_(office, second_look_percent=0, second_look_rules="yes")


@pytest.fixture
def second(office):
    given = ("le.van.hai", "Lê Văn Hai", Role.RECEPTION, "00101", "quầy 4", "mau-Ba-Dinh-01")
    record, _ = office.act(office.context(ADMIN), staff.add, *given)[0]
    return Actor(record.id, record.user_name, record.full_name, record.role, record.office_code, record.counter)


def with_(office, **settings):
    return replace(office, source=SettingsSource(replace(office.settings, **settings), {}))


def everybody(office, monkeypatch):
    monkeypatch.setattr(looking, "by_lot", lambda *_: True)


def file_of(office, officer, person=MAI, number="00001/2026/00101", **other):
    return building.take_one(office, officer, building.declaration(number, person, **other))


def look_of(office):
    with office.database.reading() as session:
        return session.query(SecondLook).order_by(SecondLook.id.desc()).first()


def messages_of(office, declaration_id):
    with office.database.reading() as session:
        rows = session.query(OutboxMessage).filter(OutboxMessage.declaration_id == declaration_id)
        return sorted({row.status for row in rows.filter(OutboxMessage.template != "received")})


def account_status(office):
    with office.database.reading() as session:
        return session.query(Account).one().status


def approved_near(office, officer):
    """Approve with a near name confirmed: a decision under a rule."""
    file = file_of(office, officer, HOA)
    building.approve(office, officer, file, confirmed_registry_name="Trần Thị Hòa")
    return file


# --- which --------------------------------------------------------------------------------------------------------


def test_an_ordinary_decision_is_not_looked_at(office, officer, act):
    building.approve(office, officer, file_of(office, officer))
    assert look_of(office) is None
    assert account_status(office) == "active"


def test_a_near_name_is_looked_at(office, officer):
    approved_near(office, officer)
    assert look_of(office).why == ["near-name"]


@pytest.mark.parametrize("same", [{"phone": "0900 093 353"}, {"email": "mai@example.com"}])
def test_a_phone_or_e_mail_of_another_code_is_looked_at(office, officer, act, same):
    file_of(office, officer, HAI, "00002/2026/00101")
    file = file_of(office, officer, MAI, **{"phone": "0900 093 111", "email": "a@example.com", **same})
    act(assessments.record, building.invalid(file, REASON))
    assert look_of(office).why == ["shared-phone"]


def test_a_child_with_its_guardians_phone_is_not(office, officer, act):
    file_of(office, officer, MAI)
    guardian = {"insurance_code": MAI["insurance_code"], "full_name": MAI["full_name"], "relation": "mẹ"}
    child = file_of(
        office, officer, LAN, "00002/2026/00101", kind="child", guardian=guardian, email=None,
        identity={"kind": "birth_certificate", "number": "79/2026", "population_verified": False},
        pictures={"birth_certificate": "k.jpg"},
    )  # fmt: skip
    act(assessments.record, building.invalid(child, REASON))
    assert look_of(office) is None


def test_a_picture_that_another_code_has_too_is_looked_at(office, officer, act, monkeypatch):
    one = building.picture("teal")
    monkeypatch.setattr(building, "picture", lambda *_: one)
    file_of(office, officer, HAI, "00002/2026/00101", phone="0900 093 111", email=None)
    act(assessments.record, building.invalid(file_of(office, officer, MAI), REASON))
    assert look_of(office).why == ["shared-picture"]


def test_the_third_refusal_of_a_code_is_looked_at_and_one_taken_back_does_not_count(office, officer, act, clock):
    slow = with_(office, undo_seconds=20)
    for place in range(4):
        file = file_of(office, officer, MAI, f"0000{place}/2026/00101")
        slow.act(slow.context(officer), assessments.record, building.invalid(file, REASON))
        if place == 1:
            assert look_of(office) is None
            slow.act(slow.context(officer), holding.take_back, TakeBackDraft(file.id))
        clock.moment += timedelta(minutes=1)
        assert (look_of(office) is None) is (place < 3)
    assert look_of(office).why == ["third-refusal"]


def test_the_officers_own_phone_and_name_are_looked_at(office, officer, act):
    draft = OfficerDraft("tran.thi.mau", "Hoang  Thi Thu Mai", "reception", "00101", "quầy 3", "0900 093 353")
    act(staff.change, draft, by=ADMIN)
    act(assessments.record, building.invalid(file_of(office, officer), REASON))
    assert look_of(office).why == ["own-phone", "own-name"]


def test_the_lot_falls_on_so_many_as_the_setting_says_and_the_same_for_the_same_act(office, officer):
    context = office.context(officer)
    keys = [hashlib.sha256(str(n).encode()).hexdigest()[:36] for n in range(5000)]
    for percent in (2, 30):
        drawn = [looking.by_lot(context, key, percent) for key in keys]
        assert drawn == [looking.by_lot(context, key, percent) for key in keys]
        assert abs(sum(drawn) / len(keys) * 100 - percent) < 2
    assert all(looking.by_lot(context, key, 100) for key in keys)
    assert not any(looking.by_lot(context, key, 0) for key in keys)


def test_with_every_lot_drawn_each_decision_is_looked_at_but_no_supplement_or_withdrawal(office, officer, act):
    all_ = with_(office, second_look_percent=100)
    one = file_of(office, officer)
    draft = replace(building.invalid(one, "Ảnh chân dung 4×6"), verdict=Verdict.INCOMPLETE)
    all_.act(all_.context(officer), assessments.record, draft)
    assert look_of(office) is None
    two = file_of(office, officer, HAI, "00002/2026/00101", phone="0900 093 111", email=None)
    all_.act(all_.context(officer), assessments.record, building.invalid(two, REASON))
    assert look_of(office).why == ["random"]


def test_the_share_by_lot_and_the_rules_are_settings_of_their_own(office, officer, act):
    approved_near(with_(office, second_look_percent=100, second_look_rules="no"), officer)
    assert look_of(office).why == ["random"]
    neither = with_(office, second_look_percent=0, second_look_rules="no")
    file = file_of(office, officer, HAI, "00002/2026/00101", phone="0900 093 353")
    neither.act(neither.context(officer), assessments.record, building.invalid(file, REASON))
    assert look_of(office).declaration_id != file.id


# --- what waits ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("undo_seconds", [0, 20])
def test_messages_and_account_wait_until_a_second_officer_agrees(office, officer, second, clock, undo_seconds):
    slow = with_(office, undo_seconds=undo_seconds)
    file = approved_near(slow, officer)
    clock.moment += timedelta(hours=30)
    assert slow.act(slow.context(officer), holding.release_due)[0] == 0
    assert (messages_of(office, file.id), account_status(office)) == (["held"], "pending")
    shown = office.ask(office.context(officer), declarations.refresh, file.id)
    assert (shown.state, shown.look.status, shown.look.in_force, shown.undo_until) == (
        State.APPROVED, "open", False, None
    )  # fmt: skip
    draft = LookDraft(look_of(office).id, Verdict.VALID)
    outcome = slow.act(slow.context(second), second_looks.record, draft)[0]
    assert (outcome.agreed, outcome.state) == (True, State.APPROVED)
    assert (messages_of(office, file.id), account_status(office)) == (["queued"], "active")
    with office.database.reading() as session:
        told = session.query(OutboxMessage).filter(OutboxMessage.template == "approved").first()
        assert told.give_up_at >= clock.moment + timedelta(hours=23), "what waited longer is tried as long"
        assert session.query(HeldDecision).count() == 0


def test_the_first_officer_takes_it_back_within_his_seconds_and_not_later(office, officer, second, clock):
    slow = with_(office, undo_seconds=20)
    file = approved_near(slow, officer)
    slow.act(slow.context(officer), holding.take_back, TakeBackDraft(file.id))
    assert (look_of(office).status, messages_of(office, file.id)) == ("taken-back", ["taken-back"])
    again = office.ask(office.context(officer), declarations.refresh, file.id)
    building.approve(slow, officer, again, confirmed_registry_name="Trần Thị Hòa")
    clock.moment += timedelta(seconds=21)
    with pytest.raises(Refused, match="undo-too-late"):
        slow.act(slow.context(officer), holding.take_back, TakeBackDraft(file.id))


def test_agreeing_early_leaves_the_first_officer_his_seconds(office, officer, second, clock):
    slow = with_(office, undo_seconds=20)
    file = approved_near(slow, officer)
    slow.act(slow.context(second), second_looks.record, LookDraft(look_of(office).id, Verdict.VALID))
    assert messages_of(office, file.id) == ["held"]
    clock.moment += timedelta(seconds=20)
    assert slow.act(slow.context(officer), holding.release_due)[0] == 1
    assert messages_of(office, file.id) == ["queued"]


def test_where_nobody_else_is_there_it_takes_effect_and_is_listed_for_later(office, officer, supervisor, act, ask):
    act(assigning.set_absent, supervisor.officer_id, True, by=supervisor)
    file = approved_near(office, officer)
    assert (look_of(office).status, messages_of(office, file.id), account_status(office)) == (
        "later", ["queued"], "active"
    )  # fmt: skip
    assert [row.number for row in ask(second_looks.waiting, by=supervisor)] == [file.number]
    act(second_looks.record, LookDraft(look_of(office).id, Verdict.INVALID, (REASON,)), by=supervisor)
    assert look_of(office).status == "disagreed"


@pytest.mark.parametrize("going", ["absent", "locked", "gone"])
def test_when_the_last_who_could_look_goes_away_it_takes_effect(office, officer, supervisor, act, going):
    file = approved_near(office, officer)
    assert messages_of(office, file.id) == ["held"]
    if going == "absent":
        act(assigning.set_absent, supervisor.officer_id, True, by=supervisor)
    else:
        act(staff.lock if going == "locked" else staff.deactivate, "nguyen.van.thu", by=ADMIN)
    act(holding.release_due)
    assert (look_of(office).status, messages_of(office, file.id)) == ("later", ["queued"])


def test_a_change_waits_and_no_other_change_of_the_account_is_decided(office, officer, second, act, monkeypatch):
    building.approve(office, officer, file_of(office, officer))
    everybody(office, monkeypatch)
    made = {"kind": "change", "pictures": {}, "changes": {"phone": "0900 111 222"}}
    change = file_of(office, officer, MAI, "00002/2026/00101", **made)
    building.approve(office, officer, change, compared=())
    assert (account_status(office), messages_of(office, change.id)) == ("pending", ["held"])
    other = file_of(office, officer, MAI, "00003/2026/00101", **{**made, "changes": {"email": "b@example.com"}})
    with pytest.raises(Refused, match="waits-for-look"):
        building.approve(office, officer, other, compared=())
    act(second_looks.record, LookDraft(look_of(office).id, Verdict.VALID), by=second)
    assert account_status(office) == "active"
    building.approve(office, officer, building.open_file(office, officer, other.number), compared=())


# --- the fresh view -----------------------------------------------------------------------------------------------


def test_the_second_officer_sees_the_file_as_if_nobody_had_decided_it(office, officer, second, act, ask, clock):
    file = file_of(office, officer, HOA)
    act(assessments.record, building.invalid(file, REASON, note="Không đúng người"))
    assert look_of(office) is None
    file = file_of(office, officer, HOA, "00002/2026/00101")
    clock.moment += timedelta(minutes=3)
    building.approve(office, officer, file, confirmed_registry_name="Trần Thị Hòa")
    fresh = act(declarations.open, file.id, by=second)
    assert (fresh.state, fresh.fresh_look, fresh.look) == (State.IN_PROGRESS, look_of(office).id, None)
    assert (fresh.decided_at, fresh.compared, fresh.account, fresh.undo_until) == (None, (), None, None)
    assert {entry.act for entry in fresh.history} == {"import", "view"}
    assert ask(declarations.refresh, file.id, by=second).fresh_look == fresh.fresh_look
    rows = ask(declarations.search, SearchQuery("00101", queue=Queue.SECOND_LOOK), by=second).rows
    assert [(row.number, row.state, row.mark) for row in rows] == [(file.number, State.IN_PROGRESS, "look")]
    assert ask(declarations.refresh, file.id).fresh_look is None, "the first officer has nothing to look at afresh"


def test_wherever_the_second_officer_meets_the_file_no_decision_is_told(office, officer, second, supervisor, act, ask):
    file = approved_near(office, officer)
    made = {"kind": "change", "pictures": {}, "changes": {"email": "hoa@example.com"}}
    other = file_of(office, officer, HOA, "00002/2026/00101", **made)

    def rows(by, **query):
        return [(row.number, row.state) for row in ask(declarations.search, SearchQuery("00101", **query), by=by).rows]

    assert rows(officer, number=file.number) == [(file.number, State.APPROVED)]
    for by in (second, supervisor):
        assert rows(by, number=file.number) == [(file.number, State.IN_PROGRESS)]
        assert rows(by, queue=Queue.DONE_TODAY) == [(file.number, State.IN_PROGRESS)]
        assert rows(by, state=State.APPROVED) == []
        related = act(declarations.open, other.id, by=by).related
        assert [(found.number, found.state) for found in related] == [(file.number, State.IN_PROGRESS)]
    board = ask(dashboards.files, BoardQuery(BoardList.DONE_TODAY), by=supervisor)
    assert [(row.file.number, row.file.state) for row in board.rows] == [(file.number, State.IN_PROGRESS)]
    elsewhere = replace(second, officer_id=0, office_code="00102")
    for by in (elsewhere, ADMIN):
        assert ask(declarations.refresh, file.id, by=by).state is State.APPROVED, "who may not look may know"
    act(second_looks.record, LookDraft(look_of(office).id, Verdict.VALID), by=second)
    for by in (second, supervisor):
        assert ask(declarations.refresh, file.id, by=by).state is State.APPROVED, "nothing is left to be judged afresh"
        assert rows(by, state=State.APPROVED) == [(file.number, State.APPROVED)]


def test_a_change_is_seen_afresh_with_the_account_as_it_was(office, officer, second, act, monkeypatch):
    building.approve(office, officer, file_of(office, officer))
    everybody(office, monkeypatch)
    made = {"kind": "change", "pictures": {}, "changes": {"phone": "0900 111 222"}}
    change = file_of(office, officer, MAI, "00002/2026/00101", **made)
    building.approve(office, officer, change, compared=())
    fresh = act(declarations.open, change.id, by=second)
    assert (fresh.account.phone, fresh.account.status) == ("0900093353", "active")
    assert [(d.field, d.old, d.new) for d in fresh.differences] == [("phone", "0900093353", "0900111222")]
    assert all(step.declaration_id != change.id for step in fresh.account.steps)


def test_the_first_officer_has_it_in_no_queue_and_may_not_look(office, officer, second, supervisor, act, ask):
    approved_near(office, officer)
    seen = {who.user_name: ask(declarations.counts, by=who)[Queue.SECOND_LOOK] for who in (officer, second, supervisor)}
    assert seen == {"tran.thi.mau": 0, "le.van.hai": 1, "nguyen.van.thu": 1}
    assert (ask(second_looks.counts).waiting, ask(second_looks.counts, by=second).waiting) == (0, 1)
    with pytest.raises(Refused, match="look-own"):
        act(second_looks.record, LookDraft(look_of(office).id, Verdict.VALID))
    elsewhere = replace(office.context(second), actor=replace(second, officer_id=0, office_code="00102"))
    with pytest.raises(Refused, match="may-not"):
        office.act(elsewhere, second_looks.record, LookDraft(look_of(office).id, Verdict.VALID))


def test_a_look_is_done_once(office, officer, second, supervisor, act):
    approved_near(office, officer)
    draft = LookDraft(look_of(office).id, Verdict.VALID)
    context = office.context(second)
    assert office.act(context, second_looks.record, draft)[0] == office.act(context, second_looks.record, draft)[0]
    with pytest.raises(Refused, match="look-done"):
        act(second_looks.record, draft, by=supervisor)


def test_who_disagrees_says_why(office, officer, second, act):
    approved_near(office, officer)
    with pytest.raises(Refused, match="reason-required"):
        act(second_looks.record, LookDraft(look_of(office).id, Verdict.INVALID, (" ",)), by=second)


# --- disagreements ------------------------------------------------------------------------------------------------


@pytest.fixture
def disagreed(office, officer, second, act):
    file = approved_near(office, officer)
    draft = LookDraft(look_of(office).id, Verdict.INVALID, (REASON,), "Ảnh khác người")
    assert not act(second_looks.record, draft, by=second).agreed
    return file


def test_a_disagreement_is_listed_with_both_verdicts_and_goes_on_waiting(office, disagreed, supervisor, act, ask):
    act(holding.release_due)
    assert messages_of(office, disagreed.id) == ["held"]
    found = ask(second_looks.disagreements, by=supervisor)
    assert [(look.number, look.first_name, look.first_verdict, look.officer_name, look.verdict, look.words)
            for look in found] == [
        (disagreed.number, "Trần Thị Mẫu", Verdict.VALID, "Lê Văn Hai", Verdict.INVALID, (REASON, "Ảnh khác người"))
    ]  # fmt: skip
    assert ask(second_looks.counts, by=supervisor).disagreed == 1
    rows = ask(declarations.search, SearchQuery("00101", queue=Queue.SECOND_LOOK), by=supervisor).rows
    assert [(row.state, row.mark) for row in rows] == [(State.APPROVED, "disagreed")]
    assert not ask(declarations.search, SearchQuery("00101", queue=Queue.SECOND_LOOK)).rows


def test_upheld_it_takes_effect(office, disagreed, supervisor, act):
    settled = act(second_looks.settle, SettleDraft(look_of(office).id, uphold=True), by=supervisor)
    assert (settled.status, settled.settled_by_name, settled.in_force) == ("upheld", "Nguyễn Văn Thử", True)
    assert (messages_of(office, disagreed.id), account_status(office)) == (["queued"], "active")


def test_overruled_it_is_taken_back_and_decided_anew(office, officer, disagreed, supervisor, act, ask):
    act(second_looks.settle, SettleDraft(look_of(office).id, uphold=False), by=supervisor)
    assert look_of(office).status == "overruled"
    shown = ask(declarations.refresh, disagreed.id)
    assert (shown.state, shown.look) == (State.IN_PROGRESS, None)
    assert (messages_of(office, disagreed.id), account_status(office)) == (["taken-back"], "cancelled")
    assert [entry.act for entry in shown.history][:3] == ["settle-look", "take-back", "second-look"]
    act(assessments.record, building.invalid(shown, REASON))


def test_a_disagreement_is_settled_once_and_by_a_supervisor(office, officer, disagreed, supervisor, act):
    draft = SettleDraft(look_of(office).id, uphold=True)
    with pytest.raises(Refused, match="may-not"):
        act(second_looks.settle, draft)
    context = office.context(supervisor)
    assert office.act(context, second_looks.settle, draft)[0] == office.act(context, second_looks.settle, draft)[0]
    with pytest.raises(Refused, match="look-settled"):
        act(second_looks.settle, draft, by=supervisor)


def test_a_supervisors_own_decision_is_settled_by_another_one_if_there_is_one(office, officer, supervisor, act):
    approved_near(office, supervisor)
    act(second_looks.record, LookDraft(look_of(office).id, Verdict.INVALID, (REASON,)))
    given = ("do.thi.phu", "Đỗ Thị Phụ", Role.SUPERVISOR, "00101", None, "mau-Ba-Dinh-01")
    act(staff.add, *given, by=ADMIN)
    with pytest.raises(Refused, match="look-own"):
        act(second_looks.settle, SettleDraft(look_of(office).id, uphold=True), by=supervisor)
    act(staff.deactivate, "do.thi.phu", by=ADMIN)
    act(second_looks.settle, SettleDraft(look_of(office).id, uphold=True), by=supervisor)


def test_a_refusal_is_not_overruled_once_a_newer_file_came(office, officer, second, supervisor, act, monkeypatch):
    everybody(office, monkeypatch)
    act(assessments.record, building.invalid(file_of(office, officer), REASON))
    act(second_looks.record, LookDraft(look_of(office).id, Verdict.VALID), by=second)
    file_of(office, officer, MAI, "00002/2026/00101")
    with pytest.raises(Refused, match="newer-file"):
        act(second_looks.settle, SettleDraft(look_of(office).id, uphold=False), by=supervisor)
    act(second_looks.settle, SettleDraft(look_of(office).id, uphold=True), by=supervisor)


def test_overruling_what_took_effect_changes_nothing_but_says_so(office, officer, supervisor, second, act, ask):
    for away in (supervisor, second):
        act(assigning.set_absent, away.officer_id, True, by=supervisor)
    file = approved_near(office, officer)
    act(second_looks.record, LookDraft(look_of(office).id, Verdict.INVALID, (REASON,)), by=second)
    assert ask(declarations.refresh, file.id).look.in_force
    act(second_looks.settle, SettleDraft(look_of(office).id, uphold=False), by=supervisor)
    assert ask(declarations.refresh, file.id).state is State.APPROVED


# --- what happens meanwhile ---------------------------------------------------------------------------------------


def test_reopened_meanwhile_the_citizen_never_hears_of_it_and_nobody_has_to_look(office, officer, supervisor, act, ask):
    file = approved_near(office, officer)
    effects = ask(reopening.effects, file.id, by=supervisor)
    assert (effects.suspends, effects.messages) == (False, ())
    shown = ask(declarations.refresh, file.id)
    act(reopening.reopen, ReopenDraft(file.id, shown.version, "Xem lại ảnh"), by=supervisor)
    assert (look_of(office).status, messages_of(office, file.id), account_status(office)) == (
        "taken-back", ["taken-back"], "cancelled"
    )  # fmt: skip
    again = ask(declarations.refresh, file.id)
    building.approve(office, officer, again, confirmed_registry_name="Trần Thị Hòa")
    assert look_of(office).status == "open"


def test_reopening_what_took_effect_closes_its_look_too(office, officer, supervisor, act, ask):
    act(assigning.set_absent, supervisor.officer_id, True, by=supervisor)
    file = approved_near(office, officer)
    shown = ask(declarations.refresh, file.id)
    act(reopening.reopen, ReopenDraft(file.id, shown.version, "Xem lại ảnh"), by=supervisor)
    assert look_of(office).status == "taken-back"


def test_a_code_that_waits_is_not_registered_again(office, officer):
    approved_near(office, officer)
    report = building.take(office, officer, building.declaration("00002/2026/00101", HOA))
    assert not report.packages[0].accepted


def test_each_step_leaves_its_act_in_the_trace(office, disagreed, supervisor, act):
    act(second_looks.settle, SettleDraft(look_of(office).id, uphold=False), by=supervisor)
    with office.database.reading() as session:
        rows = session.query(TraceEntry).filter(TraceEntry.subject == disagreed.number).order_by(TraceEntry.id)
        told = {row.act: row.facts for row in rows}
    assert told["second-look"].keys() == {"agreed", "content"}
    assert told["settle-look"] == {"upheld": False, "took-effect": False}
    assert told["take-back"]["from"] == "approved"


def test_the_officers_phone_is_kept_and_checked(office, act):
    draft = OfficerDraft("tran.thi.mau", "Trần Thị Mẫu", "reception", "00101", "quầy 3", "0900 093 353")
    assert act(staff.change, draft, by=ADMIN).phone == "0900093353"
    with pytest.raises(Refused, match="phone"):
        act(staff.change, replace(draft, phone="12"), by=ADMIN)
    assert act(staff.change, replace(draft, phone=None), by=ADMIN).phone is None
    with office.database.reading() as session:
        assert session.get_one(Officer, 1).phone is None
