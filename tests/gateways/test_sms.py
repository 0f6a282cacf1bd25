# SPDX-License-Identifier: Apache-2.0
"""SMS over a real HTTP gateway in its own process, and into a folder."""

import json
import socket
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from officer_desk.domain.records import Envelope
from officer_desk.domain.values import MessageChannel
from officer_desk.errors import Refused
from officer_desk.gateways.drop_folder import forget
from officer_desk.gateways.sending import Again, Answer, Failed, Sent
from officer_desk.gateways.sms import SmsGateway, open_sms
from officer_desk.settings import Settings
from tests.servers.running import Certificates, SmsServer, sms_server

TEXT = 'BHXH VN: "Ho so" {phone} & {token}\nMat khau: ab3de5gh.'
"""With all that must not break out of its place."""
FORM = "Content-Type: application/x-www-form-urlencoded"


class Clock:
    def now(self) -> datetime:
        return datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def server(tmp_path_factory, certificates) -> Iterator[SmsServer]:
    with sms_server(tmp_path_factory.mktemp("gateway") / "log", certificates) as running:
        yield running


def message(phone: str = "0900000200", **other: str) -> Envelope:
    made = Envelope(1, "lease", str(uuid4()), MessageChannel.SMS, phone, "", TEXT, None, 1, "00101")
    return replace(made, **other)


def gateway(url: str, settings: dict[str, str] | None = None, **seconds: float) -> SmsGateway:
    opened = open_sms(Settings(Path("/nowhere"), sms_url=url, **(settings or {})), Clock())
    assert isinstance(opened, SmsGateway)
    return replace(opened, **seconds)


def test_the_shipped_request_is_json_with_the_messages_own_id_as_its_key(server) -> None:
    sent = message()
    assert isinstance(gateway(server.url).send(sent), Sent)
    (asked,) = server.requests(sent.message_id)
    assert asked["asked"] == {"id": sent.message_id, "to": sent.address, "text": TEXT}
    assert asked["headers"]["Idempotency-Key"] == sent.message_id


@pytest.mark.parametrize(
    "settings",
    [
        {"sms_body": '{"to": "{phone}", "text": "{text}", "from": {sender}, "key": {token}}'},
        {"sms_headers": FORM, "sms_body": "to={phone}&text={text}&from={sender}&key={token}"},
        {"sms_method": "PUT", "sms_headers": FORM, "sms_body": "to={phone}&text={text}&from={sender}&key={token}"},
        {"sms_method": "GET", "sms_headers": "", "sms_body": "to={phone}&text={text}&from={sender}&key={token}"},
    ],
    ids=["json in quotes", "form", "put", "get"],
)
def test_any_providers_request_carries_the_text_unchanged(server, settings) -> None:
    sent = message()
    given = {**settings, "sms_sender": "BHXH & VN", "sms_token": "bí mật+/="}
    assert isinstance(gateway(server.url, given).send(sent), Sent)
    (asked,) = server.requests(sent.message_id)
    assert asked["asked"] == {"to": sent.address, "text": TEXT, "from": "BHXH & VN", "key": "bí mật+/="}


def test_headers_are_filled_in_and_may_name_the_key_themselves(server) -> None:
    lines = "Content-Type: application/json\nAuthorization: Bearer {token}\nIdempotency-Key: desk-{id}"
    sent = message()
    way = gateway(server.url, {"sms_headers": lines, "sms_token": "tok-1"})
    assert isinstance(way.send(sent), Sent)
    (asked,) = server.requests(f"desk-{sent.message_id}")
    assert asked["headers"]["Authorization"] == "Bearer tok-1"


def test_a_name_and_password_in_the_address_go_as_a_header(server) -> None:
    sent = message()
    url = server.url.replace("http://", "http://bhxh:m%E1%BA%ADt@")
    assert isinstance(gateway(url).send(sent), Sent)
    (asked,) = server.requests(sent.message_id)
    assert asked["headers"]["Authorization"] == f"Basic {b64encode('bhxh:mật'.encode()).decode()}"
    assert "bhxh" not in asked["path"]


def test_over_https_only_a_gateway_that_is_vouched_for_gets_the_message(server, certificates, monkeypatch) -> None:
    sent = message()
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.stranger))
    assert _reason(gateway(server.secure_url).send(sent)) == "certificate-untrusted"
    assert server.requests(sent.message_id) == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
    assert isinstance(gateway(server.secure_url).send(sent), Sent)


