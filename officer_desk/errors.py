# SPDX-License-Identifier: Apache-2.0
"""Errors sorted by who has to act: the officer, the environment, or (anything else) the developers."""

from collections.abc import Mapping


class DeskError(Exception):
    """A reason in kebab-case and the facts of the case; `texts.sentence` turns it into words."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts: Mapping[str, object] = facts

    def __str__(self) -> str:
        """Give the reason alone: facts may be personal data, and errors end up in logs."""
        return self.reason


class Refused(DeskError):
    """The desk's rules do not allow it; the officer can do something about it."""


class Conflict(DeskError):
    """The file is no longer as the officer saw it; he has to look again."""


class Unavailable(DeskError):
    """Something outside the program (disk, registry, printer) does not answer."""
