# SPDX-License-Identifier: Apache-2.0
"""Messages that arrive: sent to real servers in their own processes, tried again, given up, and never twice."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from urllib.parse import quote

import pypdfium2
import pytest
from sqlalchemy import select, update

from officer_desk.domain.records import MessagesQuery, SendAgainDraft
from officer_desk.domain.values import MessageChannel
from officer_desk.errors import Conflict, Refused
from officer_desk.gateways import sending
from officer_desk.gateways.sending import Sent
from officer_desk.models.tables import OutboxMessage, TraceEntry
from officer_desk.services import assessments, daily, delivery, outbox
from officer_desk.services.context import by_itself
from tests import building as b
from tests.servers import outgoing as out
from tests.servers.mail_server import PASSWORD, USER
from tests.servers.running import Certificates, MailServer, SmsServer, mail_server, sms_server

BOTH = (MessageChannel.SMS, MessageChannel.EMAIL)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def mails(tmp_path_factory, certificates) -> Iterator[MailServer]:
    with mail_server(tmp_path_factory.mktemp("mailbox"), certificates) as running:
        yield running


@pytest.fixture(scope="module")
def gateway(tmp_path_factory) -> Iterator[SmsServer]:
    with sms_server(tmp_path_factory.mktemp("gateway") / "log") as running:
        yield running


@pytest.fixture
def record(office, officer):
    return b.take_one(office, officer, b.declaration("00017/2026/00101"))


@pytest.fixture
def ways(office, mails, gateway, certificates, monkeypatch) -> None:
    """Let the office send over both servers, and trust the authority that stands behind them."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
    login = f"{quote(USER, safe='')}:{quote(PASSWORD, safe='')}"
    out.set_up(office, mail_url=f"smtp://{login}@127.0.0.1:{mails.ports['starttls']}", sms_url=gateway.url)


def test_lines_16_39_and_54_an_approval_arrives_by_sms_and_by_mail_with_the_form(
    office, officer, ways, mails, gateway
) -> None:
    wished = b.take_one(office, officer, b.declaration("00018/2026/00101", wants_email_copy=True))
    b.approve(office, officer, wished)
    report = out.go(office)
    assert (report.sent, report.again, report.failed, report.left) == (3, 0, 0, 0)
    receipt, sms, mail = out.messages(office)
    assert receipt.template == "received"
    (asked,) = gateway.requests(sms.message_id)
    assert asked["asked"]["to"] == "0900093353"
    assert "Tai khoan: 0100007236/Mat khau: " in asked["asked"]["text"]
    (letter,) = mails.letters(mail.message_id)
    text, form = letter.iter_parts()
    assert "Tài khoản: 0100007236" in text.get_content()
    pages = pypdfium2.PdfDocument(io.BytesIO(form.get_content()))
    assert len(pages) == 1
    assert "0100007236" in pages[0].get_textpage().get_text_range().replace(" ", "")
    pages.close()


def test_a_secret_is_wiped_once_it_is_sent_and_what_is_shown_stays_masked(office, officer, ask, ways, record) -> None:
    b.approve(office, officer, record)
    assert all(message.has_secret and message.body for message in out.messages(office))
    out.go(office)
    for message in out.messages(office):
        assert (message.status, message.body) == ("sent", b"")
        shown = ask(outbox.open_message, message.id)
        assert "********" in shown.body
        assert [tried.outcome for tried in shown.attempts] == ["sent"]


def test_a_way_that_is_not_set_is_no_try(office, officer, ask, record, gateway) -> None:
    b.approve(office, officer, record)
    assert out.go(office).left == 2
    assert out.attempts(office) == []
    assert ask(outbox.page, MessagesQuery("00101")).ways == {MessageChannel.SMS: "unset", MessageChannel.EMAIL: "unset"}
    out.set_up(office, sms_url=gateway.url)  # in force without a restart
    assert out.go(office).sent == 1
    assert ask(outbox.page, MessagesQuery("00101")).ways[MessageChannel.SMS] == "open"


def test_what_waits_for_undo_is_not_sent_before_it_is_released(office, officer, clock, record, gateway) -> None:
    out.set_up(office, undo_seconds=20, sms_url=gateway.url)
    office.act(office.context(officer), assessments.record, b.invalid(record, "Ảnh mờ"))
    clock.moment += timedelta(seconds=19)
    assert out.go(office).sent == 0
    assert {message.status for message in out.messages(office)} == {"held"}
    clock.moment += timedelta(seconds=1)
    assert out.go(office).sent == 1