def test_too_many_requests_wait_as_long_as_the_gateway_says(server) -> None:
    sent, way = message("0900000429"), gateway(server.url)
    answer = way.send(sent)
    assert isinstance(answer, Again)
    assert (answer.reason, answer.not_before) == ("gateway-busy", Clock().now() + timedelta(seconds=600))
    assert isinstance(way.send(sent), Sent)


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        ("0900000500", Again("gateway-trouble")),
        ("0900000400", Failed("number-refused")),
        ("0900000401", Again("gateway-refuses")),
        ("0900000404", Again("way-misset")),
        ("0900000499", Again("gateway-cut-off")),
        ("0900000498", Again("gateway-cut-off")),
    ],
)
def test_each_answer_is_sorted_by_who_can_do_something_about_it(server, phone, expected) -> None:
    sent = message(phone)
    answer = gateway(server.url).send(sent)
    assert (type(answer), _reason(answer)) == (type(expected), _reason(expected))
    assert len(server.requests(sent.message_id)) == 1  # never again on its own


def test_what_a_gateway_repeats_of_the_message_is_masked(server) -> None:
    sent = message("0900000400")
    answer = gateway(server.url, {"sms_token": "khoa-bi-mat"}).send(sent)
    assert answer.detail.startswith("400 ")
    for secret in ("0900000400", "ab3de5gh", "khau", "khoa-bi-mat"):
        assert secret not in answer.detail


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"HTTP/1.1 200 OK\r\nno header\r\nContent-Length: 0\r\n\r\n", Sent()),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", Sent()),
        (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", Again("way-misset")),
        (b"HTTP/1.1 429 X\r\nRetry-After: " + b"9" * 5000 + b"\r\nContent-Length: 0\r\n\r\n", Again("gateway-busy")),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 300 + b"\r\n", Again("gateway-cut-off")),
        (b"rubbish", Again("gateway-cut-off")),
    ],
)
def test_no_answer_however_broken_is_more_than_an_answer_or_tells_the_log_of_the_message(raw, expected, caplog) -> None:
    caplog.set_level("DEBUG")
    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor(1) as answering:

        def answer() -> None:
            with listening.accept()[0] as asked:
                asked.recv(65536)
                asked.sendall(raw)

        answering.submit(answer)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/send"
        settings = {"sms_method": "GET", "sms_body": "to={phone}&text={text}&key={token}", "sms_token": "khoa-bi-mat"}
        found = gateway(url, settings).send(message("0900000123"))
    assert (type(found), _reason(found)) == (type(expected), _reason(expected))
    assert [word for word in ("khoa-bi-mat", "ab3de5gh", "0900000123") if word in caplog.text] == []


def test_a_gateway_that_is_late_or_not_there_is_tried_again(server) -> None:
    late = message("0900000408")
    assert _reason(gateway(server.url, step_seconds=0.2).send(late)) == "gateway-late"
    assert _reason(gateway(server.url, whole_seconds=0.2).send(late)) == "gateway-late"
    assert _reason(gateway(server.url).send(late, stopped=lambda: True)) == "stopped"
    assert _reason(gateway("http://127.0.0.1:1/").send(late)) == "gateway-unreachable"


def test_settings_that_make_no_request_are_refused_by_name() -> None:
    for name, value in (
        ("sms_url", "ftp://gateway.example"),
        ("sms_url", "http://[::1"),
        ("sms_url", "http://gateway.example:99999/"),
        ("sms_url", "http://gateway.example:port/"),
        ("sms_body", '{"to": {phone}'),
        ("sms_headers", "no colon"),
        ("sms_headers", "X-Bad\u00a0name: 1"),
        ("sms_headers", "X-Sender: Bảo hiểm"),
        ("sms_url", "http://gateway..example/"),
        ("sms_url", "http://gateway.example/gửi đi"),
    ):
        with pytest.raises(Refused) as refused:
            open_sms(Settings(Path("/nowhere"), **{"sms_url": "http://gateway.example", name: value}), Clock())
        assert (refused.value.reason, refused.value.facts["name"]) == ("setting-broken", name)
    assert open_sms(Settings(Path("/nowhere")), Clock()) is None


def test_a_folder_keeps_one_file_per_message_however_often_it_is_sent(tmp_path) -> None:
    settings = Settings(tmp_path, sms_url=str(tmp_path / "sms"))
    opened, sent = open_sms(settings, Clock()), message()
    assert opened is not None
    for _ in range(3):
        assert opened.send(sent) == Sent()
    (kept,) = (tmp_path / "sms").iterdir()
    assert json.loads(kept.read_text("utf-8")) == {"id": sent.message_id, "to": sent.address, "text": TEXT}
    forget(settings, [sent.message_id])
    assert list((tmp_path / "sms").iterdir()) == []


def _reason(answer: Answer) -> str | None:
    return None if isinstance(answer, Sent) else answer.reason
