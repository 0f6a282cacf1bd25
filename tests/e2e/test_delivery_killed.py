# SPDX-License-Identifier: Apache-2.0
"""Two dispatchers at once, and dispatchers that are killed: nothing lost, nothing sent twice at once."""

import multiprocessing
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest

from officer_desk.services.outbox import LEASE
from tests import building as b
from tests.e2e import child_dispatcher
from tests.servers import outgoing as out
from tests.servers.running import Certificates, MailServer, SmsServer, mail_server, sms_server

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

KILLS, SOAK_KILLS = 10, 200
_LONGEST = 60.0


@pytest.fixture(scope="module")
def context() -> multiprocessing.context.ForkServerContext:
    """Give a server that has imported the program and forks a process for each run."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.e2e.child_dispatcher"])
    return made


@pytest.fixture(scope="module")
def mails(tmp_path_factory) -> Iterator[MailServer]:
    certificates = Certificates(tmp_path_factory.mktemp("certificates"))
    with mail_server(tmp_path_factory.mktemp("mailbox"), certificates) as running:
        yield running


@pytest.fixture
def gateway(tmp_path) -> Iterator[SmsServer]:
    with sms_server(tmp_path / "gateway-log") as running:
        yield running


def test_two_dispatchers_share_the_work_and_never_send_a_message_twice(
    office, officer, clock, context, gateway
) -> None:
    out.set_up(office, sms_url=gateway.url)
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    out.queue(office, officer, record, *["0900000200"] * 40)
    both = [_start(context, office, clock) for _ in range(2)]
    for process, _ in both:
        process.join(_LONGEST)
        assert process.exitcode == 0
    shares = [told.get() for _, told in both]
    assert sum(shares) == 40
    assert min(shares) > 0
    sent = Counter(str(line["key"]) for line in gateway.requests())
    assert set(sent.values()) == {1}
    assert set(sent) == {message.message_id for message in out.messages(office)}


def test_what_is_killed_ten_times_is_sent_whole_and_by_its_id_once(
    office, officer, clock, context, gateway, mails
) -> None:
    _kill_and_read(KILLS, random.Random(7), office, officer, clock, context, gateway, mails)


@pytest.mark.soak
def test_what_is_killed_two_hundred_times_is_sent_whole_and_by_its_id_once(
    office, officer, clock, context, gateway, mails
) -> None:
    seed = time.time_ns()
    print("seed", seed)
    _kill_and_read(SOAK_KILLS, random.Random(seed), office, officer, clock, context, gateway, mails)


def _kill_and_read(kills, dice, office, officer, clock, context, gateway, mails) -> None:
    url = f"smtp://127.0.0.1:{mails.ports['plain']}"
    out.set_up(office, sms_url=gateway.url, mail_url=url, mail_from="desk@example.vn")
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    killed = 0
    while killed < kills:
        out.queue(office, officer, record, *["0900000200", "mai@example.com"] * 4)
        killed += _killed(dice, context, office, clock, gateway)
        clock.moment += LEASE
        if killed % KILLS == 0:
            calm, _told = _start(context, office, clock)
            calm.join(_LONGEST)
            assert calm.exitcode == 0
    _nothing_lost(office, gateway, mails, kills)


def _killed(dice, context, office, clock, gateway) -> bool:
    """Kill a dispatcher some requests after its beginning and some time after that; False when it was over by then."""
    process, _told = _start(context, office, clock)
    until_lines, end = len(gateway.lines()) + dice.randrange(6), time.monotonic() + _LONGEST
    while len(gateway.lines()) < until_lines and process.is_alive() and time.monotonic() < end:
        process.join(0.001)
    process.join(dice.uniform(0, 0.02))
    process.kill()
    process.join(_LONGEST)
    return process.exitcode == -signal.SIGKILL


def _nothing_lost(office, gateway, mails, kills) -> None:
    messages = out.messages(office)
    assert {message.status for message in messages} == {"sent"}
    wanted = {message.message_id for message in messages}
    texts = [str(line["key"]) for line in gateway.requests()]
    letters = [mail["Message-ID"].strip("<>").partition("@")[0] for mail in mails.letters()]
    ours = [key for key in letters if key in wanted]
    assert set(texts) | set(ours) == wanted
    assert not set(texts) & set(ours)
    # SMTP and HTTP cannot promise more than one repeat for each crash, under the same id.
    assert len(texts) + len(ours) <= len(wanted) + kills
    assert len({tried[0] for tried in out.attempts(office)}) == len(wanted)
    assert all(outcome == "sent" for _, outcome, _ in out.attempts(office))


def _start(context, office, clock):
    folder, moment = str(office.settings.data_dir), (clock.moment + timedelta(seconds=1)).isoformat()
    told = context.SimpleQueue()  # its own: whoever is killed may hold its lock for ever
    process = context.Process(target=child_dispatcher.work, args=(folder, moment, told))
    process.start()
    return process, told
