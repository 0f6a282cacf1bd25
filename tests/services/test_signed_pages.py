# SPDX-License-Identifier: Apache-2.0
"""Signed pages: on the file that a sealed code names, else in the tray; a forged one on none, ever."""

from datetime import timedelta
from uuid import uuid4

import pytest

from officer_desk.domain.records import Actor, FromTrayDraft, SignedPageDraft, StackPageDraft
from officer_desk.domain.values import Role
from officer_desk.errors import Refused, Unavailable
from officer_desk.models.tables import Declaration
from officer_desk.printing import payload
from officer_desk.services import audit, daily, forms, health, signed_pages, staff
from tests import building as b
from tests.conftest import ADMIN

NUMBER, OTHER = "00017/2026/00101", "00018/2026/00101"


@pytest.fixture
def record(office, officer):
    return b.take_one(office, officer, b.declaration(NUMBER))


@pytest.fixture
def scan(office, act):
    """Store a page as a reader does, and let it find its file."""

    def scanned(colour: str, *codes: str, place: int = 1):
        draft = StackPageDraft(b.store(office, colour), codes, "files", str(uuid4()), place)
        return act(signed_pages.file_page, draft)

    return scanned


def code(office, number: str = NUMBER, version: int = 1) -> str:
    return payload.make(number, version, office.gateways.keys.key_for(payload.KEY))


def change_data(office, record) -> None:
    with office.database.writing.begin() as session:
        session.get_one(Declaration, record.id).data_version += 1


def test_a_page_is_attached_to_the_file_of_the_form_that_was_printed(office, officer, record, scan, ask) -> None:
    printed = ask(forms.prepare, record.id, "form01_dk_gd").payload
    filed = scan("white", printed, "https://example.com/elsewhere")
    assert (filed.outcome, filed.page.number, filed.page.outdated) == ("filed", NUMBER, False)
    opened = b.open_file(office, officer, NUMBER)
    assert opened.signed == (filed.page,)
    assert opened.version == record.version
    assert "file-signed" in {line.act for line in opened.history}


def test_the_same_page_again_changes_nothing(office, officer, record, scan) -> None:
    first = scan("white", code(office))
    again = scan("white", code(office))
    assert (again.page.id, again.unchanged) == (first.page.id, True)
    assert [line.act for line in b.open_file(office, officer, NUMBER).history].count("file-signed") == 1


def test_a_new_scan_takes_the_place_of_the_former_and_an_outdated_one_does_not(office, officer, record, scan) -> None:
    scan("white", code(office))
    change_data(office, record)
    new = scan("red", code(office, version=2))
    old = scan("blue", code(office, version=1))
    assert (new.outcome, old.outcome, old.page.outdated) == ("filed", "flagged", True)
    assert [page.id for page in b.open_file(office, officer, NUMBER).signed] == [old.page.id, new.page.id]


def test_a_page_without_a_code_waits_until_its_number_is_typed(office, officer, record, scan, act, ask) -> None:
    waiting = scan("white")
    assert (waiting.outcome, waiting.page.why_tray) == ("unread", "no-code")
    assert ask(signed_pages.tray) == (waiting.page,)
    for typed in ("99/2026/00101", "", "x"):
        with pytest.raises(Refused, match="number-unknown"):
            act(signed_pages.file_from_tray, FromTrayDraft(waiting.page.id, typed))
    filed = act(signed_pages.file_from_tray, FromTrayDraft(waiting.page.id, " 17 "))
    assert (filed.number, filed.outdated, ask(signed_pages.tray)) == (NUMBER, False, ())
    assert scan("white").unchanged
    assert ask(signed_pages.tray) == ()
    act(signed_pages.back_to_tray, filed.id)
    assert [page.id for page in ask(signed_pages.tray)] == [filed.id]
    assert b.open_file(office, officer, NUMBER).signed == ()


def test_pages_in_the_tray_of_another_office_are_not_there(office, officer, record, scan, act, ask) -> None:
    added = office.act(office.context(ADMIN), staff.add, "le.van.hai", "Lê Văn Hai", Role.SUPERVISOR, "00102")[0]
    other = Actor(added[0].id, "le.van.hai", "Lê Văn Hai", Role.SUPERVISOR, "00102")
    waiting = scan("white")
    with pytest.raises(Refused, match="signed-gone"):
        act(signed_pages.file_from_tray, FromTrayDraft(waiting.page.id, NUMBER), by=other)
    with pytest.raises(Refused, match="signed-gone"):
        act(signed_pages.throw_out, waiting.page.id, by=other)
    assert (ask(signed_pages.tray, by=other), ask(signed_pages.tray)) == ((), (waiting.page,))


def test_a_page_that_found_its_file_by_its_code_stays_there(office, record, scan, act) -> None:
    filed = scan("white", code(office))
    with pytest.raises(Refused, match="signed-by-code"):
        act(signed_pages.back_to_tray, filed.page.id)
    with pytest.raises(Refused, match="signed-gone"):
        act(signed_pages.throw_out, filed.page.id)


