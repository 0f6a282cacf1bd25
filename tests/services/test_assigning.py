# SPDX-License-Identifier: Apache-2.0
"""Whose work a file is: by hand, by rule, and what becomes of it when an officer goes away."""

from dataclasses import replace

import pytest

from officer_desk.domain.boards import BoardList
from officer_desk.domain.records import Actor, AssignDraft, BoardQuery, WithdrawDraft
from officer_desk.domain.values import Role
from officer_desk.errors import Refused
from officer_desk.models.tables import Assignment, TraceEntry
from officer_desk.office import OpenOffice
from officer_desk.services import assessments, assigning, claims, dashboards, staff
from tests import building
from tests.building import HAI, HOA, MAI
from tests.conftest import ADMIN

PEOPLE = (MAI, HAI, HOA)


@pytest.fixture
def second(office: OpenOffice) -> Actor:
    """Another reception officer of the same office."""
    given = ("le.van.hai", "Lê Văn Hai", Role.RECEPTION, "00101", "quầy 4", "mau-Ba-Dinh-01")
    record, _ = office.act(office.context(ADMIN), staff.add, *given)[0]
    return Actor(record.id, record.user_name, record.full_name, record.role, record.office_code, record.counter)


def rule(office: OpenOffice, text: str) -> None:
    folder = office.settings.data_dir / "texts"
    folder.mkdir(exist_ok=True)
    (folder / "assigning.toml").write_text(text, "utf-8")


def whose(office: OpenOffice) -> dict[int, int]:
    with office.database.reading() as session:
        return {row.declaration_id: row.officer_id for row in session.query(Assignment)}


def files(office, officer, count=3):
    made = [building.declaration(f"0000{n}/2026/00101", PEOPLE[n], phone=f"090009335{n}") for n in range(count)]
    return [building.take_one(office, officer, data) for data in made]


def acts_of(office: OpenOffice, number: str) -> list[tuple[str, dict]]:
    with office.database.reading() as session:
        rows = session.query(TraceEntry).filter(TraceEntry.subject == number).order_by(TraceEntry.id)
        return [(row.act, row.facts) for row in rows]


def test_a_supervisor_gives_files_with_a_note(office, officer, supervisor, second, act):
    found = files(office, officer)
    draft = AssignDraft((found[0].id, found[1].id), second.officer_id, "  Khách quay lại  chiều nay ")
    report = act(assigning.assign, draft, by=supervisor)
    assert (report.count, report.officer_name, report.left) == (2, "Lê Văn Hai", ())
    assert whose(office) == {found[0].id: second.officer_id, found[1].id: second.officer_id}
    with office.database.reading() as session:
        kept = session.get_one(Assignment, found[0].id)
        assert (kept.note, kept.by_name, kept.how) == ("Khách quay lại chiều nay", "Nguyễn Văn Thử", "hand")
    told = dict(acts_of(office, found[0].number))["assign"]
    assert told == {"officer": "le.van.hai", "how": "hand", "note": True}


def test_a_file_goes_from_one_officer_to_another_and_back_to_the_queue(office, officer, supervisor, second, act):
    file = files(office, officer, 1)[0]
    act(assigning.assign, AssignDraft((file.id,), officer.officer_id), by=supervisor)
    act(assigning.assign, AssignDraft((file.id,), second.officer_id), by=supervisor)
    assert whose(office) == {file.id: second.officer_id}
    assert act(assigning.assign, AssignDraft((file.id,), None), by=supervisor).officer_name is None
    assert whose(office) == {}
    assert [name for name, _ in acts_of(office, file.number)][-1] == "hand-back"


def test_a_decided_file_is_given_to_nobody(office, officer, supervisor, act):
    one, two = files(office, officer, 2)
    act(assessments.record, building.invalid(one, "Tờ khai trùng"))
    report = act(assigning.assign, AssignDraft((one.id, two.id), officer.officer_id), by=supervisor)
    assert (report.count, report.left) == (1, (one.number,))
    assert whose(office) == {two.id: officer.officer_id}