def test_greylisting_is_waited_out_under_the_same_id(office, officer, clock, ways, record, mails) -> None:
    out.queue(office, officer, record, "hen-lai.1@example.com")
    assert out.go(office).again == 1
    (message,) = out.messages(office)
    rest = message.next_try_at - clock.moment
    assert timedelta(seconds=30) <= rest <= timedelta(seconds=45)
    assert out.go(office).sent == 0  # not yet
    clock.moment += rest
    assert out.go(office).sent == 1
    assert out.attempts(office) == [(message.id, "again", "address-busy"), (message.id, "sent", None)]
    assert len(mails.letters(message.message_id)) == 1


def test_pauses_grow_to_an_hour_and_after_a_day_a_person_must_look(office, officer, clock, ways, record) -> None:
    out.set_up(office, sms_url="http://127.0.0.1:1/")
    out.queue(office, officer, record, "0900000200")
    begun, pauses = clock.moment, []
    while (message := out.messages(office)[0]).status == "queued":
        assert out.go(office).sent == 0
        pauses.append(out.messages(office)[0].next_try_at - clock.moment)
        clock.moment = max(clock.moment, out.messages(office)[0].next_try_at)
    assert message.status == "failed"
    assert message.reason == "gateway-unreachable"
    assert clock.moment - begun == timedelta(hours=24)
    assert all(earlier < later for earlier, later in pairwise(pauses[:7]))
    assert max(pauses) == timedelta(hours=1)
    assert out.attempts(office)[-1] == (message.id, "failed", "gateway-unreachable")
    assert out.go(office).sent == 0


def test_the_day_after_which_it_is_given_up_counts_from_the_first_try(office, officer, clock, ways, record) -> None:
    out.queue(office, officer, record, "hen-lai.2@example.com")
    clock.moment += timedelta(days=3)  # sending was paused, or the way not set
    assert out.go(office).again == 1
    clock.moment += timedelta(minutes=1)
    assert out.go(office).sent == 1


def test_a_gateway_rests_as_long_as_it_asked_and_keeps_no_mail_waiting(office, officer, clock, ways, record) -> None:
    out.queue(office, officer, record, "0900000429", "0900000200", "mai@example.com")
    assert out.go(office).sent == 1  # the letter; the gateway is left alone after its answer
    clock.moment += timedelta(seconds=599)
    assert out.go(office).sent == 1  # the other number
    clock.moment += timedelta(seconds=1)
    assert out.go(office).sent == 1


def test_a_number_that_is_refused_is_corrected_and_sent_again(office, officer, ways, record, gateway, act) -> None:
    out.queue(office, officer, record, "0900000400")
    assert out.go(office).failed == 1
    (failed,) = out.messages(office)
    for typed, reason in (("12", "phone-shape"), ("0900 000 200", None)):
        draft = SendAgainDraft(failed.id, typed, failed.tries)
        if reason is not None:
            with pytest.raises(Refused, match=reason):
                act(outbox.send_again, draft)
        else:
            assert act(outbox.send_again, draft).row.status == "queued"
    with pytest.raises(Conflict, match="message-moved"):
        act(outbox.send_again, SendAgainDraft(failed.id, "0900000200", failed.tries))
    assert out.go(office).sent == 1
    (sent,) = out.messages(office)
    assert (sent.address, sent.message_id != failed.message_id) == ("0900000200", True)
    with pytest.raises(Refused, match="message-not-failed"):
        act(outbox.send_again, SendAgainDraft(failed.id, "0900000200", sent.tries))
    with office.database.reading() as session:
        traced = session.scalars(select(TraceEntry).where(TraceEntry.act.startswith("message"))).all()
    assert [row.act for row in traced] == ["message-failed", "message-again", "message-sent"]
    assert "0900" not in str([row.facts for row in traced])


def test_only_the_holder_of_the_lease_says_what_came_of_it(office, officer, clock, ways, record) -> None:
    out.queue(office, officer, record, "0900000200")

    def claim() -> list:
        return office.act(office.context(by_itself("-")), outbox.claim, BOTH)[0]

    def settle(envelope) -> str | None:
        return office.act(office.context(by_itself("-")), outbox.settle, envelope, Sent())[0]

    (first,) = claim()
    clock.moment += outbox.LEASE - timedelta(seconds=1)
    assert claim() == []  # somebody is at it
    clock.moment += timedelta(seconds=1)
    (second,) = claim()  # he died
    assert second.message_id == first.message_id
    assert settle(first) is None
    assert settle(second) == "sent"
    assert settle(second) is None
    assert len(out.attempts(office)) == 1


