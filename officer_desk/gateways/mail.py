# SPDX-License-Identifier: Apache-2.0
"""E-mail: over SMTP, or into a folder. The same message has the same Message-ID on every try."""

import base64
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

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
    is_loopback,
    masked,
    never,
    trusted,
)
from officer_desk.settings import Settings

_SUBMISSION, _RELAY, _TLS = 587, 25, 465
_UNAUTHENTICATED = 530
_GOODBYE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Server:
    """What a mail URL says. `user` None: no signing in."""

    host: str
    port: int
    tls: bool
    user: str | None
    password: str

    @property
    def demands_tls(self) -> bool:
        """A password never travels in the clear, except within this machine."""
        return self.user is not None and not is_loopback(self.host)


def open_mail(settings: Settings, clock: Clock) -> Way | None:
    """Give the way on which e-mail leaves; None when none is set. `Refused("setting-broken")` for a broken URL."""
    url = settings.mail_url.strip()
    if not url:
        return None
    sender = settings.mail_from.strip()
    if not (sender or " ").isprintable():  # a line break would begin a header of its own
        raise Refused("setting-broken", name="mail_from", value="\\n")
    if is_folder(url):
        return MailFolder(folder_of(settings, url), sender or "officer-desk@localhost", clock)
    server = read_url(url)
    user = server.user or "officer-desk"
    return SmtpMail(server, sender or (user if "@" in user else f"{user}@{server.host}"), clock)


def read_url(url: str) -> Server:
    """Read `smtp://user:password@host:port` or `smtps://…`; raises `Refused("setting-broken")` without the password."""
    try:
        parts = urlsplit(url)
        port = parts.port
        (parts.hostname or "").encode("idna")
    except ValueError:  # UnicodeError is one: a name that no network knows
        raise Refused("setting-broken", name="mail_url", value="smtp://…") from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path not in {"", "/"}:
        raise Refused("setting-broken", name="mail_url", value=_without_password(parts))
    tls = parts.scheme == "smtps"
    user = unquote(parts.username) if parts.username else None
    usual = _TLS if tls else _SUBMISSION if user else _RELAY
    return Server(parts.hostname, port or usual, tls, user, unquote(parts.password or ""))


