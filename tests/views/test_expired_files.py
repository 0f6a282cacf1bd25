# SPDX-License-Identifier: Apache-2.0
"""Expired files on the screen: brought back while there is time, a short page when their data are gone."""

from datetime import datetime, timedelta

import pytest

from officer_desk.domain.records import AssessmentDraft, ReceiveDraft, SearchQuery
from officer_desk.domain.values import State, Verdict
from officer_desk.services import assessments, daily, declarations
from officer_desk.views.declaration_columns import columns
from tests import building as b
from tests.conftest import ADMIN, TODAY
from tests.views.listing import desk_of
from tests.views.opening import QUERY, click, the_page, words

NUMBER = "00012/2026/00101"


@pytest.fixture
def expired(take, office):
    record = take(NUMBER, submitted_at="2026-11-10T09:00:00+07:00")
    daily.run(b.Quiet(), office)
    return record


def line(ask) -> dict[str, str]:
    row = ask(declarations.search, SearchQuery("00101", state=State.EXPIRED)).rows[0]
    return cells(row, ask)


def cells(row, ask, today=TODAY) -> dict[str, str]:
    made = columns(today.date, lambda code: code)
    cells_ = {column.title: column.cell(row, 1) for column in made}
    return {title: cell.text + cell.tail for title, cell in cells_.items()}


def test_an_expired_file_says_until_when_and_comes_back_with_one_click(qtbot, desk, expired) -> None:
    page = the_page(qtbot, desk)
    page.open(expired.id, QUERY)
    assert "Khôi phục được đến 24/11 (còn 3 ngày)" in page.head.words
    assert not page.head.receive.isVisible()
    click(page.head.restore)
    assert page.record_shown.state is State.WAITING
    assert "Đã khôi phục hồ sơ 00012/2026/00101." in words(page)
    assert "đến 01/12/2026" in words(page)
    assert not page.head.restore.isVisible()
    assert page.head.receive.isEnabled()


def test_too_late_the_button_says_so(qtbot, desk, expired, clock) -> None:
    clock.moment = TODAY + timedelta(days=4)
    page = the_page(qtbot, desk)
    page.open(expired.id, QUERY)
    assert not page.head.restore.isEnabled()
    assert page.head.restore.toolTip() == "Đã quá 3 ngày để khôi phục hồ sơ."


def test_an_administrator_sees_it_and_may_not(qtbot, office, expired) -> None:
    page = the_page(qtbot, desk_of(office, ADMIN))
    page.open(expired.id, QUERY)
    assert not page.head.restore.isEnabled()


def test_a_destroyed_file_shows_what_it_was_and_nothing_else(qtbot, desk, office, expired, clock) -> None:
    clock.moment = TODAY + timedelta(days=4)
    daily.run(b.Quiet(), office)
    page = the_page(qtbot, desk)
    page.open(expired.id, QUERY)
    assert page.tombstone.isVisible()
    assert not page.body.isVisible()
    assert not page.bar.can_record
    assert not page.head.print.isEnabled()
    facts = page.tombstone.facts
    assert (facts["Số hồ sơ"], facts["Ngày nộp"]) == (NUMBER, "10/11/2026 09:00")
    assert (facts["Hết hạn"], facts["Hủy dữ liệu"]) == ("21/11/2026", "25/11/2026")
    assert b.MAI["full_name"] not in words(page, hidden=True)
    assert "Ngày 21/11, đã hủy dữ liệu ngày 25/11" in page.head.words


def test_the_next_file_has_its_page_again(qtbot, desk, office, expired, take, clock) -> None:
    clock.moment = TODAY + timedelta(days=4)
    daily.run(b.Quiet(), office)
    other = take("00020/2026/00101", b.HAI, submitted_at="2026-11-24T09:00:00+07:00")
    page = the_page(qtbot, desk)
    page.open(expired.id, QUERY)
    page.open(other.id, QUERY)
    assert page.body.isVisible()
    assert not page.tombstone.isVisible()


def test_the_list_shows_the_days_that_count(expired, ask, office, clock) -> None:
    assert line(ask)["Hạn đến nộp"] == "khôi phục đến 24/11"
    clock.moment = TODAY + timedelta(days=4)
    daily.run(b.Quiet(), office)
    shown = line(ask)
    assert {shown[name] for name in ("Hạn đến nộp",)} == {"–"}
    assert (shown["Họ và tên"], shown["Trạng thái"], shown["Số hồ sơ"]) == ("—", "Hết hạn", NUMBER)


def test_a_supplement_has_its_own_deadline_in_list_and_head(qtbot, desk, take, act, ask, clock) -> None:
    record = take(NUMBER, submitted_at="2026-11-12T09:00:00+07:00")
    record = act(assessments.receive, ReceiveDraft(record.id, record.version))
    act(assessments.record, AssessmentDraft(record.id, record.version, Verdict.INCOMPLETE, ("Thiếu chữ ký",)))
    row = ask(declarations.search, SearchQuery("00101")).rows[0]
    assert cells(row, ask)["Hạn đến nộp"] == "01/12 · 10 ngày"
    page = the_page(qtbot, desk)
    page.open(record.id, QUERY)
    assert "Bổ sung đến 01/12 (còn 10 ngày)" in page.head.words
    clock.moment = datetime.fromisoformat("2026-12-03T08:00:00+07:00")
    page.open(record.id, QUERY)
    assert "Quá hạn bổ sung 2 ngày (hạn 01/12)" in page.head.words
