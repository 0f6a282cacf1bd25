# SPDX-License-Identifier: Apache-2.0
"""The ten days: who is reminded, what expires, what can be brought back, and what a destroyed file still is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select

from officer_desk.domain.records import (
    AssessmentDraft,
    BringBackDraft,
    PrintDraft,
    ReceiveDraft,
    ReopenDraft,
    SearchQuery,
)
from officer_desk.domain.values import Condition, PictureRole, Queue, State, Verdict
from officer_desk.errors import Conflict, Refused
from officer_desk.models.tables import Account, AccountChange, Declaration, OutboxMessage, Picture, TraceEntry
from officer_desk.services import (
    assessments,
    audit,
    daily,
    declarations,
    expiry,
    forms,
    households,
    intake,
    purging,
    reopening,
)
from officer_desk.services.context import by_itself
from tests import building as b
from tests.conftest import ADMIN, TODAY
from tests.e2e import independent_reader

NUMBER = "00012/2026/00101"


def submitted(day: str) -> str:
    return f"2026-11-{day}:00:00+07:00"


def run(office, **other):
    return daily.run(b.Quiet(), office, **other)


def at(clock, text: str) -> None:
    clock.moment = datetime.fromisoformat(text).astimezone(UTC)


def acts(office, number: str = NUMBER) -> list[str]:
    with office.database.reading() as session:
        found = select(TraceEntry.act).where(TraceEntry.subject == number).order_by(TraceEntry.id)
        return [act for act in session.scalars(found) if act != "view"]


def row(office, number: str = NUMBER) -> Declaration:
    with office.database.reading() as session:
        found = session.scalar(select(Declaration).where(Declaration.number == number))
        assert found is not None
        return found


def expired(office, officer, clock, **other):
    b.take_one(office, officer, b.declaration(NUMBER, submitted_at=submitted("10T09"), **other))
    run(office)
    return b.open_file(office, officer, NUMBER)


class TestExpiring:
    def test_line_43_a_file_whose_citizen_never_came_expires_on_the_day_after_the_tenth(
        self, office, officer, clock
    ) -> None:
        b.take_one(office, officer, b.declaration(NUMBER, submitted_at=submitted("11T23")))
        for moment in ("2026-11-21T08:00+07:00", "2026-11-21T23:59:59+07:00"):
            at(clock, moment)
            assert run(office).expired == ()
        at(clock, "2026-11-22T00:00+07:00")
        report = run(office)
        assert [file.number for file in report.expired] == [NUMBER]
        record = b.open_file(office, officer, NUMBER)
        assert (record.state, record.expired_at, record.decided_at) == (State.EXPIRED, clock.moment, clock.moment)
        assert acts(office)[-1] == "expire"
        assert run(office).expired == ()

    def test_line_64_who_came_in_time_is_never_deleted(self, office, officer, act, clock) -> None:
        record = b.take_one(office, officer, b.declaration(NUMBER, submitted_at=submitted("12T09")))
        act(assessments.receive, ReceiveDraft(record.id, record.version))
        for days in (5, 30, 400):
            clock.moment = TODAY + timedelta(days=days)
            assert run(office).expired == ()

    def test_a_file_that_lacks_papers_and_whose_citizen_never_came_expires_too(self, office, officer) -> None:
        b.take_one(
            office, officer, b.declaration(NUMBER, submitted_at=submitted("10T09"), pictures={"portrait": "p.jpg"})
        )
        assert [file.number for file in run(office).expired] == [NUMBER]

    def test_a_dry_run_lists_the_same_and_does_nothing(self, office, officer) -> None:
        b.take_one(office, officer, b.declaration(NUMBER, submitted_at=submitted("10T09")))
        b.take_one(office, officer, b.declaration("00013/2026/00101", b.HAI, submitted_at=submitted("12T09")))
        foreseen = run(office, dry_run=True)
        assert row(office).state is State.WAITING
        done = run(office)
        assert foreseen == done
        assert (len(done.expired), len(done.reminded)) == (1, 1)
        assert done.expired[0].destroyed_from.isoformat() == "2026-11-25"

    def test_what_happened_since_a_file_was_listed_counts(self, office, officer, act, clock) -> None:
        record = b.take_one(office, officer, b.declaration(NUMBER, submitted_at=submitted("12T09")))
        act(assessments.receive, ReceiveDraft(record.id, record.version))
        clock.moment = TODAY + timedelta(days=20)
        desk = by_itself("00101")
        assert not act(expiry.remind, record.id, by=desk)
        assert not act(expiry.expire, record.id, by=desk)
        assert not act(purging.purge, record.id, by=desk)
        assert row(office).state is State.IN_PROGRESS

    def test_a_clock_that_was_set_back_does_nothing_and_says_so(self, office, officer, clock, caplog) -> None:
        b.take_one(office, officer, b.declaration(NUMBER, submitted_at=submitted("10T09")))
        clock.moment = TODAY - timedelta(minutes=6)
        assert run(office).clock_wrong
        assert row(office).state is State.WAITING
        caplog.clear()
        clock.moment = TODAY - timedelta(minutes=4)
        assert not run(office).clock_wrong

    def test_a_clock_before_the_last_run_is_wrong_even_if_nothing_was_traced_since(
        self, office, officer, clock, caplog
    ) -> None:
        b.take_one(office, officer, b.declaration(NUMBER, submitted_at=submitted("20T09")))
        clock.moment = TODAY + timedelta(days=2)
        run(office)
        clock.moment = TODAY + timedelta(days=1)
        assert run(office).clock_wrong
        caplog.clear()

    def test_every_office_of_the_folder_is_looked_at_in_batches(self, office, officer, monkeypatch) -> None:
        monkeypatch.setattr(expiry, "AT_ONCE", 2)
        made = [
            b.declaration(f"{n:05d}/2026/00101", {**b.MAI, "insurance_code": f"01000001{n:02d}"},
                          submitted_at=submitted("05T09"), office_code=("00101", "00102")[n % 2])
            for n in range(10, 17)
        ]  # fmt: skip
        b.take(office, officer, *made)
        assert len(run(office).expired) == 7
        assert office.ask(office.context(ADMIN), audit.verify).intact


class TestReminding:
    def test_from_day_eight_on_the_citizen_is_reminded_once(self, office, officer, clock) -> None:
        b.take_one(office, officer, b.declaration(NUMBER, submitted_at=submitted("14T09")))
        assert run(office).reminded == ()
        at(clock, "2026-11-22T00:00+07:00")
        assert [file.number for file in run(office).reminded] == [NUMBER]
        at(clock, "2026-11-23T08:00+07:00")
        assert run(office).reminded == ()
        with office.database.reading() as session:
            sent = session.scalars(select(OutboxMessage).where(OutboxMessage.template == "reminder")).all()
            assert {message.channel.value for message in sent} == {"sms", "email"}
        assert acts(office).count("remind") == 1

    def test_an_office_may_choose_another_day_or_none(self, office, officer, clock) -> None:
        (office.settings.data_dir / "settings.toml").write_text("remind_day = 0\n", "utf-8")
        b.take_one(office, officer, b.declaration(NUMBER, submitted_at=submitted("12T09")))
        assert run(office).reminded == ()
        (office.settings.data_dir / "settings.toml").write_text("remind_day = 9 \n", "utf-8")
        assert len(run(office).reminded) == 1

    def test_a_broken_text_of_the_reminder_keeps_nobody_from_expiring(self, office, officer, caplog) -> None:
        texts = office.settings.data_dir / "texts"
        texts.mkdir()
        (texts / "messages.toml").write_text('[reminder]\nsms = "{nobody}"\nsubject = "x"\nemail = "x"\n', "utf-8")
        b.take_one(office, officer, b.declaration(NUMBER, submitted_at=submitted("10T09")))
        b.take_one(office, officer, b.declaration("00013/2026/00101", b.HAI, submitted_at=submitted("12T09")))
        report = run(office)
        assert (report.reminded, len(report.expired), report.leftovers) == ((), 1, 1)
        caplog.clear()
        (texts / "messages.toml").unlink()
        assert len(run(office).reminded) == 1


class TestBringingBack:
    def test_for_three_days_with_ten_new_ones(self, office, officer, act, clock) -> None:
        record = expired(office, officer, clock)
        at(clock, "2026-11-24T23:59+07:00")
        assert b.open_file(office, officer, NUMBER).restore_until.isoformat() == "2026-11-24"
        back = act(expiry.bring_back, BringBackDraft(record.id, record.version))
        assert (back.state, back.decided_at, back.days_left, back.due_on.isoformat()) == (
            State.WAITING, None, 10, "2026-12-04",
        )  # fmt: skip
        assert acts(office)[-1] == "bring-back"
        assert run(office).expired == ()
        at(clock, "2026-12-05T00:00+07:00")
        assert len(run(office).expired) == 1

    def test_not_on_the_fourth_day(self, office, officer, act, clock) -> None:
        record = expired(office, officer, clock)
        at(clock, "2026-11-25T00:00+07:00")
        with pytest.raises(Refused) as refused:
            act(expiry.bring_back, BringBackDraft(record.id, record.version))
        assert refused.value.reason == "restore-too-late"

    def test_sent_twice_it_is_done_once_and_an_old_view_is_a_conflict(self, office, officer, clock) -> None:
        record = expired(office, officer, clock)
        context, draft = office.context(officer), BringBackDraft(record.id, record.version)
        first, _ = office.act(context, expiry.bring_back, draft)
        again, _ = office.act(context, expiry.bring_back, draft)
        assert first.version == again.version
        with pytest.raises(Conflict):
            office.act(office.context(officer), expiry.bring_back, draft)

    def test_an_administrator_does_not(self, office, officer, clock) -> None:
        record = expired(office, officer, clock)
        with pytest.raises(Refused) as refused:
            office.act(office.context(ADMIN), expiry.bring_back, BringBackDraft(record.id, record.version))
        assert refused.value.reason == "may-not"

    def test_a_newer_declaration_of_the_person_keeps_its_place(self, office, officer, act, clock) -> None:
        record = expired(office, officer, clock)
        b.take_one(office, officer, b.declaration("00099/2026/00101", submitted_at=submitted("20T09")))
        with pytest.raises(Refused) as refused:
            act(expiry.bring_back, BringBackDraft(record.id, record.version))
        assert (refused.value.reason, refused.value.facts["number"]) == ("restore-newer-file", "00099/2026/00101")

    def test_a_file_without_its_pictures_comes_back_as_lacking_them(self, office, officer, act, clock) -> None:
        record = expired(office, officer, clock, pictures={"portrait": "p.jpg"})
        assert act(expiry.bring_back, BringBackDraft(record.id, record.version)).state is State.INCOMPLETE


class TestTheSupplementsOwnDeadline:
    def ask_for_papers(self, office, officer, act, clock):
        record = b.take_one(office, officer, b.declaration(NUMBER, submitted_at=submitted("12T09")))
        record = act(assessments.receive, ReceiveDraft(record.id, record.version))
        draft = AssessmentDraft(record.id, record.version, Verdict.INCOMPLETE, ("Tờ khai có chữ ký",))
        return act(assessments.record, draft).declaration

    def test_it_counts_from_the_day_on_which_papers_were_asked_for(self, office, officer, act, ask, clock) -> None:
        record = self.ask_for_papers(office, officer, act, clock)
        assert (record.waits_for_supplement, record.due_on.isoformat(), record.days_left) == (True, "2026-12-01", 10)
        line = ask(declarations.search, SearchQuery("00101")).rows[0]
        assert (line.due_on.isoformat(), line.days_left, line.condition) == ("2026-12-01", 10, Condition.STOPPED)

    def test_overdue_it_stands_in_a_queue_of_its_own_and_is_never_deleted(
        self, office, officer, act, ask, clock
    ) -> None:
        self.ask_for_papers(office, officer, act, clock)
        overdue = SearchQuery("00101", queue=Queue.SUPPLEMENT_OVERDUE)
        at(clock, "2026-12-01T23:59:59+07:00")
        assert ask(declarations.search, overdue).rows == ()
        at(clock, "2026-12-02T00:00+07:00")
        assert [line.number for line in ask(declarations.search, overdue).rows] == [NUMBER]
        assert ask(declarations.counts)[Queue.SUPPLEMENT_OVERDUE] == 1
        clock.moment = TODAY + timedelta(days=500)
        assert run(office).expired == ()
        assert row(office).state is State.INCOMPLETE


class TestTombstones:
    def destroyed(self, office, officer, clock, **other):
        expired(office, officer, clock, **other)
        at(clock, "2026-11-25T08:00+07:00")
        assert [file.number for file in run(office).purged] == [NUMBER]
        return b.open_file(office, officer, NUMBER)

    def test_number_dates_and_that_it_expired_are_left(self, office, officer, ask, clock) -> None:
        record = self.destroyed(office, officer, clock)
        assert (record.number, record.state, record.purged_at) == (NUMBER, State.EXPIRED, clock.moment)
        assert (record.declared.full_name, record.declared.phone, record.pictures) == ("", "", ())
        assert (record.account, record.related, record.supplement, record.restore_until) == (None, (), None, None)
        assert acts(office)[-1] == "purge"
        found = ask(declarations.search, SearchQuery("00101", state=State.EXPIRED)).rows
        assert [(line.number, line.destroyed) for line in found] == [(NUMBER, True)]
        with office.database.reading() as session:
            assert session.scalars(select(Picture)).all() == []
            assert session.scalars(select(OutboxMessage)).all() == []
        assert not any(path.is_file() for path in (office.settings.data_dir / "pictures").rglob("*"))
        assert office.ask(office.context(ADMIN), audit.verify).intact

    def test_a_change_is_destroyed_as_well(self, office, officer, clock) -> None:
        record = self.destroyed(office, officer, clock, kind="change", changes={"phone": "0900111222"}, pictures={})
        assert record.declared.changes is None

    def test_nothing_can_be_done_to_it(self, office, officer, act, clock) -> None:
        record = self.destroyed(office, officer, clock)
        for service, draft in (
            (assessments.receive, ReceiveDraft(record.id, record.version)),
            (assessments.record, b.valid(record)),
            (expiry.bring_back, BringBackDraft(record.id, record.version)),
        ):
            with pytest.raises(Refused):
                act(service, draft)

    def test_importing_the_package_again_says_unchanged_and_expired(self, office, officer, clock, tmp_path) -> None:
        folder = b.write(tmp_path / "again", b.declaration(NUMBER, submitted_at=submitted("10T09")))

        def again():
            report = intake.import_packages(b.Quiet(), office, officer, [folder]).packages[0]
            return report.accepted, report.unchanged, report.message

        again()
        run(office)
        assert again() == (True, True, "Đã có, không đổi (hết hạn ngày 21/11/2026; khôi phục được đến 24/11/2026).")
        at(clock, "2026-11-25T08:00+07:00")
        run(office)
        assert again() == (True, True, "Đã có, không đổi (hết hạn ngày 21/11/2026; dữ liệu đã hủy).")
        assert row(office).full_name == ""
        other = b.declaration(NUMBER, b.HAI, submitted_at=submitted("10T09"))
        refused = b.take(office, officer, other).packages[0]
        assert not refused.accepted

    def test_a_picture_that_another_file_has_stays(self, office, officer, clock) -> None:
        first = b.take_one(office, officer, b.declaration(NUMBER, submitted_at=submitted("10T09")))
        b.take_one(office, officer, b.declaration("00077/2026/00101", b.HAI, submitted_at=submitted("20T09")))
        shared = first.pictures[0].sha256
        with office.database.writing.begin() as session:
            theirs = session.scalar(select(Picture).where(Picture.declaration_id != first.id).limit(1))
            theirs.sha256 = shared
        run(office)
        at(clock, "2026-11-25T08:00+07:00")
        run(office)
        assert office.gateways.pictures.path(shared).is_file()
        assert not office.gateways.pictures.path(first.pictures[1].sha256).exists()

    def test_a_picture_that_is_erased_while_it_comes_in_again_is_stored_again(self, office, officer, clock) -> None:
        """It is there when the import looks, and gone when the import's transaction begins."""
        erased: list[Path] = []

        def erase(connection) -> None:
            stored = sorted((office.settings.data_dir / "pictures").rglob("*"))
            if connection.get_execution_options().get("begin_immediate") and not erased:
                erased.extend(path for path in stored if path.is_file())
                for path in erased:
                    path.unlink()

        event.listen(office.database.engine, "begin", erase, insert=True)
        record = b.take_one(office, officer, b.declaration(NUMBER))
        event.remove(office.database.engine, "begin", erase)
        assert len(erased) == 3
        for picture in record.pictures:
            assert office.gateways.pictures.read(picture.sha256)
        assert run(office).expired == ()

    def test_a_picture_that_came_in_again_before_it_was_erased_stays(self, office, officer, clock) -> None:
        first = b.take_one(office, officer, b.declaration(NUMBER, submitted_at=submitted("10T09")))
        run(office)
        at(clock, "2026-11-25T08:00+07:00")
        with office.database.writing.begin() as session:
            assert purging.purge(session, office.context(by_itself("00101")), first.id)
        again = b.take_one(office, officer, b.declaration("00088/2026/00101", submitted_at=submitted("24T09")))
        with office.database.writing.begin() as session:
            theirs = session.scalar(select(Picture).where(Picture.declaration_id == again.id).limit(1))
            theirs.sha256 = first.pictures[0].sha256
        run(office)
        assert office.gateways.pictures.read(first.pictures[0].sha256)
        assert not office.gateways.pictures.path(first.pictures[1].sha256).exists()

    def test_it_is_neither_printed_nor_asked_about_nor_given_a_draft(self, office, officer, act, ask, clock) -> None:
        record = self.destroyed(office, officer, clock)
        assert record.hgd.why == "destroyed"
        for service, *arguments in (
            (forms.prepare, record.id, "form01_dk_gd"),
            (forms.printed, PrintDraft(record.id, "form01_dk_gd", 1, "pdf")),
            (forms.guidance_printed, record.id),
            (households.ask_again, record.id),
        ):
            with pytest.raises(Refused) as refused:
                act(service, *arguments)
            assert refused.value.reason == "file-destroyed"

    def test_a_reopened_file_that_expires_takes_its_account_along(
        self, office, officer, supervisor, act, clock
    ) -> None:
        child = b.declaration(
            NUMBER,
            kind="child",
            identity={"kind": "birth_certificate", "number": "86/2018", "population_verified": True},
            guardian={"insurance_code": b.HAI["insurance_code"], "full_name": b.HAI["full_name"], "relation": "cha"},
            pictures={"portrait": "p.jpg", "birth_certificate": "b.jpg"},
        )
        record = b.take_one(office, officer, child)
        done = act(assessments.record, b.valid(record, tuple(PictureRole), citizen_came=False))
        opened = act(reopening.reopen, ReopenDraft(record.id, done.declaration.version, "Nhầm người"), by=supervisor)
        assert (opened.state, opened.received_at) == (State.WAITING, None)
        clock.moment = TODAY + timedelta(days=11)
        assert len(run(office).expired) == 1
        clock.moment = TODAY + timedelta(days=15)
        assert len(run(office).purged) == 1
        with office.database.reading() as session:
            assert session.scalars(select(Account)).all() == []
            assert session.scalars(select(AccountChange)).all() == []
        assert office.ask(office.context(ADMIN), audit.verify).intact
        assert independent_reader.disagreements(office.settings.data_dir) == []
