# SPDX-License-Identifier: Apache-2.0
"""The signed form among the checks: it asks for a key more only where the office insists and the form is not there."""

from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication

from officer_desk.domain.records import SignedPageDraft
from officer_desk.models.tables import Declaration
from officer_desk.services import signed_pages
from officer_desk.settings import SettingsSource
from tests import building as b
from tests.views.listing import desk_of
from tests.views.opening import QUERY, press, the_page, words

NUMBER = "00017/2026/00101"


@pytest.fixture
def strict(office):
    return replace(office, source=SettingsSource(replace(office.settings, signed_form_offices="all"), {}))


@pytest.fixture
def page(qtbot, strict, officer):
    return the_page(qtbot, desk_of(strict, officer))


def make_ready(page) -> None:
    for key in ("F6", "F7", "F8"):
        press(page, key)


def sign(office, officer, record) -> None:
    draft = SignedPageDraft(record.id, b.store(office, "white"), record.data_version, "scanner", str(uuid4()), 1)
    office.act(office.context(officer), signed_pages.attach, draft)


def test_five_keys_as_ever_where_the_office_does_not_insist(qtbot, desk, take) -> None:
    page = the_page(qtbot, desk)
    page.open(take(NUMBER).id, QUERY)
    make_ready(page)
    assert "tờ khai đã ký" not in " ".join(page.body.assessment.checks.texts())
    assert page.body.assessment.checks.not_signed.isHidden()
    press(page, "Ctrl+Return")
    assert page.record_shown.state == "approved"


def test_the_checks_and_the_plan_say_that_it_is_missing(page, take) -> None:
    page.open(take(NUMBER).id, QUERY)
    make_ready(page)
    assert "Chưa có tờ khai đã ký" in page.body.assessment.checks.texts()
    assert page.bar.sentence == "Chưa có tờ khai đã ký: quét tờ khai, hoặc ghi lý do."
    press(page, "Ctrl+Return")
    assert page.record_shown.state != "approved"


def test_one_key_chooses_a_ready_reason_and_the_next_records(page, take) -> None:
    page.open(take(NUMBER).id, QUERY)
    make_ready(page)
    box = page.body.assessment.checks.not_signed
    assert QApplication.focusWidget() is box.field
    press(page, "Down")
    assert box.reason == "Công dân đã ký số trên tờ khai điện tử"
    press(page, "Ctrl+Return")
    assert page.record_shown.state == "approved"
    assert box.reason == ""


def test_with_the_signed_form_no_key_more_is_needed(page, take, strict, officer) -> None:
    record = take(NUMBER)
    sign(strict, officer, record)
    page.open(record.id, QUERY)
    make_ready(page)
    assert any("Đã có tờ khai đã ký" in text for text in page.body.assessment.checks.texts())
    press(page, "Ctrl+Return")
    assert page.record_shown.state == "approved"


def test_a_form_of_older_data_is_told_by_words(page, take, strict, officer) -> None:
    record = take(NUMBER)
    sign(strict, officer, record)
    with strict.database.writing.begin() as session:
        session.get_one(Declaration, record.id).data_version += 1
    page.open(record.id, QUERY)
    make_ready(page)
    assert "Tờ khai đã ký theo dữ liệu cũ đã cũ" in page.body.assessment.checks.texts()
    assert "ký lại" in page.bar.sentence


def test_the_reason_of_a_file_does_not_follow_into_the_next(page, take) -> None:
    first, second = take(NUMBER), take("00018/2026/00101", b.HAI, phone="0900 222 333", email=None)
    page.open(first.id, QUERY)
    make_ready(page)
    press(page, "Down")
    page.open(second.id, QUERY)
    make_ready(page)
    assert page.body.assessment.checks.not_signed.reason == ""
    assert "ký số" not in words(page.body.assessment)
