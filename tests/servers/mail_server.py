# SPDX-License-Identifier: Apache-2.0
"""A real SMTP server in a process of its own; what it does is asked for by the recipient's name.

Started as `mail_server.py FOLDER CERTIFICATE KEY PORT…`: says its ports in one line, then keeps every message that it
took as a file of its own.
"""

import asyncio
import itertools
import json
import os
import socket
import ssl
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

USER, PASSWORD = "bao-hiem@desk.example", "mật:khẩu/@1"
KINDS = ("starttls", "plain", "tls", "silent", "refusing")


class Mailbox:
    """Takes messages, and does with some what their recipient's name says."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count()
        self._seen: set[str] = set()

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        name = address.partition("@")[0]
        if name.startswith("khong-co"):
            return f"550 5.1.1 <{address}>: no such user, call 0900093353"
        if name.startswith("hen-lai") and address not in self._seen:
            self._seen.add(address)
            return "451 4.7.1 Greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        name = envelope.rcpt_tos[0].partition("@")[0]
        if name.startswith("cham"):
            await asyncio.sleep(2)
        if name.startswith("rac"):
            return f"554 5.7.1 Rejected as spam: {envelope.content.decode()[-80:]!r}"
        self._keep(envelope.content, session.ssl is not None)
        if name.startswith("cat") and name not in self._seen:
            self._seen.add(name)
            server.transport.abort()
            return "250 never heard"
        return "250 kept"

    def _keep(self, content: bytes, encrypted: bool) -> None:
        kept = self._folder / f"{os.getpid()}-{next(self._numbers):04d}{'-tls' if encrypted else ''}.eml"
        unfinished = kept.with_suffix(".new")
        unfinished.write_bytes(content)
        unfinished.rename(kept)


def _authenticate(server, session, envelope, mechanism, auth_data) -> AuthResult:
    login, password = auth_data.login.decode(), auth_data.password.decode()
    return AuthResult(success=(login, password) == (USER, PASSWORD), handled=False)


async def _serve(folder: Path, context: ssl.SSLContext, ports: list[int]) -> None:
    loop, mailbox = asyncio.get_running_loop(), Mailbox(folder)

    def speaker(**options: object) -> SMTP:
        return SMTP(mailbox, hostname="mail.example", enable_SMTPUTF8=True, loop=loop, **options)  # type: ignore[arg-type]

    class Refusing(asyncio.Protocol):
        def connection_made(self, transport) -> None:
            transport.write(b"421 4.3.2 too busy\r\n")
            transport.close()

    makers = {
        "starttls": lambda: speaker(tls_context=context, authenticator=_authenticate),
        "plain": lambda: speaker(authenticator=_authenticate, auth_require_tls=False),
        "tls": lambda: speaker(authenticator=_authenticate, auth_require_tls=False),
        "silent": asyncio.Protocol,
        "refusing": Refusing,
    }
    servers = []
    for kind, port in itertools.zip_longest(KINDS, ports, fillvalue=0):
        secured = context if kind == "tls" else None
        servers.append(await loop.create_server(makers[kind], "127.0.0.1", port, ssl=secured, family=socket.AF_INET))
    print(json.dumps({k: s.sockets[0].getsockname()[1] for k, s in zip(KINDS, servers, strict=True)}), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(sys.argv[2], sys.argv[3])
    asyncio.run(_serve(Path(sys.argv[1]), tls, [int(port) for port in sys.argv[4:]]))