def test_an_unknown_number_waits_and_finds_its_file_once_that_is_here(office, officer, scan, ask) -> None:
    waiting = scan("white", code(office))
    assert (waiting.outcome, waiting.page.why_tray, waiting.page.number) == ("unread", "unknown-number", NUMBER)
    b.take_one(office, officer, b.declaration(NUMBER))
    filed = scan("white", code(office))
    assert (filed.outcome, filed.page.id, ask(signed_pages.tray)) == ("filed", waiting.page.id, ())


@pytest.mark.parametrize("forge", [lambda text: text[:-1] + ("A" if text[-1] != "A" else "B"),
                                   lambda text: text.replace(":1:", ":2:"),
                                   lambda text: text.replace("00017", "00018"),
                                   lambda text: text[:-3],
                                   lambda text: text.lower().replace("od1", "OD1")])  # fmt: skip
def test_a_forged_page_is_kept_as_evidence_and_never_attached(
    office, officer, supervisor, record, scan, act, ask, forge
) -> None:
    b.take_one(office, officer, b.declaration(OTHER, b.HAI, phone="0900555666"))
    forged = scan("white", forge(code(office)), code(office))
    assert (forged.outcome, forged.page.why_tray, forged.page.declaration_id) == ("refused", "forged", None)
    for number in (NUMBER, OTHER, "17"):
        with pytest.raises(Refused, match="signed-forged"):
            act(signed_pages.file_from_tray, FromTrayDraft(forged.page.id, number))
    with pytest.raises(Refused, match="may-not"):
        act(signed_pages.throw_out, forged.page.id)
    act(signed_pages.throw_out, forged.page.id, by=supervisor)
    assert ask(signed_pages.tray) == ()


def test_the_number_that_a_forged_code_names_can_be_seen_as_it_is(scan, ask) -> None:
    assert scan("white", "OD1:1\n\0\u202e2:1:" + "A" * 16).outcome == "refused"
    assert [page.number for page in ask(signed_pages.tray)] == ["1\ufffd\ufffd\ufffd2"]


def test_codes_of_two_forms_or_of_another_kind_are_refused(office, record, scan, ask) -> None:
    with pytest.raises(Refused, match="signed-several-codes"):
        scan("white", code(office), code(office, version=2))
    with pytest.raises(Refused, match="signed-other-code"):
        scan("white", "https://example.com")
    assert ask(signed_pages.tray) == ()


def test_a_page_is_only_attached_when_its_bytes_are_there(record, act) -> None:
    with pytest.raises(Unavailable, match="picture-lost"):
        act(signed_pages.attach, SignedPageDraft(record.id, "0" * 64, 1, "scanner", str(uuid4()), 1))


def test_thrown_out_bytes_are_erased_by_the_daily_run_and_those_of_a_file_stay(office, record, scan, act) -> None:
    thrown, kept = scan("white"), scan("red", code(office))
    act(signed_pages.throw_out, thrown.page.id)
    daily.run(b.Quiet(), office)
    assert not office.gateways.pictures.path(thrown.page.sha256).exists()
    assert office.gateways.pictures.read(kept.page.sha256)
    assert office.ask(office.context(ADMIN), audit.verify).intact


def test_a_destroyed_file_takes_nothing_and_keeps_nothing(office, officer, clock, record, scan, act, ask) -> None:
    filed = scan("white", code(office))
    forged = scan("blue", code(office)[:-1])
    clock.moment += timedelta(days=12)
    daily.run(b.Quiet(), office)
    expired = scan("red", code(office))
    assert expired.outcome == "filed"
    clock.moment += timedelta(days=6)
    assert len(daily.run(b.Quiet(), office).purged) == 1
    for gone in (filed, forged, expired):
        assert not office.gateways.pictures.path(gone.page.sha256).exists()
    assert b.open_file(office, officer, NUMBER).signed == ()
    with pytest.raises(Refused, match="signed-file-destroyed"):
        scan("green", code(office))
    waiting = scan("green")
    with pytest.raises(Refused, match="file-destroyed"):
        act(signed_pages.file_from_tray, FromTrayDraft(waiting.page.id, NUMBER))
    assert office.ask(office.context(ADMIN), audit.verify).intact


def test_the_doctor_reads_signed_pages_as_it_reads_pictures(office, record, scan) -> None:
    filed = scan("white", code(office))
    scan("red")

    def told():
        found = health.examine(b.Quiet(), office.settings, ADMIN, office.clock.now())
        return next(finding for finding in found if finding.check == "pictures")

    assert told().level == "ok"
    office.gateways.pictures.path(filed.page.sha256).write_bytes(b"damaged")
    assert told().level == "wrong"
    assert NUMBER in told().text
