# SPDX-License-Identifier: Apache-2.0
"""Which places the pictures of a file have: one for each role, or of a change the one in use beside the new one."""

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QLabel

from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_day, local
from officer_desk.domain.records import DeclarationRecord, Difference, PictureRecord
from officer_desk.domain.values import Kind, PictureRole
from officer_desk.views import theme
from officer_desk.views.actions import cap
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.picture_words import choices_of, role_label, role_name, roles_of
from officer_desk.views.widgets import KeyCap


class BlinkHint(Ground):
    """Says under two pictures that they can be shown in turns, which finds small differences."""

    def __init__(self) -> None:
        super().__init__("mat")
        icon = QLabel()
        icon.setPixmap(theme.pixmap("eye", "ink2", 15))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 8)
        row.setSpacing(8)
        row.addWidget(icon)
        row.addWidget(KeyCap(cap("blink")))
        row.addWidget(Words(translate("PicturePairs", "shows old and new in turns, in the same place."), "muted"), 1)
        self.hide()


@dataclass(frozen=True, slots=True)
class Place:
    """One place: what stands above it, the picture there, and what is said without one."""

    role: PictureRole
    label: str
    picture: PictureRecord | None
    old: bool = False
    """The picture in use: it is looked at, and never marked, added or replaced."""
    note: str = ""
    words: str = ""


def places_of(record: DeclarationRecord) -> list[Place]:
    """Give the places of a file in the order in which they are shown."""
    present = {picture.role: picture for picture in record.pictures}
    roles = roles_of(record)
    if record.declared.kind is not Kind.CHANGE:
        return [Place(role, role_label(role, record), present.get(role)) for role in roles]
    moved = {difference.role: difference for difference in record.differences if difference.role is not None}
    found: list[Place] = []
    for role in roles:
        found += [_in_use(role, record, moved.get(role)), _asked(role, record, present.get(role))]
    return found


def pages_of(places: list[Place]) -> list[list[int]]:
    """Give the places that stand alone together: one each; of several pairs the two of a pair."""
    if len(places) > 2 and any(place.old for place in places):
        return [[index, index + 1] for index in range(0, len(places), 2)]
    return [[index] for index in range(len(places))]


def choices(places: list[Place], record: DeclarationRecord) -> list[tuple[str, str]]:
    """Give key and word of each choice above the pictures."""
    roles = list(dict.fromkeys(place.role for place in places))
    if len(roles) != 1 or not places[0].old:
        return choices_of(roles, record)
    return [
        ("0", translate("PicturePairs", "Old and new")),
        ("1", translate("PicturePairs", "Old")),
        ("2", translate("PicturePairs", "New")),
    ]


def _in_use(role: PictureRole, record: DeclarationRecord, difference: Difference | None) -> Place:
    name = role_name(role, record)
    done = record.changed_at is not None
    label = translate("PicturePairs", "{name} before") if done else translate("PicturePairs", "{name} in use")
    if difference is None:
        words = translate("PicturePairs", "The new picture is the one that the account uses already.")
        return Place(role, label.format(name=name), None, old=True, words=words)
    picture = difference.old_picture
    if picture is None:
        words = translate("PicturePairs", "The account has no such picture yet.")
        return Place(role, label.format(name=name), None, old=True, words=words)
    shown = () if record.account is None else record.account.pictures
    since = next((held.since for held in shown if held.picture.sha256 == picture.sha256), picture.added_at)
    note = translate("PicturePairs", "since {day}").format(day=format_day(local(since).date()))
    return Place(role, label.format(name=name), picture, old=True, note=note)


def _asked(role: PictureRole, record: DeclarationRecord, picture: PictureRecord | None) -> Place:
    done = record.changed_at is not None
    label = translate("PicturePairs", "{name} now") if done else translate("PicturePairs", "{name} asked for")
    return Place(role, label.format(name=role_name(role, record)), picture)
