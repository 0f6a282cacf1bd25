# SPDX-License-Identifier: Apache-2.0
"""The closed sets of words that the desk works with; their texts on the screen are in `texts`."""

from enum import StrEnum


class Role(StrEnum):
    """What an officer is at the desk."""

    RECEPTION = "reception"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Kind(StrEnum):
    """Loại đăng ký."""

    REGISTRATION = "registration"
    CHANGE = "change"
    CHILD = "child"


class Channel(StrEnum):
    """Where the citizen declared."""

    VSSID = "vssid"
    PORTAL = "portal"
    COUNTER = "counter"
    MOBILE = "mobile"


class IdentityKind(StrEnum):
    """The paper that proves who the citizen is."""

    CCCD = "cccd"
    CMND = "cmnd"
    PASSPORT = "passport"
    BIRTH_CERTIFICATE = "birth_certificate"


class PictureRole(StrEnum):
    """What a picture of a file shows, in the order in which the desk shows them."""

    PORTRAIT = "portrait"
    IDENTITY_FRONT = "identity_front"
    IDENTITY_BACK = "identity_back"
    BIRTH_CERTIFICATE = "birth_certificate"


class State(StrEnum):
    """Trạng thái: where a file is in its processing."""

    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    INCOMPLETE = "incomplete"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Condition(StrEnum):
    """Tình trạng: how a file stands against its ten days; derived from times, never stored."""

    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    STOPPED = "stopped"


class Verdict(StrEnum):
    """Đánh giá hồ sơ: what the officer finds."""

    VALID = "valid"
    INVALID = "invalid"
    INCOMPLETE = "incomplete"


class HgdAnswer(StrEnum):
    """What the household registry (HGĐ) says of a code and a name."""

    MATCH = "match"
    NAME_DIFFERS = "name-differs"
    NOT_FOUND = "not-found"
    CANNOT_ASK = "cannot-ask"


class CellVerdict(StrEnum):
    """How what a picture, the registry or the account says stands to what it is compared with."""

    MATCH = "match"
    """The same, letter by letter."""
    NORMALISED = "match-after-normalising"
    """The same but for how it is written: capitals, accents that the source cannot hold, short forms."""
    CLOSE = "close"
    """Not the same; one slip of the hand apart."""
    DIFFERS = "differs"
    CANNOT_TELL = "cannot-tell"
    """One of the two says nothing, or nothing that can be relied on."""


class MessageChannel(StrEnum):
    """How a message reaches the citizen."""

    SMS = "sms"
    EMAIL = "email"


class Queue(StrEnum):
    """The ready-made lists at the side."""

    ALL = "all"
    MINE = "mine"
    """Assigned to who looks, or a supervisor answered his question."""
    QUESTIONS = "questions"
    """Questions to a supervisor."""
    SECOND_LOOK = "second_look"
    """Decisions that wait for a second officer; for a supervisor also the disagreements."""
    WAITING = "waiting"
    DUE_SOON = "due_soon"
    INCOMPLETE = "incomplete"
    SUPPLEMENT_OVERDUE = "supplement_overdue"
    EXPIRED = "expired"
    """Files that can still be brought back."""
    CHANGES = "changes"
    DONE_TODAY = "done_today"