def test_a_lease_lasts_longer_than_any_sending() -> None:
    assert outbox.LEASE.total_seconds() > sending.WHOLE_SECONDS + 10


def test_paused_sends_nothing_until_it_goes_on(office, officer, supervisor, ways, record, act) -> None:
    out.queue(office, officer, record, "0900000200")
    with pytest.raises(Refused, match="may-not"):
        act(outbox.pause, True)
    assert act(outbox.pause, True, by=supervisor)
    assert out.go(office).sent == 0
    assert office.ask(office.context(officer), outbox.page, MessagesQuery("00101")).paused
    act(outbox.pause, False, by=supervisor)
    assert out.go(office).sent == 1


def test_a_message_belongs_to_its_office_and_is_its_officers(office, officer, ways, record, act) -> None:
    out.queue(office, officer, record, "0900000400")
    out.go(office)
    (failed,) = out.messages(office)
    for stranger in (replace(officer, officer_id=0, office_code="00102"), by_itself("00101")):
        with pytest.raises(Refused, match="may-not"):
            act(outbox.send_again, SendAgainDraft(failed.id, "0900000200", failed.tries), by=stranger)
        with pytest.raises(Refused, match="may-not"):
            act(outbox.told_otherwise, failed.id, by=stranger)
    with pytest.raises(Refused, match="may-not"):
        act(outbox.page, MessagesQuery("00102"))


def test_who_was_told_otherwise_waits_no_more_but_can_still_be_sent_to(office, officer, ways, record, act) -> None:
    out.queue(office, officer, record, "0900000200")
    (waiting,) = out.messages(office)
    assert act(outbox.told_otherwise, waiting.id).row.status == "told-otherwise"
    assert out.go(office).sent == 0
    with pytest.raises(Refused, match="message-not-waiting"):
        act(outbox.told_otherwise, waiting.id)
    act(outbox.send_again, SendAgainDraft(waiting.id, "0900000200", 0))
    assert out.go(office).sent == 1


def test_a_text_that_was_wiped_can_never_be_sent_again(office, officer, ways, record, act) -> None:
    b.approve(office, officer, record)
    out.go(office)
    (sms, _mail) = out.messages(office)
    with office.database.writing.begin() as session:
        session.execute(update(OutboxMessage).values(status="failed"))
    with pytest.raises(Refused, match="message-wiped"):
        act(outbox.send_again, SendAgainDraft(sms.id, sms.address, sms.tries))


