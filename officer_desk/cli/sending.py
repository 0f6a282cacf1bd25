# SPDX-License-Identifier: Apache-2.0
"""The command that sends the outbox without a window: once, or until it is stopped."""

import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict

import click

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.cli.common import local_administrator, opened, say_json
from officer_desk.errors import Unavailable
from officer_desk.office import OpenOffice
from officer_desk.services import delivery, outbox
from officer_desk.services.delivery import DeliveryReport

_REST_SECONDS = 2.0


def commands() -> dict[str, click.Command]:
    """Give the commands by name."""
    return {
        "deliver": click.Command(
            "deliver",
            callback=_deliver,
            help=translate(
                "CommandLine",
                "Send what waits in the outbox, and go on until stopped; with --once end when nothing is due.",
            ),
            params=[
                click.Option(["--once"], is_flag=True, help=translate("CommandLine", "Send what is due, then end.")),
                click.Option(["--json", "as_json"], is_flag=True, help=translate("CommandLine", "Write JSON.")),
            ],
        )
    }


class _Stoppable:
    """A delivery under way: a signal stops it between two messages, or cuts the one that hangs."""

    def __init__(self) -> None:
        self.cancelled = False
        self._stop = threading.Event()

    def progress(self, done: int, total: int) -> None:
        """Tell nobody: what was done is said at the end."""

    def stop(self, *_signal: object) -> None:
        self.cancelled = True
        self._stop.set()

    def rest(self) -> None:
        self._stop.wait(_REST_SECONDS)


def _deliver(once: bool, as_json: bool) -> int:
    job = _Stoppable()
    with opened(click.get_current_context()) as office, _until_stopped(job.stop):
        _warn(office)
        total = delivery.deliver(job, office, until_empty=True) if once else _stay(job, office)
    numbers = {key: value for key, value in asdict(total).items() if key != "written"}
    if as_json:
        say_json(numbers)
    else:
        text = translate("CommandLine", "Sent: {sent}. To be tried again: {again}. Failed: {failed}. Waiting: {left}.")
        click.echo(text.format(**numbers))
    return 1 if once and total.failed else 0


def _stay(job: _Stoppable, office: OpenOffice) -> DeliveryReport:
    """Send until stopped; what passes by itself (a held database, a full disk) ends nothing."""
    total, said = DeliveryReport(), ""
    while not job.cancelled:
        try:
            total, said = _sum(total, delivery.deliver(job, office, until_empty=True)), ""
        except Unavailable as trouble:
            text = texts.sentence(trouble)
            if text != said:
                click.echo(translate("CommandLine", "{trouble} It is tried again.").format(trouble=text), err=True)
            said = text
        job.rest()
    return total


def _warn(office: OpenOffice) -> None:
    """Say beforehand why nothing, or not everything, will go out."""
    settings = office.settings
    unset = [name for name in ("mail_url", "sms_url") if not str(getattr(settings, name)).strip()]
    if unset:
        text = translate("CommandLine", "Messages cannot go out: {channels} not set. Set mail_url, sms_url.")
        click.echo(text.format(channels=", ".join(unset)), err=True)
    for trouble in delivery.closed(office):
        click.echo(f"{trouble.facts['name']}: {texts.sentence(trouble)}", err=True)
    if office.ask(office.context(local_administrator()), lambda session, _context: outbox.is_paused(session)):
        click.echo(translate("CommandLine", "Sending is paused."), err=True)


def _sum(before: DeliveryReport, more: DeliveryReport) -> DeliveryReport:
    return DeliveryReport(before.sent + more.sent, before.again + more.again, before.failed + more.failed, more.left)


@contextmanager
def _until_stopped(stop: Callable[..., None]) -> Generator[None]:
    """Let SIGTERM and Ctrl+C end the work cleanly."""
    before = {which: signal.signal(which, stop) for which in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)