def compose(envelope: Envelope, sender: str, clock: Clock, attachments: tuple[Attachment, ...] = ()) -> EmailMessage:
    """Write the message: plain text in UTF-8, its id made of the message's own."""
    address = parseaddr(sender)[1]
    ascii_only = _in_ascii_domain(envelope.address).isascii() and address.isascii()
    message = EmailMessage(policy=SMTP if ascii_only else SMTPUTF8)
    message["From"] = sender
    message["To"] = _in_ascii_domain(envelope.address)
    message["Subject"] = " ".join(envelope.subject.split())
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{envelope.message_id}@{address.rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(envelope.body, charset="utf-8", cte="base64")
    for attachment in attachments:
        message.add_attachment(attachment.data, maintype="application", subtype="pdf", filename=attachment.name)
    return message


@dataclass(frozen=True, slots=True)
class MailFolder:
    """Leaves one .eml per message in a folder."""

    folder: Path
    sender: str
    clock: Clock

    def send(
        self, envelope: Envelope, attachments: tuple[Attachment, ...] = (), *, stopped: Callable[[], bool] = never
    ) -> Answer:
        """Write the message; a repeat replaces itself."""
        message = compose(envelope, self.sender, self.clock, attachments)
        return drop(self.folder, f"{envelope.message_id}.eml", message.as_bytes())


@dataclass(frozen=True, slots=True)
class SmtpMail:
    """Speaks to an SMTP server, one connection per message."""

    server: Server
    sender: str
    clock: Clock
    step_seconds: float = STEP_SECONDS
    whole_seconds: float = WHOLE_SECONDS

    def send(
        self, envelope: Envelope, attachments: tuple[Attachment, ...] = (), *, stopped: Callable[[], bool] = never
    ) -> Answer:
        """Send the message and say what the server answered."""
        message = compose(envelope, self.sender, self.clock, attachments)
        with cut_in_time(self.whole_seconds, stopped) as cutter:
            try:
                return self._talk(cutter, message, envelope)
            except smtplib.SMTPResponseException as error:
                return _refused(error, self._said(error.smtp_code, error.smtp_error, envelope))
            except OSError as error:
                if cutter.cut:
                    return Again("stopped" if stopped() else "mail-late")
                return _broken(error)

    def _talk(self, cutter: Cutter, message: EmailMessage, envelope: Envelope) -> Answer:
        smtp = self._connect(cutter)
        try:
            if not self._secure(smtp, cutter):
                return Again("tls-missing")
            if self.server.user is not None:
                _sign_in(smtp, self.server.user, self.server.password)
            answer = self._hand_over(smtp, message, envelope)
            _part(smtp)
            return answer
        finally:
            smtp.close()

    def _connect(self, cutter: Cutter) -> smtplib.SMTP:
        """Connect, with the socket in the cutter's hand before the server says its first word."""
        server = self.server
        smtp = smtplib.SMTP(local_hostname=_own_name(), timeout=self.step_seconds)
        smtp.sock = socket.create_connection((server.host, server.port), self.step_seconds)
        cutter.hold(smtp.sock)
        if server.tls:
            _begin_tls(smtp, smtp.sock, server.host, cutter)
        code, said = smtp.getreply()
        if code != 220:
            smtp.close()
            raise smtplib.SMTPConnectError(code, said)
        smtp.ehlo_or_helo_if_needed()
        return smtp

    def _secure(self, smtp: smtplib.SMTP, cutter: Cutter) -> bool:
        """Begin TLS where it is offered; False when it is needed and is not."""
        if self.server.tls:
            return True
        if not smtp.has_extn("starttls"):
            return not self.server.demands_tls
        code, said = smtp.docmd("STARTTLS")
        if code != 220 or smtp.sock is None:
            raise smtplib.SMTPResponseException(code, said)
        _begin_tls(smtp, smtp.sock, self.server.host, cutter)
        smtp.ehlo_or_helo_if_needed()
        return True

    def _hand_over(self, smtp: smtplib.SMTP, message: EmailMessage, envelope: Envelope) -> Answer:
        options: list[str] = []
        if message.policy is SMTPUTF8:
            if not smtp.has_extn("smtputf8"):
                return Failed("address-refused", "SMTPUTF8")
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        code, said = smtp.mail(parseaddr(self.sender)[1], options)
        if code != 250:
            raise _SenderTrouble(code, said)
        code, said = smtp.rcpt(_in_ascii_domain(envelope.address))
        if code not in {250, 251}:
            raise _AddressTrouble(code, said)
        code, said = smtp.data(message.as_bytes())
        if code != 250:
            raise smtplib.SMTPDataError(code, said)
        return Sent(self._said(code, said, envelope))

    def _said(self, code: int, said: bytes | str, envelope: Envelope) -> str:
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        # The code by itself: three digits are no number of a person.
        return f"{code} " + masked(text, envelope, (self.server.password, self.server.user or ""))


class _AddressTrouble(smtplib.SMTPResponseException):
    """The server does not take this recipient, now or ever."""


class _SenderTrouble(smtplib.SMTPResponseException):
    """The server does not take mail from us."""


def _begin_tls(smtp: smtplib.SMTP, plain: socket.socket, host: str, cutter: Cutter) -> None:
    """Go on in TLS. Whatever was said before, and is still to be read, is forgotten: anybody could have said it."""
    smtp.sock = trusted().wrap_socket(plain, server_hostname=host)
    cutter.hold(smtp.sock)
    smtp.file = None
    smtp.helo_resp = smtp.ehlo_resp = None
    smtp.esmtp_features = {}
    smtp.does_esmtp = False


def _sign_in(smtp: smtplib.SMTP, user: str, password: str) -> None:
    """Sign in; a name or password beyond ASCII goes by AUTH PLAIN (RFC 4616), because smtplib takes ASCII only."""
    if (user + password).isascii():
        smtp.login(user, password)
        return
    given = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    code, said = smtp.docmd("AUTH", f"PLAIN {given}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, said)


def _refused(error: smtplib.SMTPResponseException, said: str) -> Answer:
    """Sort a refusal: what passes by itself, what is about the recipient, what is about us."""
    passing = error.smtp_code < 500
    if isinstance(error, smtplib.SMTPAuthenticationError) or error.smtp_code == _UNAUTHENTICATED:
        return Again("mail-refuses", said)
    if isinstance(error, _AddressTrouble):
        return Again("address-busy", said) if passing else Failed("address-refused", said)
    if isinstance(error, smtplib.SMTPDataError) and not passing:
        return Failed("message-refused", said)
    if isinstance(error, _SenderTrouble) and not passing:
        return Again("mail-refuses", said)
    return Again("mail-busy" if passing else "mail-trouble", said)


def _broken(error: OSError) -> Answer:
    """Sort a conversation that broke off: the message may have arrived; its id is the same next time."""
    # What happened while a reply was awaited is wrapped by the library.
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return Again("mail-late")
    match error:
        case ssl.SSLCertVerificationError():
            return Again("certificate-untrusted", error.verify_message)
        case smtplib.SMTPServerDisconnected() | ConnectionResetError() | BrokenPipeError() | ssl.SSLError():
            return Again("mail-cut-off", type(error).__name__)
        case smtplib.SMTPNotSupportedError():
            return Again("mail-refuses", "AUTH")
        case smtplib.SMTPException():
            return Again("mail-trouble", type(error).__name__)
        case _:
            return Again("mail-unreachable", type(error).__name__)


def _part(smtp: smtplib.SMTP) -> None:
    """Say goodbye, without waiting long: what the server answers to that changes nothing any more."""
    with suppress(OSError):
        if smtp.sock is not None:
            smtp.sock.settimeout(_GOODBYE_SECONDS)
        smtp.quit()


def _own_name() -> str:
    """Say who we are without asking a name server, which may take long; servers accept an address in brackets."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"


def _in_ascii_domain(address: str) -> str:
    """Write the part after the @ as the network knows it."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return address


def _without_password(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.hostname or ''}…"
