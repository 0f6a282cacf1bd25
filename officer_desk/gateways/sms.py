# SPDX-License-Identifier: Apache-2.0
"""SMS: over any provider's HTTP gateway, described in the settings, or into a folder."""

import base64
import json
import logging
import re
import ssl
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from html import escape
from http.client import HTTPException
from pathlib import Path
from urllib.parse import SplitResult, quote_plus, unquote, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError

from officer_desk.domain.records import Envelope
from officer_desk.errors import Refused
from officer_desk.gateways.drop_folder import drop, folder_of, is_folder
from officer_desk.gateways.sending import (
    STEP_SECONDS,
    WHOLE_SECONDS,
    Again,
    Answer,
    Attachment,
    Clock,
    Cutter,
    Failed,
    Sent,
    Way,
    cut_in_time,
    masked,
    never,
    trusted,
)
from officer_desk.settings import Settings

# For an answer with a broken header it logs the whole address of the request: in a GET, with the token and the text.
logging.getLogger("urllib3.connection").disabled = True

_NAMES = ("id", "phone", "text", "sender", "token")
_PLACE = re.compile(r"\{(" + "|".join(_NAMES) + r")\}")
_TARGET = re.compile(r"[!-~]*")
"""What may stand in the first line of a request: neither blanks nor letters beyond ASCII."""
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile(r"[ -~\u00a0-\u00ff]*")
_PLACE_IN_JSON = re.compile(r'"\{(' + "|".join(_NAMES) + r')\}"|\{(' + "|".join(_NAMES) + r")\}")
_MOST_ANSWER = 4096
_LONGEST_REST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Request:
    """The request of one message."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None


def open_sms(settings: Settings, clock: Clock) -> Way | None:
    """Give the way on which SMS leave; None when none is set. `Refused("setting-broken")` for broken settings."""
    url = settings.sms_url.strip()
    if not url:
        return None
    if is_folder(url):
        return SmsFolder(folder_of(settings, url))
    _demand_url(url)
    template(settings)
    return SmsGateway(settings, clock)


def _demand_url(url: str) -> None:
    """Refuse what is no address of a gateway; `urlsplit` finds some faults only when it is asked for a part."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or 0) >= 0
        (parts.hostname or "").encode("idna")
    except ValueError:  # UnicodeError is one: a name that no network knows
        whole = False
    if not whole:
        raise Refused("setting-broken", name="sms_url", value="http(s)://…")


def _password(url: str) -> str:
    return unquote(urlsplit(url.strip()).password or "")


def template(settings: Settings) -> Request:
    """Give the request for a message of no meaning: raises `Refused("setting-broken")` when it cannot be made."""
    request = _request(settings, "00000000-0000-0000-0000-000000000000", "0900000000", 'a "b" & c')
    parts = urlsplit(request.url)
    if not _TARGET.fullmatch(parts.path + parts.query):
        name = "sms_url" if _TARGET.fullmatch(settings.sms_url.strip()) is None else "sms_body"
        raise Refused("setting-broken", name=name, value="?")
    return request


@dataclass(frozen=True, slots=True)
class SmsFolder:
    """Leaves one JSON file per message in a folder."""

    folder: Path

    def send(
        self, envelope: Envelope, attachments: tuple[Attachment, ...] = (), *, stopped: Callable[[], bool] = never
    ) -> Answer:
        """Write the message; a repeat replaces itself."""
        data = {"id": envelope.message_id, "to": envelope.address, "text": envelope.body}
        return drop(self.folder, f"{envelope.message_id}.json", json.dumps(data, ensure_ascii=False).encode())


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """Sends the request that the settings describe."""

    settings: Settings
    clock: Clock
    step_seconds: float = STEP_SECONDS
    whole_seconds: float = WHOLE_SECONDS

    def send(
        self, envelope: Envelope, attachments: tuple[Attachment, ...] = (), *, stopped: Callable[[], bool] = never
    ) -> Answer:
        """Send the message and say what the gateway answered."""
        request = _request(self.settings, envelope.message_id, envelope.address, envelope.body)
        with cut_in_time(self.whole_seconds, stopped) as cutter:
            try:
                status, headers, said = self._ask(request, cutter)
            except (HTTPError, HTTPException, OSError) as error:
                if cutter.cut:
                    return Again("stopped" if stopped() else "gateway-late")
                return _broken(error)
        detail = f"{status} " + masked(said, envelope, (self.settings.sms_token, _password(self.settings.sms_url)))
        return _sorted(status, detail, _rest(headers.get("Retry-After"), self.clock.now()))

    def _ask(self, request: Request, cutter: Cutter) -> tuple[int, Mapping[str, str], str]:
        """Ask without following anybody elsewhere, and read the answer to its end, as far as it is of use."""
        parts = urlsplit(request.url)
        with closing(_connection(parts, self.step_seconds)) as connection:
            connection.connect()
            if connection.sock is not None:
                cutter.hold(connection.sock)
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(request.method, target, request.body, request.headers, preload_content=False)
            answer = connection.getresponse()
            # As it came: a gateway that took the message, and packs its answer badly, must not get it again and again.
            said = b""
            while (wanted := _MOST_ANSWER - len(said)) and (part := answer.read(wanted, decode_content=False)):
                said += part
            return answer.status, answer.headers, said.decode("utf-8", "replace")


