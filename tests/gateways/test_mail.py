# SPDX-License-Identifier: Apache-2.0
"""E-mail over a real SMTP server in its own process, and into a folder."""

import email.policy
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.policy import SMTP
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest

from officer_desk.domain.records import Envelope
from officer_desk.domain.values import MessageChannel
from officer_desk.errors import Refused
from officer_desk.gateways import mail
from officer_desk.gateways.drop_folder import forget
from officer_desk.gateways.mail import SmtpMail, compose, open_mail, read_url
from officer_desk.gateways.sending import Again, Answer, Attachment, Failed, Sent
from officer_desk.settings import Settings
from tests.servers.mail_server import PASSWORD, USER
from tests.servers.running import Certificates, MailServer, mail_server

BODY = "Kính gửi Hoàng Thị Thu Mai,\n\nMật khẩu: ab3de5gh\n.dòng bắt đầu bằng dấu chấm\n"
SIGNED_IN = f"{quote(USER, safe='')}:{quote(PASSWORD, safe='')}@"


class Clock:
    def now(self) -> datetime:
        return datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def server(tmp_path_factory, certificates) -> Iterator[MailServer]:
    with mail_server(tmp_path_factory.mktemp("mailbox"), certificates) as running:
        yield running


@pytest.fixture(autouse=True)
def _own_authority(monkeypatch, certificates) -> None:
    """Trust the office's own authority, as SSL_CERT_FILE says."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))


def letter(address: str = "mai@example.com", **other: str) -> Envelope:
    made = Envelope(1, "lease", str(uuid4()), MessageChannel.EMAIL, address, "Kết quả hồ sơ", BODY, None, 1, "00101")
    return replace(made, **other)


def way(url: str, sender: str = "", **seconds: float) -> SmtpMail:
    opened = open_mail(Settings(Path("/nowhere"), mail_url=url, mail_from=sender), Clock())
    assert isinstance(opened, SmtpMail)
    return replace(opened, **seconds)


def over(server: MailServer, kind: str = "starttls", login: str = SIGNED_IN, **seconds: float) -> SmtpMail:
    scheme = "smtps" if kind == "tls" else "smtp"
    return way(f"{scheme}://{login}127.0.0.1:{server.ports[kind]}", **seconds)


def test_a_letter_arrives_encrypted_and_whole_with_its_id_its_date_and_the_form(server) -> None:
    sent = letter()
    form = Attachment("to-khai-00018-2026-00101.pdf", b"%PDF-1.4 trang\n.\n" + bytes(range(256)))
    assert isinstance(over(server).send(sent, (form,)), Sent)
    (kept,) = server.letters(sent.message_id)
    assert kept["Message-ID"] == f"<{sent.message_id}@desk.example>"
    assert (kept["To"], kept["From"], kept["Subject"]) == ("mai@example.com", USER, "Kết quả hồ sơ")
    assert kept["Date"].datetime == Clock().now()
    text, pdf = kept.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert text.get_content_charset() == "utf-8"
    assert text.get_content() == BODY.replace("\n", "\r\n") or text.get_content() == BODY
    assert (pdf.get_filename(), pdf.get_content()) == (form.name, form.data)
    assert any("-tls" in path.name for path in server.mailbox.iterdir())


def test_tls_from_the_first_byte_works_too(server) -> None:
    sent = letter()
    assert isinstance(over(server, "tls").send(sent), Sent)
    assert len(server.letters(sent.message_id)) == 1


def test_a_server_that_nobody_vouches_for_gets_neither_password_nor_letter(server, certificates, monkeypatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.stranger))
    sent = letter()
    for kind in ("starttls", "tls"):
        answer = over(server, kind).send(sent)
        assert isinstance(answer, Again)
        assert answer.reason == "certificate-untrusted"
    assert server.letters(sent.message_id) == []


def test_a_password_never_travels_in_the_clear_except_within_the_machine(server, monkeypatch) -> None:
    sent = letter()
    assert isinstance(over(server, "plain").send(sent), Sent)
    monkeypatch.setattr(mail, "is_loopback", lambda _host: False)
    assert over(server, "plain").send(sent) == Again("tls-missing")
    assert isinstance(over(server, "plain", login="").send(sent), Sent)  # nothing secret is said
    assert len(server.letters(sent.message_id)) == 2


@pytest.mark.parametrize(
    ("name", "kind", "login", "expected"),
    [
        ("khong-co", "starttls", SIGNED_IN, Failed("address-refused")),
        ("rac", "starttls", SIGNED_IN, Failed("message-refused")),
        ("hen-lai", "starttls", SIGNED_IN, Again("address-busy")),
        ("mai", "starttls", "desk:wrong@", Again("mail-refuses")),
        ("mai", "refusing", "", Again("mail-busy")),
        ("cat-1", "starttls", SIGNED_IN, Again("mail-cut-off")),
    ],
)
def test_each_refusal_is_sorted_by_who_can_do_something_about_it(server, name, kind, login, expected) -> None:
    answer = over(server, kind, login).send(letter(f"{name}@example.com"))
    assert type(answer) is type(expected)
    assert _reason(answer) == _reason(expected)


def test_what_a_server_says_is_kept_without_numbers_addresses_and_the_letters_own_words(server) -> None:
    refused = over(server).send(letter("khong-co@example.com"))
    assert refused.detail == "550 5.1.1 <***>: no such user, call ***"
    spam = over(server).send(letter("rac@example.com", body="mat khau ab3de5gh cua Mai"))
    assert "spam" in spam.detail
    assert "ab3de5gh" not in spam.detail


def test_a_letter_that_was_taken_before_the_line_was_cut_comes_again_under_the_same_id(server) -> None:
    sent = letter("cat-2@example.com")
    assert _reason(over(server).send(sent)) == "mail-cut-off"
    assert isinstance(over(server).send(sent), Sent)
    ids = [kept["Message-ID"] for kept in server.letters(sent.message_id)]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_a_server_that_is_slow_or_says_nothing_is_not_waited_for(server) -> None:
    slow = over(server, step_seconds=0.3).send(letter("cham@example.com"))
    assert _reason(slow) == "mail-late"
    silent = over(server, "silent", step_seconds=0.2).send(letter())
    assert _reason(silent) == "mail-late"


def test_sending_ends_in_time_or_when_it_is_stopped_whatever_the_server_does(server) -> None:
    assert _reason(over(server, "silent", whole_seconds=0.2).send(letter())) == "mail-late"
    assert _reason(over(server, "silent").send(letter(), stopped=lambda: True)) == "stopped"


def test_a_server_that_is_not_there_is_said_to_be_unreachable(server) -> None:
    assert _reason(way("smtp://127.0.0.1:1").send(letter())) == "mail-unreachable"


def test_an_address_with_marks_goes_out_as_the_network_knows_it(server) -> None:
    sent = letter("mai@thư.example")
    assert isinstance(over(server).send(sent), Sent)
    assert len(server.letters(sent.message_id)) == 1
    assert compose(sent, "ba-dinh@example.vn", Clock()).policy is SMTP  # no server has to know SMTPUTF8 for it
    unicode = letter("đức@example.com")
    assert isinstance(over(server).send(unicode), Sent)


def test_a_folder_keeps_one_file_per_letter_however_often_it_is_sent(tmp_path) -> None:
    settings = Settings(tmp_path, mail_url=str(tmp_path / "thư"), mail_from="BHXH Ba Đình <ba-dinh@example.vn>")
    opened, sent = open_mail(settings, Clock()), letter()
    assert opened is not None
    for _ in range(3):
        assert opened.send(sent) == Sent()
    (kept,) = (tmp_path / "thư").iterdir()
    read = email.message_from_bytes(kept.read_bytes(), policy=email.policy.default)
    assert kept.name == f"{sent.message_id}.eml"
    assert read["Message-ID"] == f"<{sent.message_id}@example.vn>"
    assert read.get_content().split() == BODY.split()
    forget(settings, [sent.message_id, "never-there"])
    assert list((tmp_path / "thư").iterdir()) == []


def test_a_folder_without_a_root_lies_below_the_data_folder_wherever_the_program_was_started(
    tmp_path, monkeypatch
) -> None:
    data, elsewhere = tmp_path / "office", tmp_path / "elsewhere"
    data.mkdir()
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    settings = Settings(data, mail_url=" thư ")
    opened, sent = open_mail(settings, Clock()), letter()
    assert opened is not None
    assert opened.send(sent) == Sent()
    assert [kept.name for kept in (data / "thư").iterdir()] == [f"{sent.message_id}.eml"]
    assert list(elsewhere.iterdir()) == []
    forget(settings, [sent.message_id])
    assert list((data / "thư").iterdir()) == []


def test_a_sender_with_a_line_break_begins_no_header_of_its_own(tmp_path) -> None:
    with pytest.raises(Refused, match="setting-broken"):
        open_mail(
            Settings(tmp_path, mail_url="smtp://mail.example", mail_from="a@example.vn\nBcc: b@example.vn"), Clock()
        )


def test_a_folder_that_is_gone_or_closed_is_tried_again(tmp_path) -> None:
    gone = open_mail(Settings(tmp_path, mail_url=str(tmp_path / "no" / "where")), Clock())
    assert gone is not None
    assert gone.send(letter()) == Again("folder-missing")
    (tmp_path / "file").write_text("")
    closed = open_mail(Settings(tmp_path, mail_url=str(tmp_path / "file")), Clock())
    assert closed is not None
    assert closed.send(letter()) == Again("folder-unwritable")


def test_a_url_is_read_with_its_secrets_and_never_repeated_with_them() -> None:
    read = read_url(f"smtp://{SIGNED_IN}mail.example")
    assert (read.host, read.port, read.tls, read.user, read.password) == ("mail.example", 587, False, USER, PASSWORD)
    assert (read_url("smtps://mail.example").port, read_url("smtp://mail.example").port) == (465, 25)
    for wrong in (
        "http://u:bi-mat@mail.example",
        "smtp://u:bi-mat@",
        "smtp://u:bi-mat@mail.example:99999",
        "smtp://u:bi-mat@a..b",
    ):
        with pytest.raises(Refused) as refused:
            read_url(wrong)
        assert refused.value.reason == "setting-broken"
        assert "bi-mat" not in str(refused.value.facts)
    assert open_mail(Settings(Path("/nowhere")), Clock()) is None


def _reason(answer: Answer) -> str | None:
    return None if isinstance(answer, Sent) else answer.reason
