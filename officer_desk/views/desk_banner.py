# SPDX-License-Identifier: Apache-2.0
"""The banner under the top bar: what is wrong with the desk as a whole, one thing at a time, until it is solved."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import MessageRow, MessagesPage
from officer_desk.domain.values import MessageChannel, Role
from officer_desk.views import message_words
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.sidebar import WAYS, Place, count_words
from officer_desk.views.widgets import Button

PATIENCE = 8
"""So often a message may be tried in vain before the desk says so: with the pauses between, it is an hour."""
_MAY_SET_UP = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the desk: why HGĐ cannot be asked, and the outbox with the messages that wait."""

    registry: Exception | None
    outbox: MessagesPage | None
    role: Role


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is wrong, and the page on which it is put right."""

    tone: str
    head: str
    text: str
    place: Place | None = None
    status: str | None = None
    """Of the messages that are to be shown, or a section of the settings."""


class DeskBanner(MessageStrip):
    """Shows the worst of what is known."""

    wanted = Signal(object, object)
    """A page (Place), and the status of messages to show there."""

    def __init__(self) -> None:
        self._known: Known | None = None
        super().__init__()
        self._shown: Condition | None = None
        self._place: Place | None = None
        self._on_file = False

    def changeEvent(self, event: QEvent) -> None:
        """Say it anew in another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._known is not None:
            self._shown = None
            self.show_known(self._known)

    def show_place(self, place: Place | None, *, on_file: bool) -> None:
        """Say nothing of failed messages above the page on which they stand, and offer no way to where one is.

        Above an open file the room belongs to the evidence: the rail marks failed messages in red.
        """
        self._place, self._on_file = place, on_file
        if self._known is not None:
            self._shown = None
            self.show_known(self._known)

    def show_known(self, known: Known) -> None:
        """Show the worst, or nothing where nothing is wrong."""
        self._known = known
        quiet = self._on_file or self._place is Place.MESSAGES
        worst = next((one for one in conditions(known) if not (quiet and one.status == "failed")), None)
        if worst is not None and worst == self._shown:
            return
        self._shown = worst
        if worst is None:
            self.clear()
            return
        self.line.show_message(worst.tone, worst.head, worst.text, "triangle-alert" if worst.tone == "red" else None)
        self.show()
        if worst.place is not None and worst.place is not self._place:
            button = Button(_way_words(worst))
            button.clicked.connect(lambda: self.wanted.emit(worst.place, worst.status))
            self.line.add_action(button)


def conditions(known: Known) -> Iterator[Condition]:
    """Give what is wrong, worst first: nobody can be served, nobody is told, somebody was not told."""
    if known.registry is not None:
        yield Condition("amber", translate("MainWindow", "HGĐ cannot be asked."), texts.sentence(known.registry))
    outbox = known.outbox
    if outbox is None:
        return
    waiting = {channel: [row for row in outbox.rows if row.channel is channel] for channel in MessageChannel}
    if known.role in _MAY_SET_UP:
        yield from (_unset(channel, rows, known.role) for channel, rows in waiting.items() if _is_unset(outbox, rows))
    if outbox.paused:
        text = _wait(outbox.counts.get("queued", 0))
        yield Condition("amber", translate("DeskBanner", "Sending of messages is paused."), text, Place.MESSAGES)
    if failed := outbox.counts.get("failed", 0):
        yield _failed(failed)
    for channel, rows in waiting.items():
        if not outbox.paused and outbox.ways.get(channel) == "retrying" and any(r.tries >= PATIENCE for r in rows):
            yield _down(channel, rows)


def _is_unset(outbox: MessagesPage, rows: list[MessageRow]) -> bool:
    return bool(rows) and outbox.ways.get(rows[0].channel) == "unset"


def _unset(channel: MessageChannel, rows: list[MessageRow], role: Role) -> Condition:
    head = translate("DeskBanner", "{channel} is not set up.").format(channel=message_words.channel(channel))
    if role is Role.ADMINISTRATOR:
        return Condition("amber", head, _wait(len(rows)), Place.SETTINGS, WAYS)
    text = translate("DeskBanner", "The administrator sets it up under «Settings».")
    return Condition("amber", head, f"{_wait(len(rows))} {text}", Place.MESSAGES, "queued")


def _failed(count: int) -> Condition:
    head = translate("DeskBanner", "{count} messages could not be sent.").format(count=count_words(count))
    if count == 1:
        head = translate("DeskBanner", "1 message could not be sent.")
    text = translate("DeskBanner", "Look at the reason, correct the address and send again.")
    return Condition("red", head, text, Place.MESSAGES, "failed")


def _down(channel: MessageChannel, rows: list[MessageRow]) -> Condition:
    words = translate("DeskBanner", "{channel} has not gone out for more than an hour.")
    text = translate("DeskBanner", "It is tried again by itself.")
    head = words.format(channel=message_words.channel(channel))
    return Condition("amber", head, f"{_wait(len(rows))} {text}", Place.MESSAGES, "queued")


def _wait(count: int) -> str:
    if count == 1:
        return translate("DeskBanner", "1 message waits.")
    return translate("DeskBanner", "{count} messages wait.").format(count=count_words(count))


def _way_words(condition: Condition) -> str:
    if condition.place is Place.SETTINGS:
        return translate("DeskBanner", "Open «Settings»")
    if condition.status == "failed":
        return translate("DeskBanner", "Look at them")
    return translate("DeskBanner", "Open «Messages»")