def _connection(parts: SplitResult, seconds: float) -> HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "https":
        return HTTPSConnection(host, parts.port, timeout=seconds, ssl_context=trusted())
    return HTTPConnection(host, parts.port, timeout=seconds)


def _request(settings: Settings, message_id: str, phone: str, text: str) -> Request:
    values = {
        "id": message_id,
        "phone": phone,
        "text": text,
        "sender": settings.sms_sender,
        "token": settings.sms_token,
    }
    headers = _headers(settings.sms_headers, values)
    names = {name.lower() for name in headers}
    if "idempotency-key" not in names:
        headers["Idempotency-Key"] = message_id
    url = settings.sms_url.strip()
    parts = urlsplit(url)
    if parts.username and "authorization" not in names:
        # A name and password in the address are meant for the server, and never stand in the request's own address.
        given = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Authorization"] = f"Basic {base64.b64encode(given.encode()).decode()}"
    if settings.sms_method == "GET":
        query = _PLACE.sub(lambda found: quote_plus(values[found[1]]), settings.sms_body.strip())
        return Request("GET", url + ("&" if "?" in url else "?") + query, headers, None)
    kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    body = _filled(settings.sms_body, kind.lower(), values)
    return Request(settings.sms_method, url, headers, body.encode())


def _headers(lines: str, values: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        name, colon, value = line.partition(":")
        if not colon or not _HEADER_NAME.fullmatch(name.strip()):
            raise Refused("setting-broken", name="sms_headers", value=name)
        filled = _PLACE.sub(lambda place: values[place[1]], value.strip())
        if not _HEADER_VALUE.fullmatch(filled):
            raise Refused("setting-broken", name="sms_headers", value=name)
        found[name.strip()] = filled
    return found


def _filled(body: str, kind: str, values: Mapping[str, str]) -> str:
    """Fill the body in as its type demands, so that no text can break out of its place."""
    if "json" in kind:
        # A provider's example may have its place in quotes already: "{phone}".
        made = _PLACE_IN_JSON.sub(lambda found: json.dumps(values[found[1] or found[2]], ensure_ascii=False), body)
        try:
            json.loads(made)
        except ValueError:
            raise Refused("setting-broken", name="sms_body", value=body) from None
        return made
    if "xml" in kind:
        return _PLACE.sub(lambda found: escape(values[found[1]]), body)
    return _PLACE.sub(lambda found: quote_plus(values[found[1]]), body)


def _sorted(status: int, detail: str, rest: datetime | None) -> Answer:
    """Sort an answer: done, later, our own trouble with the gateway, or never for this number."""
    match status:
        case _ if 200 <= status < 300:
            return Sent(detail)
        case 401 | 403 | 407:
            return Again("gateway-refuses", detail)
        case 429:
            return Again("gateway-busy", detail, rest)
        case 400 | 422:
            return Failed("number-refused", detail)
        case _ if status >= 500:
            return Again("gateway-trouble", detail, rest)
        case 408 | 409 | 425:
            return Again("gateway-trouble", detail)
        case _:
            # 404, 405, a redirect, …: the settings do not fit the gateway, which says nothing about the number.
            return Again("way-misset", detail)


def _rest(given: str | None, now: datetime) -> datetime | None:
    """Read Retry-After: seconds, or a date."""
    if not given:
        return None
    try:
        until = now + timedelta(seconds=int(given)) if given.strip().isdigit() else parsedate_to_datetime(given)
    except (ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        return None
    return min(until, now + _LONGEST_REST)


def _broken(error: Exception) -> Answer:
    """Sort a conversation that broke off: the gateway may have the message; its id is the same next time."""
    match error:
        case ssl.SSLCertVerificationError():
            return Again("certificate-untrusted", error.verify_message)
        case ConnectTimeoutError() | NewConnectionError():
            return Again("gateway-unreachable", type(error).__name__)
        case TimeoutError() | ReadTimeoutError():
            return Again("gateway-late")
        case _:
            return Again("gateway-cut-off", type(error).__name__)