def test_the_same_act_sent_twice_is_done_once(office, officer, supervisor, act):
    file = files(office, officer, 1)[0]
    context = office.context(supervisor)
    draft = AssignDraft((file.id,), officer.officer_id)
    assert office.act(context, assigning.assign, draft)[0] == office.act(context, assigning.assign, draft)[0]
    assert [name for name, _ in acts_of(office, file.number)].count("assign") == 1


def test_only_a_supervisor_assigns(office, officer, act):
    file = files(office, officer, 1)[0]
    for who in (officer, Actor(3, "quan.tri.mau", "Quản Trị Mẫu", Role.ADMINISTRATOR, "00101")):
        with pytest.raises(Refused, match="may-not"):
            act(assigning.assign, AssignDraft((file.id,), officer.officer_id), by=who)


def test_files_of_another_office_are_not_given_to_anybody(office, officer, supervisor, second, act):
    (own,) = files(office, officer, 1)
    other = building.declaration("00007/2026/00102", HAI, office_code="00102", phone="0900093359")
    other = building.take_one(office, officer, other)
    for officer_id in (second.officer_id, None):
        with pytest.raises(Refused, match="may-not"):
            act(assigning.assign, AssignDraft((own.id, other.id), officer_id), by=supervisor)
    assert whose(office) == {}


def test_nobody_gets_files_who_is_not_there(office, officer, supervisor, second, act):
    file = files(office, officer, 1)[0]
    act(assigning.set_absent, second.officer_id, True, by=supervisor)
    with pytest.raises(Refused, match="officer-absent"):
        act(assigning.assign, AssignDraft((file.id,), second.officer_id), by=supervisor)
    for stranger in (3, 99):  # the administrator decides nothing; nobody has the other number
        with pytest.raises(Refused, match="officer-not-here"):
            act(assigning.assign, AssignDraft((file.id,), stranger), by=supervisor)
    with pytest.raises(Refused, match="note-too-long"):
        act(assigning.assign, AssignDraft((file.id,), officer.officer_id, "x" * 501), by=supervisor)
    assert whose(office) == {}


def test_new_files_are_dealt_in_turn_to_those_who_are_there(office, officer, supervisor, second, act):
    rule(office, 'registration = "round-robin"\n')
    found = files(office, officer)
    assert whose(office) == {
        found[0].id: officer.officer_id, found[1].id: second.officer_id, found[2].id: officer.officer_id
    }  # fmt: skip
    assert dict(acts_of(office, found[0].number))["assign"] == {"officer": "tran.thi.mau", "how": "rule"}


def test_a_rule_by_name_keeps_its_order_and_passes_over_who_is_away(office, officer, supervisor, second, act):
    rule(office, 'registration = ["le.van.hai", "nguyen.van.thu", "tran.thi.mau"]\n')
    act(assigning.set_absent, supervisor.officer_id, True, by=supervisor)
    found = files(office, officer)
    assert [whose(office)[file.id] for file in found] == [second.officer_id, officer.officer_id, second.officer_id]


def test_each_kind_has_its_own_rule(office, officer):
    rule(office, 'change = ["tran.thi.mau"]\n')
    building.take_one(office, officer, building.declaration("00001/2026/00101", MAI))
    made = {"kind": "change", "changes": {"phone": "0900 111 222"}, "phone": "0900093351", "pictures": {}}
    data = building.declaration("00002/2026/00101", HAI, **made)
    change = building.take_one(office, officer, data)
    assert whose(office) == {change.id: officer.officer_id}


def test_a_broken_rule_keeps_no_package_out(office, officer):
    for broken in ("registration = 7", "registration = [", 'unknown = "nobody"', "registration = []"):
        rule(office, broken)
    assert files(office, officer, 1)
    assert whose(office) == {}


