# SPDX-License-Identifier: Apache-2.0
"""An office that insists approves a registration only with its form signed as the data are now, or with a reason."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select

from officer_desk.domain.records import SignedPageDraft
from officer_desk.domain.values import State
from officer_desk.errors import Refused
from officer_desk.models.tables import Assessment, Declaration, TraceEntry
from officer_desk.services import assessments, signed_pages
from officer_desk.settings import Settings, SettingsSource
from tests import building as b

NUMBER = "00017/2026/00101"
WHY = "Công dân đã ký số trên tờ khai điện tử"


def insisting(office, codes: str = "00102, 00101"):
    return replace(office, source=SettingsSource(replace(office.settings, signed_form_offices=codes), {}))


@pytest.fixture
def strict(office):
    """The same office, which insists."""
    return insisting(office)


@pytest.fixture
def record(strict, officer):
    return b.take_one(strict, officer, b.declaration(NUMBER))


def attach(office, officer, record, version: int | None) -> None:
    draft = SignedPageDraft(record.id, b.store(office, "white"), version, "scanner", str(uuid4()), 1)
    office.act(office.context(officer), signed_pages.attach, draft)


def test_without_the_signed_form_nothing_is_approved_and_nothing_is_left_behind(strict, officer, record) -> None:
    assert record.signed_demanded
    with pytest.raises(Refused, match="not-signed") as refused:
        b.approve(strict, officer, record, not_signed_reason="  ")
    assert refused.value.facts["outdated"] is False
    again = b.open_file(strict, officer, NUMBER)
    assert (again.state, again.version) == (State.WAITING, record.version)


def test_with_the_signed_form_it_is_approved(strict, officer, record) -> None:
    attach(strict, officer, record, record.data_version)
    assert b.open_file(strict, officer, NUMBER).signed_now
    assert b.approve(strict, officer, record).declaration.state is State.APPROVED


def test_a_page_whose_version_nobody_could_read_counts(strict, officer, record) -> None:
    attach(strict, officer, record, None)
    assert b.approve(strict, officer, record).declaration.state is State.APPROVED


def test_a_form_of_older_data_does_not_count(strict, officer, record) -> None:
    attach(strict, officer, record, record.data_version)
    with strict.database.writing.begin() as session:
        session.get_one(Declaration, record.id).data_version += 1
    with pytest.raises(Refused, match="not-signed") as refused:
        b.approve(strict, officer, b.open_file(strict, officer, NUMBER))
    assert refused.value.facts["outdated"] is True


def test_a_reason_stands_in_for_it_and_is_kept_and_sealed_into_the_trace(strict, officer, record) -> None:
    outcome = b.approve(strict, officer, record, not_signed_reason=f" {WHY} ")
    assert any(WHY in entry.words for entry in outcome.declaration.history)
    with strict.database.reading() as session:
        assert session.scalars(select(Assessment.not_signed_reason)).one() == WHY
        facts = session.scalars(select(TraceEntry.facts).where(TraceEntry.act == "record-valid")).one()
    assert WHY not in str(facts)


@pytest.mark.parametrize("codes", ["", "00102", "0010"])
def test_an_office_that_does_not_insist_approves_as_ever(office, officer, codes) -> None:
    record = b.take_one(office, officer, b.declaration(NUMBER))
    easy = insisting(office, codes)
    assert not b.open_file(easy, officer, NUMBER).signed_demanded
    assert b.approve(easy, officer, record).declaration.state is State.APPROVED


def test_all_means_every_office_and_refusing_needs_no_form(office, officer) -> None:
    strict = insisting(office, "all")
    record = b.take_one(strict, officer, b.declaration(NUMBER))
    assert record.signed_demanded
    rejected = strict.act(strict.context(officer), assessments.record, b.invalid(record, "Tờ khai trùng"))[0]
    assert rejected.declaration.state is State.REJECTED


def test_the_ready_reasons_are_the_offices_own_where_it_has_them(office, ask) -> None:
    assert WHY in ask(assessments.not_signed_reasons)
    own = office.settings.data_dir / "texts" / "reasons.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text('[["not-signed"]]\ngroup = "Riêng"\nreasons = ["Lý do riêng"]\n', "utf-8")
    assert ask(assessments.not_signed_reasons) == ("Lý do riêng",)
    own.write_text('[[invalid]]\ngroup = "Cũ"\nreasons = ["Tờ khai trùng"]\n', "utf-8")
    assert WHY in ask(assessments.not_signed_reasons)


@pytest.mark.parametrize(("text", "fits"), [("all", True), ("", True), ("001, 00102", True), ("all, 001", False)])
def test_the_setting_takes_office_codes_only(office, text, fits) -> None:
    from officer_desk.gateways.setting_values import checked

    settings = Settings(office.settings.data_dir)
    if fits:
        assert checked(settings, {"signed_form_offices": text}) == {"signed_form_offices": text}
        return
    with pytest.raises(Refused, match="setting-offices"):
        checked(settings, {"signed_form_offices": text})
