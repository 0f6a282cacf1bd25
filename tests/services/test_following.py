# SPDX-License-Identifier: Apache-2.0
"""Following the trace: one file, one officer, one office; and that looking is noted."""

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from officer_desk.domain.records import AssignDraft, FollowQuery, Shown
from officer_desk.errors import Refused
from officer_desk.services import assessments, assigning, audit, claims, declarations, following
from tests import building as b
from tests.building import Quiet
from tests.conftest import ADMIN
from tests.services import many_files
from tests.views.listing import fill, row


@pytest.fixture
def record(office, officer):
    found = b.take_one(office, officer, b.declaration("00045/2026/00101"))
    office.act(office.context(officer), assessments.record, b.invalid(found, "Ảnh mờ"))
    b.take(
        office, officer, b.declaration("00046/2026/00102", b.HAI, office_code="00102", email=None, phone="0900000001")
    )
    return found


def look(office, who, **asked):
    return office.act(office.context(who), following.follow, FollowQuery(**asked))[0]


def test_a_file_is_followed_from_its_import_on_newest_first(office, supervisor, record) -> None:
    page = look(office, supervisor, subject=" 00045/2026/00101 ")
    assert [row.act for row in page.rows][-3:] == ["record-invalid", "view", "import"]
    assert {row.declaration_id for row in page.rows} == {record.id}
    assert page.rows[-2].full_name == "Trần Thị Mẫu"
    assert (page.title, page.more) == ("00045/2026/00101", False)
    assert look(office, supervisor, subject="45").title == "00045/2026/00101"


def test_who_opened_what_and_what_was_done(office, supervisor, record) -> None:
    views = look(office, supervisor, subject="00045/2026/00101", shown=Shown.VIEWS)
    assert [row.act for row in views.rows] == ["view"]
    acts = look(office, supervisor, subject="00045/2026/00101", shown=Shown.ACTS)
    assert "view" not in {row.act for row in acts.rows}


def test_an_officer_is_followed_by_name_as_people_type_it(office, supervisor, record) -> None:
    for words in ("tran thi mau", "Trần Mẫu", "tran.thi.mau"):
        page = look(office, supervisor, subject=words)
        assert page.title == "Trần Thị Mẫu (tran.thi.mau)"
        assert {row.user_name for row in page.rows} == {"tran.thi.mau"}
    several = look(office, supervisor, subject="mẫu")
    assert {title for _, title in several.choices} == {"Trần Thị Mẫu (tran.thi.mau)", "Quản Trị Mẫu (quan.tri.mau)"}
    assert several.rows == ()


def test_looking_is_noted_with_the_subject_once_for_each_question(office, supervisor, record) -> None:
    context = office.context(supervisor)
    query = FollowQuery("00045/2026/00101", date(2026, 11, 1), date(2026, 11, 30))
    office.act(context, following.follow, query)
    office.act(context, following.follow, query)
    rows = [row for row in look(office, supervisor).rows if row.act == "follow"]
    assert [row.subject for row in rows] == ["00101", "00045/2026/00101"]
    assert rows[1].facts == {"shown": "all", "from": "2026-11-01", "to": "2026-11-30"}


def test_only_of_the_own_office_but_for_administrators(office, officer, supervisor, record) -> None:
    with pytest.raises(Refused, match="may-not"):
        look(office, officer, subject="00045/2026/00101")
    with pytest.raises(Refused, match="follow-elsewhere"):
        look(office, supervisor, subject="00046/2026/00102")
    assert look(office, ADMIN, subject="00046/2026/00102").rows
    assert {row.office_code for row in look(office, supervisor).rows} == {"00101"}
    assert {row.office_code for row in look(office, ADMIN).rows} >= {"00101", "local"}
    with pytest.raises(Refused, match="follow-unknown"):
        look(office, supervisor, subject="không ai")
    with pytest.raises(Refused, match="period-backwards"):
        look(office, supervisor, first=date(2026, 11, 2), last=date(2026, 11, 1))


def test_pages_join_without_a_gap_and_days_bound_them(office, supervisor) -> None:
    many_files.fill(office, 150)
    query = FollowQuery(first=date(2026, 11, 2), last=date(2026, 11, 15), limit=40)
    page = office.act(office.context(supervisor), following.follow, query)[0]
    seen = list(page.rows)
    while page.more:
        further = replace(query, before_id=seen[-1].id)
        page = office.ask(office.context(supervisor), following.more, further)
        seen += page.rows
    with closing(office.database.engine.raw_connection()) as base:
        ids = base.cursor().execute(
            "select id from trace_entry where office_code = '00101' and at >= ? and at < ? order by id desc",
            (1793552400_000000, 1793552400_000000 + 14 * 86_400_000_000),
        )
        assert [row.id for row in seen] == [row[0] for row in ids]


def test_a_supervisor_verifies_the_own_chain_and_may_stop(office, supervisor, record) -> None:
    told = []

    class Watch(Quiet):
        def progress(self, done, total):
            told.append((done, total))

    found = audit.check(Watch(), office, supervisor)
    assert found.intact
    assert told[-1] == (found.rows, found.rows)
    assert audit.check(Quiet(), office, ADMIN).rows > found.rows

    class Hasty(Quiet):
        def progress(self, done, total):
            self.cancelled = True

    assert audit.check(Hasty(), office, supervisor) is None


def test_what_another_offices_chain_lost_is_not_the_supervisors(office, supervisor, record) -> None:
    fill(office, row("00099/2026/00102"))  # nothing in any chain says where it comes from
    assert audit.check(Quiet(), office, supervisor).intact
    found = audit.check(Quiet(), office, ADMIN)
    assert (found.intact, found.wrong, found.subject) == (False, "no-row", "00099/2026/00102")
    fill(office, row("00099/2026/00101"))
    assert audit.check(Quiet(), office, supervisor).subject == "00099/2026/00101"


def test_an_edited_row_is_named(office, supervisor, record) -> None:
    with closing(office.database.engine.raw_connection()) as base:
        cursor = base.cursor()
        for (name,) in cursor.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            cursor.execute(f"drop trigger {name}")
        cursor.execute("update trace_entry set subject = 'x' where office_code = '00101' and sequence = 2")
        base.commit()
    found = audit.check(Quiet(), office, supervisor)
    assert (found.intact, found.wrong, found.sequence) == (False, "edited", 2)


def test_it_says_to_whom_a_file_was_assigned_and_from_whom_it_was_taken(office, officer, supervisor) -> None:
    found = b.take_one(office, officer, b.declaration("00045/2026/00101"))
    office.act(replace(office.context(officer), window="one"), declarations.open, found.id)
    office.act(office.context(supervisor), assigning.assign, AssignDraft((found.id,), officer.officer_id, "xem kỹ"))
    office.act(replace(office.context(supervisor), window="two"), claims.take_over, found.id)
    rows = {row.act: row for row in look(office, supervisor, subject=found.number).rows}
    assert (rows["assign"].whom, rows["take-over"].whom, rows["view"].whom) == ("Trần Thị Mẫu", "Trần Thị Mẫu", "")
