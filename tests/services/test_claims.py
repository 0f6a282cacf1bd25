# SPDX-License-Identifier: Apache-2.0
"""Who has a file in hand: taken by opening, lapsing by itself, taken over, and refused by its number when lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from officer_desk.domain.records import (
    Actor,
    PictureDraft,
    ReceiveDraft,
    SearchQuery,
    WithdrawDraft,
)
from officer_desk.domain.values import PictureRole, Role
from officer_desk.errors import Conflict, Refused
from officer_desk.models.tables import Assessment, Claim, TraceEntry
from officer_desk.services import (
    assessments,
    assigning,
    audit,
    claims,
    daily,
    declarations,
    drafts,
    officers,
    pictures,
    staff,
)
from tests.building import HAI, Quiet, declaration, invalid, store, take_one, valid
from tests.conftest import ADMIN


@pytest.fixture
def file(office, officer):
    return take_one(office, officer, declaration("00090/2026/00101"))


@pytest.fixture
def at(office):
    """Act in a window: `at(actor, "one", service, …)`."""

    def act(actor, window, service, *args):
        return office.act(office.context(actor, window), service, *args)[0]

    return act


@pytest.fixture
def second(office):
    """A second reception officer."""
    added = office.act(
        office.context(ADMIN), staff.add, "le.van.hai", "Lê Văn Hai", Role.RECEPTION, "00101", "quầy 5", "mau-Hai-01-x"
    )[0]
    return Actor(added[0].id, "le.van.hai", "Lê Văn Hai", Role.RECEPTION, "00101", "quầy 5")


def test_opening_takes_a_file_in_hand_and_everybody_sees_by_whom(file, at, officer, second) -> None:
    mine = at(officer, "one", declarations.open, file.id)
    assert mine.claim.mine
    theirs = at(second, "two", declarations.open, file.id)
    assert not theirs.claim.mine
    assert (theirs.claim.officer_name, theirs.claim.counter) == ("Trần Thị Mẫu", "quầy 3")
    assert theirs.claim.fence == mine.claim.fence


def test_nobody_takes_a_decided_file_in_hand(file, at, officer) -> None:
    opened = at(officer, "one", declarations.open, file.id)
    at(officer, "one", assessments.record, replace(invalid(opened, "Giấy tờ mờ"), fence=opened.claim.fence))
    assert at(officer, "one", declarations.open, file.id).claim is None


def test_a_lease_lapses_and_the_next_one_has_a_higher_number(file, at, officer, second, clock) -> None:
    first = at(officer, "one", declarations.open, file.id).claim
    clock.moment += claims.LEASE
    now = at(second, "two", declarations.open, file.id).claim
    assert now.mine
    assert now.fence == first.fence + 1


def test_a_window_that_lives_keeps_its_file(file, at, officer, second, clock) -> None:
    first = at(officer, "one", declarations.open, file.id).claim
    for _ in range(5):
        clock.moment += timedelta(seconds=60)
        assert at(officer, "one", claims.extend, file.id, first.fence).fence == first.fence
    assert not at(second, "two", declarations.open, file.id).claim.mine


def test_whoever_slept_goes_on_if_nobody_came(file, at, officer, clock) -> None:
    first = at(officer, "one", declarations.open, file.id).claim
    clock.moment += timedelta(hours=2)
    assert at(officer, "one", claims.extend, file.id, first.fence).fence == first.fence


def test_a_clock_that_was_set_back_holds_no_file(file, at, officer, second, clock) -> None:
    at(officer, "one", declarations.open, file.id)
    clock.moment -= timedelta(hours=3)
    assert at(second, "two", declarations.open, file.id).claim.mine


def test_letting_go_frees_the_file_and_is_noticed(file, at, ask, officer, second, clock) -> None:
    at(officer, "one", declarations.open, file.id)
    before = ask(audit.newest)
    clock.moment += timedelta(seconds=5)
    at(officer, "one", claims.release, file.id)
    assert ask(audit.newest) != before
    assert at(second, "two", declarations.open, file.id).claim.mine


def test_whoever_lost_a_file_lets_nothing_go(file, at, officer, second, supervisor) -> None:
    at(officer, "one", declarations.open, file.id)
    at(supervisor, "two", claims.take_over, file.id)
    at(officer, "one", claims.release, file.id)
    assert not at(second, "three", declarations.open, file.id).claim.mine


def test_extending_is_nothing_that_others_need_to_notice(file, at, ask, officer, clock) -> None:
    first = at(officer, "one", declarations.open, file.id).claim
    before = ask(audit.newest)
    clock.moment += timedelta(seconds=30)
    at(officer, "one", claims.extend, file.id, first.fence)
    assert ask(audit.newest) == before


def test_the_same_officer_has_it_where_he_opened_it_last(file, at, officer) -> None:
    first = at(officer, "one", declarations.open, file.id)
    at(officer, "two", declarations.open, file.id)
    with pytest.raises(Conflict, match="claim-lost"):
        at(officer, "one", assessments.receive, ReceiveDraft(file.id, file.version, fence=first.claim.fence))


@pytest.mark.parametrize("what", ["record", "receive", "withdraw", "picture"])
def test_a_late_act_of_the_former_holder_is_refused_by_its_number(
    office, file, at, officer, second, supervisor, clock, what
) -> None:
    fence = at(officer, "one", declarations.open, file.id).claim.fence
    at(supervisor, "two", claims.take_over, file.id)
    acts = {
        "record": (assessments.record, replace(valid(file), fence=fence)),
        "receive": (assessments.receive, ReceiveDraft(file.id, file.version, fence=fence)),
        "withdraw": (assessments.withdraw, WithdrawDraft(file.id, file.version, "Công dân đề nghị", fence=fence)),
        "picture": (
            pictures.put,
            PictureDraft(file.id, file.version, PictureRole.PORTRAIT, store(office, "red"), fence=fence),
        ),
    }
    with pytest.raises(Conflict, match="claim-lost") as refused:
        at(officer, "one", *acts[what])
    assert refused.value.facts["by"] == "Nguyễn Văn Thử"


def test_without_a_number_nobody_decides_what_another_has_in_hand(file, at, act, officer, supervisor) -> None:
    at(officer, "one", declarations.open, file.id)
    with pytest.raises(Conflict, match="claimed"):
        act(assessments.receive, ReceiveDraft(file.id, file.version), by=supervisor)


def test_only_a_supervisor_of_the_office_takes_a_file_over(file, at, officer, second, supervisor) -> None:
    at(officer, "one", declarations.open, file.id)
    with pytest.raises(Refused, match="may-not"):
        at(second, "two", claims.take_over, file.id)
    taken = at(supervisor, "three", claims.take_over, file.id)
    assert taken.mine
    assert at(supervisor, "three", declarations.refresh, file.id).claim.mine
    history = at(supervisor, "three", declarations.refresh, file.id).history
    assert "take-over" in {line.act for line in history}


def test_what_the_loser_typed_is_shown_to_the_new_holder_only(file, at, officer, second, supervisor) -> None:
    at(officer, "one", declarations.open, file.id)
    at(supervisor, "two", claims.take_over, file.id)
    at(officer, "one", drafts.save, file.id, '{"notes": {"invalid": "ảnh mờ"}}')
    (kept,) = at(supervisor, "two", drafts.of_others, file.id)
    assert (kept.officer_name, "ảnh mờ" in kept.text) == ("Trần Thị Mẫu", True)
    assert at(second, "three", drafts.of_others, file.id) == ()
    assert at(officer, "one", drafts.of_file, file.id) is not None


def test_the_time_spent_is_kept_with_the_decision(file, at, officer, clock, office) -> None:
    opened = at(officer, "one", declarations.open, file.id)
    clock.moment += timedelta(seconds=75)
    at(officer, "one", assessments.record, replace(invalid(opened, "Giấy tờ mờ"), fence=opened.claim.fence))
    with office.database.reading() as session:
        assert session.query(Assessment).one().spent_seconds == 75


def test_the_list_names_who_has_a_file_in_hand(file, at, ask, officer) -> None:
    (row,) = ask(declarations.search, SearchQuery("00101")).rows
    assert (row.worker, row.in_hand) == ("", False)
    at(officer, "one", declarations.open, file.id)
    (row,) = ask(declarations.search, SearchQuery("00101")).rows
    assert (row.worker, row.in_hand) == ("Trần Thị Mẫu", True)


def test_a_window_that_waits_takes_nothing_from_the_same_officers_other_one(file, at, officer) -> None:
    first = at(officer, "one", declarations.open, file.id).claim
    at(officer, "two", declarations.open, file.id)
    assert not at(officer, "one", claims.take, file.id).mine
    assert not at(officer, "one", claims.extend, file.id, first.fence).mine


def test_a_file_that_becomes_free_is_traced_as_seen_under_its_number(file, at, officer, second, office) -> None:
    at(officer, "one", declarations.open, file.id)
    at(second, "two", declarations.open, file.id)
    at(officer, "one", claims.release, file.id)
    taken = at(second, "two", claims.take, file.id)
    assert taken.fence == 2
    with office.database.reading() as session:
        rows = session.query(TraceEntry).filter_by(subject=file.declared.number, act="view").order_by(TraceEntry.id)
        assert [(row.user_name, row.facts.get("fence")) for row in rows][-3:] == [
            ("tran.thi.mau", 1), ("le.van.hai", None), ("le.van.hai", 2),
        ]  # fmt: skip


def test_another_officers_number_is_refused(file, at, officer, second) -> None:
    fence = at(officer, "one", declarations.open, file.id).claim.fence
    with pytest.raises(Conflict, match="claim-lost"):
        at(second, "two", assessments.receive, ReceiveDraft(file.id, file.version, fence=fence))


def test_what_was_let_go_stays_free_and_is_noticed_when_the_clock_is_set_back(
    file, at, ask, officer, second, clock
) -> None:
    at(officer, "one", declarations.open, file.id)
    before = ask(audit.newest)
    clock.moment -= timedelta(seconds=30)
    at(officer, "one", claims.release, file.id)
    assert ask(audit.newest) != before
    clock.moment -= timedelta(seconds=30)
    assert at(second, "two", declarations.open, file.id).claim.mine


def test_words_that_arrive_late_are_noticed_by_whoever_has_the_file(file, at, ask, officer, supervisor) -> None:
    at(officer, "one", declarations.open, file.id)
    before = ask(audit.newest)
    at(officer, "one", drafts.save, file.id, "{}")
    assert ask(audit.newest) == before
    at(supervisor, "two", claims.take_over, file.id)
    before = ask(audit.newest)
    at(officer, "one", drafts.save, file.id, "{}")
    assert ask(audit.newest) != before


def test_signing_out_frees_what_that_window_had(file, office, at, officer, second) -> None:
    other = take_one(office, officer, declaration("00091/2026/00101", HAI))
    at(officer, "one", declarations.open, file.id)
    at(officer, "two", declarations.open, other.id)
    at(officer, "one", officers.sign_out)
    assert at(second, "three", declarations.open, file.id).claim.mine
    assert not at(second, "three", declarations.open, other.id).claim.mine


def test_whoever_is_away_has_nothing_in_hand(file, at, officer, second, supervisor) -> None:
    at(officer, "one", declarations.open, file.id)
    at(supervisor, "two", assigning.set_absent, officer.officer_id, True)
    assert at(second, "three", declarations.open, file.id).claim.mine


def test_a_destroyed_file_keeps_no_claim(file, office, at, officer, clock) -> None:
    at(officer, "one", declarations.open, file.id)
    clock.moment += timedelta(days=40)
    daily.run(Quiet(), office)
    clock.moment += timedelta(days=40)
    daily.run(Quiet(), office)
    with office.database.reading() as session:
        assert session.query(Claim).count() == 0