def test_an_absent_officers_files_are_dealt_anew_or_wait_for_anybody(office, officer, supervisor, second, act):
    one, two = files(office, officer, 2)
    done = building.take_one(office, officer, building.declaration("00009/2026/00101", HOA, phone="0900093359"))
    act(assigning.assign, AssignDraft((one.id, two.id, done.id), officer.officer_id), by=supervisor)
    act(assessments.record, building.invalid(done, "Tờ khai trùng"))
    assert act(assigning.set_absent, officer.officer_id, True) == 2
    assert whose(office) == {done.id: officer.officer_id}, "what is decided stays with who decided it"
    assert [name for name, _ in acts_of(office, one.number)][-1] == "hand-back"
    act(assigning.set_absent, officer.officer_id, False)
    act(assigning.assign, AssignDraft((one.id,), officer.officer_id), by=supervisor)
    rule(office, 'registration = "round-robin"\n')
    assert act(assigning.set_absent, officer.officer_id, True, by=ADMIN) == 1
    assert whose(office)[one.id] == second.officer_id


def test_who_is_put_out_of_use_gives_his_files_back(office, officer, supervisor, second, act):
    file = files(office, officer, 1)[0]
    act(assigning.assign, AssignDraft((file.id,), second.officer_id), by=supervisor)
    act(staff.deactivate, "le.van.hai", by=ADMIN)
    assert whose(office) == {}


def test_an_officer_says_of_himself_that_he_is_away_and_of_nobody_else(office, officer, supervisor, second, act):
    with pytest.raises(Refused, match="may-not"):
        act(assigning.set_absent, second.officer_id, True)
    elsewhere = Actor(2, "nguyen.van.thu", "Nguyễn Văn Thử", Role.SUPERVISOR, "00101")
    act(assigning.set_absent, second.officer_id, True, by=elsewhere)
    with pytest.raises(Refused, match="officer-unknown"):
        act(assigning.set_absent, 99, True, by=ADMIN)


def test_the_loads_count_what_is_open_and_what_was_done_today(office, officer, supervisor, second, act, ask, clock):
    one, two, three = files(office, officer)
    act(assigning.assign, AssignDraft((one.id, two.id), officer.officer_id), by=supervisor)
    act(assessments.record, building.invalid(one, "Tờ khai trùng"))
    act(assessments.record, building.invalid(three, "Tờ khai trùng"), by=supervisor)
    act(assigning.set_absent, second.officer_id, True, by=supervisor)
    found = ask(assigning.loads, by=supervisor)
    assert [(load.full_name, load.absent, load.holding, load.done_today) for load in found] == [
        ("Nguyễn Văn Thử", False, 0, 1), ("Trần Thị Mẫu", False, 1, 1), ("Lê Văn Hai", True, 0, 0)
    ]  # fmt: skip


def test_a_withdrawal_counts_as_a_decision_wherever_decisions_of_today_are_counted(
    office, officer, supervisor, act, ask
):
    one, two, _open = files(office, officer)
    act(assessments.record, building.invalid(one, "Tờ khai trùng"))
    act(assessments.withdraw, WithdrawDraft(two.id, two.version, "Công dân không làm nữa"))
    by_hand = BoardQuery(BoardList.DONE_BY, officer.officer_id)
    assert [load.done_today for load in ask(assigning.loads) if load.officer_id == officer.officer_id] == [2]
    assert len(ask(dashboards.files, by_hand, by=supervisor).rows) == 2
    assert ask(dashboards.numbers, by=supervisor).counts[BoardList.DONE_TODAY] == 2


def test_an_absent_officer_lets_go_of_what_he_has_in_hand(office, officer, supervisor, act, ask):
    file = files(office, officer, 1)[0]
    window = replace(office.context(officer), window="window-1")
    office.act(window, claims.take, file.id)
    assert ask(assigning.loads)[1].holding == 1, "what he has open counts, assigned or not"
    act(assigning.set_absent, officer.officer_id, True)
    assert ask(claims.holders, (file.id,)) == {}
