# SPDX-License-Identifier: Apache-2.0
"""Starting the servers, each in a process of its own, and reading what they took."""

import email.policy
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

import trustme

_HERE = Path(__file__).parent


@dataclass
class Certificates:
    """An authority of the office's own, a server's certificate from it, and an authority that nobody knows."""

    folder: Path
    authority: Path = field(init=False)
    stranger: Path = field(init=False)
    certificate: Path = field(init=False)
    key: Path = field(init=False)

    def __post_init__(self) -> None:
        ca = trustme.CA()
        self.authority, self.stranger = self.folder / "ca.pem", self.folder / "stranger.pem"
        self.certificate, self.key = self.folder / "server.pem", self.folder / "server.key"
        ca.cert_pem.write_to_path(str(self.authority))
        trustme.CA().cert_pem.write_to_path(str(self.stranger))
        issued = ca.issue_cert("localhost", "127.0.0.1")
        self.certificate.write_bytes(b"".join(pem.bytes() for pem in issued.cert_chain_pems))
        issued.private_key_pem.write_to_path(str(self.key))


@dataclass
class MailServer:
    """A running SMTP server: its ports by kind, its mailbox."""

    process: subprocess.Popen[str]
    ports: dict[str, int]
    mailbox: Path
    arguments: Sequence[str]

    def letters(self, message_id: str | None = None) -> list[EmailMessage]:
        """Give what it took, in order; of one message or of all."""
        found = [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in sorted(self.mailbox.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        ]
        return [mail for mail in found if message_id is None or mail["Message-ID"].startswith(f"<{message_id}@")]

    def kill(self) -> None:
        """Kill it with -9."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()

    def start_again(self) -> None:
        """Start it again on the same ports."""
        again = _start([*self.arguments, *map(str, self.ports.values())])
        self.process, self.ports = again, json.loads(_line(again))


@dataclass
class SmsServer:
    """A running gateway: its URL, and what it was asked."""

    url: str
    secure_url: str
    log: Path

    def lines(self) -> list[dict[str, object]]:
        """Give its log."""
        # The last line may be half written just now.
        return [json.loads(line) for line in self.log.read_text().splitlines(keepends=True) if line.endswith("\n")]

    def requests(self, key: str | None = None) -> list[dict[str, object]]:
        """Give the requests of one message or of all."""
        return [line for line in self.lines() if line["at"] == "begin" and key in {None, line["key"]}]


@contextmanager
def mail_server(folder: Path, certificates: Certificates) -> Iterator[MailServer]:
    """Run an SMTP server that keeps its mail in the folder."""
    folder.mkdir(exist_ok=True)
    arguments = ["mail_server.py", str(folder), str(certificates.certificate), str(certificates.key)]
    process = _start(arguments)
    server = MailServer(process, json.loads(_line(process)), folder, arguments)
    try:
        yield server
    finally:
        server.kill()


@contextmanager
def sms_server(log: Path, certificates: Certificates | None = None) -> Iterator[SmsServer]:
    """Run an SMS gateway that writes the log; with certificates it speaks HTTPS too."""
    given = [] if certificates is None else [str(certificates.certificate), str(certificates.key)]
    process = _start(["sms_server.py", str(log), *given])
    ports = json.loads(_line(process))
    try:
        yield SmsServer(f"http://127.0.0.1:{ports['http']}/send", f"https://127.0.0.1:{ports['https']}/send", log)
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def _start(arguments: Sequence[str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "ignore", str(_HERE / arguments[0]), *arguments[1:]]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()
