# SPDX-License-Identifier: Apache-2.0
"""Form 01 through a real print server of the test's own: CUPS on a loopback port, and a printer that is a socket."""

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
import zxingcpp

from officer_desk import resources
from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways.printers import PrinterInfo, Printers
from officer_desk.gateways.texts import TextLibrary
from officer_desk.printing import form01, payload, press, wording
from officer_desk.printing.batch import Order
from tests.printing import form_samples as declarations

CUPSD_CONF = """
Listen 127.0.0.1:{port}
LogLevel warn
Browsing Off
DefaultAuthType None
WebInterface No
PreserveJobHistory Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""
CUPS_FILES_CONF = """
ServerRoot {folder}/etc
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/run
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
User lp
Group lp
SystemGroup root
"""


class Sink:
    """A network printer: keeps every job that it is sent."""

    def __init__(self) -> None:
        """Listen on a port of its own."""
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        self.jobs: list[bytes] = []
        self._thread = threading.Thread(target=self._take, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        with socket.create_connection(("127.0.0.1", self.port)) as last:
            last.sendall(b"")
        self._thread.join(5)
        self._server.close()

    def _take(self) -> None:
        while True:
            connection, _ = self._server.accept()
            with connection:
                received = bytearray()
                while block := connection.recv(65536):
                    received += block
            if not received:
                return
            self.jobs.append(bytes(received))


class Office(NamedTuple):
    """The print server under test."""

    printers: Printers
    sink: Sink


def _missing() -> str:
    wanted = ("cupsd", "lp", "lpstat", "lpadmin", "cupsdisable")
    absent = [program for program in wanted if not Path(_path(program)).is_absolute()]
    if absent:
        return f"not installed: {', '.join(absent)} (Debian: apt-get install cups cups-client)"
    return ""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Start CUPS with the queues HP-Quay3 (ready, the default) and HP-Quay4."""
    if reason := _missing():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("cups")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    server = subprocess.Popen(_prepared(folder, port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    patch = pytest.MonkeyPatch()
    patch.setenv("CUPS_SERVER", f"127.0.0.1:{port}")
    sink = Sink()
    try:
        _eventually(lambda: "is running" in _cups("lpstat", "-r"))
        for queue in ("HP-Quay3", "HP-Quay4"):
            _cups("lpadmin", "-p", queue, "-E", "-v", f"socket://127.0.0.1:{sink.port}", "-m", "raw")
        _cups("lpadmin", "-d", "HP-Quay3")
        yield Office(Printers(), sink)
    finally:
        server.terminate()
        server.wait(10)
        sink.close()
        patch.undo()


def test_a_printed_form_arrives_complete_and_its_code_can_be_read(office: Office) -> None:
    form = form01.render(declarations.form_data(), declarations.load_wording())
    before = len(office.sink.jobs)
    job = office.printers.send(form, "HP-Quay3", 1, "00090/2026/00101")
    _eventually(lambda: office.printers.outcome(job) == "done")
    _eventually(lambda: len(office.sink.jobs) == before + 1)
    arrived = office.sink.jobs[-1]
    assert arrived == form
    page = pypdfium2.PdfDocument(arrived)[0].render(scale=200 / 72).to_pil()
    codes = [found.text for found in zxingcpp.read_barcodes(page)]
    assert [payload.read(text, declarations.KEY) for text in codes] == [("00090/2026/00101", 1)]


def test_a_paused_printer_is_reported_as_paused_and_prints_when_it_goes_on(office: Office) -> None:
    form = form01.render(declarations.form_data(), declarations.load_wording())
    _cups("cupsdisable", "HP-Quay4")
    assert PrinterInfo("HP-Quay4", "paused", is_default=False) in office.printers.available()
    before = len(office.sink.jobs)
    job = office.printers.send(form, "HP-Quay4", 1, "00090/2026/00101")
    assert office.printers.outcome(job) == "paused"
    assert len(office.sink.jobs) == before
    _cups("cupsenable", "HP-Quay4")
    _eventually(lambda: office.printers.outcome(job) == "done")
    _eventually(lambda: office.sink.jobs[before:] == [form])


def test_many_forms_reach_the_printer_as_one_job_each_with_its_own_code(office: Office) -> None:
    made = tuple(
        declarations.form_data(declarations.declared(number=f"{place:05d}/2026/00101")) for place in range(1, 13)
    )
    template = wording.TEMPLATES[0]
    sources = wording.sources(TextLibrary(resources.folder()).read, template)
    found = press.press(Order(made, template, sources, slip=False), lambda: None, lambda: False)
    assert found is not None
    before = len(office.sink.jobs)
    job = office.printers.send(found.pdf, "HP-Quay3", 1, "12 tờ khai", {"sides": "one-sided"})
    _eventually(lambda: office.printers.outcome(job) == "done")
    _eventually(lambda: len(office.sink.jobs) == before + 1)
    document = pypdfium2.PdfDocument(office.sink.jobs[-1])
    pages = [page.render(scale=200 / 72, grayscale=True).to_pil() for page in document]
    codes = [zxingcpp.read_barcode(page) for page in pages]
    read = [payload.read(code.text, declarations.KEY) for code in codes if code is not None]
    assert read == [(data.declared.number, 1) for data in made]


def test_a_cancelled_job_is_not_called_printed(office: Office) -> None:
    _cups("cupsdisable", "HP-Quay4")
    job = office.printers.send(b"%PDF-1.3 nothing", "HP-Quay4", 1, "00090/2026/00101")
    _cups("cancel", f"{job.printer}-{job.number}")
    assert office.printers.outcome(job) == "failed"
    _cups("cupsenable", "HP-Quay4")


def test_the_default_printer_comes_first_with_its_state(office: Office) -> None:
    assert office.printers.available() == (
        PrinterInfo("HP-Quay3", "ready", is_default=True),
        PrinterInfo("HP-Quay4", "ready", is_default=False),
    )


@pytest.mark.parametrize("name", ["khong-co", "-o", "a b", "x/y", ""])
def test_an_unknown_printer_is_refused_by_name(office: Office, name: str) -> None:
    with pytest.raises(Refused, match="printer-unknown"):
        office.printers.send(b"%PDF-1.3", name, 1, "00090/2026/00101")


def test_a_printer_that_takes_no_jobs_says_so(office: Office) -> None:
    _cups("cupsreject", "HP-Quay4")
    with pytest.raises(Refused, match="printer-not-accepting"):
        office.printers.send(b"%PDF-1.3", "HP-Quay4", 1, "00090/2026/00101")
    _cups("cupsaccept", "HP-Quay4")


def test_without_a_server_the_printing_system_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("lpstat") is None:
        pytest.skip("not installed: lpstat (Debian: apt-get install cups-client)")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{port}")
    with pytest.raises(Unavailable, match="no-printing-system"):
        Printers().available()
    with pytest.raises(Unavailable, match="no-printing-system"):
        Printers().send(b"%PDF-1.3", "HP-Quay3", 1, "00090/2026/00101")


def test_without_the_programs_the_printing_system_is_unavailable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="no-printing-system"):
        Printers().available()


def _prepared(folder: Path, port: int) -> list[str]:
    """Write the server's configuration; it works as the user lp, so that the folders above must let it pass."""
    for name in ("etc", "spool/tmp", "cache", "run", "log"):
        (folder / name).mkdir(parents=True)
    (folder / "etc/cupsd.conf").write_text(CUPSD_CONF.format(port=port))
    (folder / "etc/cups-files.conf").write_text(CUPS_FILES_CONF.format(folder=folder))
    for path in (folder, *folder.rglob("*")) if os.geteuid() == 0 else ():
        if path.name != "etc" and path.parent.name != "etc":
            shutil.chown(path, "lp", "lp")
    for parent in (folder, *folder.parents):
        if os.geteuid() == 0 and parent.owner() == "root" and parent.is_relative_to("/tmp"):
            parent.chmod(parent.stat().st_mode | 0o011)
    return [_path("cupsd"), "-f", "-c", str(folder / "etc/cupsd.conf"), "-s", str(folder / "etc/cups-files.conf")]


def _path(program: str) -> str:
    """Find a program; a server's programs are not on everybody's path."""
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or program


def _cups(program: str, *arguments: str) -> str:
    ended = subprocess.run(
        [_path(program), *arguments],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    return ended.stdout + ended.stderr


def _eventually(condition: Callable[[], bool], patience: float = 20.0) -> None:
    """Look again until the print server, which is another process, has done it."""
    pause = threading.Event()
    until = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < until, "the print server did not get there"
        pause.wait(0.05)