def test_a_mail_server_that_dies_is_waited_for(
    office, officer, clock, record, certificates, monkeypatch, tmp_path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
    with mail_server(tmp_path / "mailbox", certificates) as server:
        out.set_up(office, mail_url=f"smtp://127.0.0.1:{server.ports['starttls']}", mail_from="desk@example.vn")
        out.queue(office, officer, record, "mai@example.com")
        server.kill()
        assert out.go(office).again == 1
        server.start_again()
        clock.moment += timedelta(minutes=1)
        assert out.go(office).sent == 1
        assert len(server.letters()) == 1
    assert out.attempts(office)[0][2] == "mail-unreachable"


def test_a_form_that_cannot_be_made_stops_only_its_own_letter(office, officer, ways, caplog) -> None:
    wished = b.take_one(office, officer, b.declaration("00018/2026/00101", wants_email_copy=True))
    b.approve(office, officer, wished)
    own = office.settings.data_dir / "forms"
    own.mkdir()
    (own / "form01_dk_gd.toml").write_text("broken = [", "utf-8")
    report = out.go(office)
    assert (report.sent, report.again) == (1, 2)
    assert [message.reason for message in out.messages(office)] == ["form-not-made", None, "form-not-made"]
    caplog.clear()


def test_a_broken_setting_is_said_of_each_message_and_mended_without_a_restart(
    office, officer, clock, record, gateway
) -> None:
    out.set_up(office, sms_url=gateway.url, sms_headers="no colon")
    out.queue(office, officer, record, "0900000200")
    assert out.go(office).again == 1
    assert out.messages(office)[0].reason == "way-misset"
    out.set_up(office, sms_url=gateway.url)
    clock.moment += timedelta(minutes=1)
    assert out.go(office).sent == 1


@pytest.mark.parametrize("is_sample", [True, False])
def test_nothing_of_a_sample_office_leaves_this_machine(office, officer, record, is_sample) -> None:
    """Its numbers are invented; somebody may have them. The address below is kept free for documents (RFC 5737)."""
    out.set_up(office, sms_url="http://192.0.2.1:9/send", mail_url="smtp://192.0.2.1:9")
    out.queue(office, officer, record, "0900000200", "mai@example.com")
    ways = delivery._ways(replace(office, is_sample=is_sample))
    answers = {channel: isinstance(way, delivery._Closed) for channel, way in ways.items()}
    assert answers == dict.fromkeys(BOTH, is_sample)
    if is_sample:
        assert out.go(office).again == 2
        assert {message.reason for message in out.messages(office)} == {"sample-stays"}


def test_what_was_queued_while_the_clock_was_ahead_does_not_wait_for_that_day(office, officer, clock, ways) -> None:
    taken = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    clock.moment += timedelta(days=400)
    out.queue(office, officer, taken, "0900000200", "0900000201")
    assert len(office.act(office.context(None), outbox.claim, BOTH)[0]) == 1  # its sender dies
    clock.moment -= timedelta(days=400)
    assert out.go(office).sent == 2


def test_a_copy_of_a_message_whose_file_was_destroyed_meanwhile_is_removed(office, officer, clock, tmp_path) -> None:
    box = tmp_path / "box"
    out.set_up(office, sms_url=str(box), mail_url=str(box), remind_day=0)
    taken = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    clock.moment += timedelta(days=10)
    daily.run(b.Quiet(), office)
    out.queue(office, officer, taken, "0900000200", "mai@example.com")
    clock.moment += timedelta(days=5)
    claimed = office.act(office.context(None), outbox.claim, BOTH, 2)[0]
    assert len(claimed) == 2
    assert daily.run(b.Quiet(), office).purged
    written: set[str] = set()
    for envelope in claimed:
        way = delivery._ways(office)[envelope.channel]
        assert delivery._send(b.Quiet(), office, way, envelope) == Sent()
        assert delivery._settle(office, by_itself("-"), way, envelope, Sent(), written) == outbox.GONE
    assert list(box.iterdir()) == []


def test_messages_of_every_office_of_the_database_go_out(office, officer, ways) -> None:
    for number, code in (("00017/2026/00101", "00101"), ("00018/2026/00102", "00102")):
        person = b.MAI if code == "00101" else b.HAI
        other = {} if code == "00101" else {"phone": "0900093354", "email": None}
        taken = b.take_one(office, officer, b.declaration(number, person, office_code=code, **other))
        out.queue(office, officer, taken, "0900000200")
    assert out.go(office).sent == 2


def test_work_that_is_stopped_leaves_the_rest_for_later(office, officer, ways, record) -> None:
    out.queue(office, officer, record, "0900000200", "0900000201")

    class Impatient(b.Quiet):
        def progress(self, done: int, total: int) -> None:
            self.cancelled = True

    assert delivery.deliver(Impatient(), office, until_empty=True).left == 1
    assert out.go(office).sent == 1


def test_the_page_shows_newest_first_counts_and_pages(office, officer, ask, ways, record) -> None:
    out.queue(office, officer, record, "0900000200", "0900000400", "mai@example.com")
    out.go(office)
    page = ask(outbox.page, MessagesQuery("00101", limit=2))
    assert [row.address for row in page.rows] == ["mai@example.com", "0900000400"]
    assert page.more
    assert (page.counts["sent"], page.counts["failed"], page.counts["queued"]) == (2, 1, 0)
    rest = ask(outbox.page, MessagesQuery("00101", limit=2, before_id=page.rows[-1].id))
    assert [row.address for row in rest.rows] == ["0900000200"]
    assert not rest.more
    failed = ask(outbox.page, MessagesQuery("00101", status="failed"))
    assert [row.reason for row in failed.rows] == ["number-refused"]
    opened = ask(outbox.open_message, failed.rows[0].id)
    assert (opened.body, opened.file_address) == ("Xin chào", "0900093353")
    assert opened.row.number == record.declared.number


def test_lines_19_and_41_a_refusal_arrives_with_its_reason(office, officer, ways, record, mails, gateway) -> None:
    office.act(office.context(officer), assessments.record, b.invalid(record, "Ảnh mờ"))
    assert record.declared.email is not None
    assert out.go(office).sent == 2
    sms, mail = out.messages(office)
    assert "Ly do: Anh mo" in gateway.requests(sms.message_id)[0]["asked"]["text"]
    assert "Lý do: Ảnh mờ" in mails.letters(mail.message_id)[0].get_content()
