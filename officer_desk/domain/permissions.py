# SPDX-License-Identifier: Apache-2.0
"""What a role may do beside the acts of the workflow table."""

from enum import StrEnum

from officer_desk.domain.values import Role
from officer_desk.errors import Refused


class Task(StrEnum):
    """A thing to do at the desk that is not an act of the workflow."""

    VIEW = "view"
    PRINT = "print"
    REPLACE_PICTURE = "replace-picture"
    IMPORT = "import"
    LOAD_REGISTRY = "load-registry"
    LOAD_OFFICES = "load-offices"
    MANAGE_OFFICERS = "manage-officers"
    MANAGE_SETTINGS = "manage-settings"
    VERIFY_TRACE = "verify-trace"
    EXPORT_TRACE = "export-trace"
    BACK_UP = "back-up"
    SEND_MESSAGE = "send-message"
    PAUSE_MESSAGES = "pause-messages"


_RECEPTION = frozenset({Task.VIEW, Task.PRINT, Task.REPLACE_PICTURE, Task.IMPORT, Task.SEND_MESSAGE})
PERMITTED: dict[Role, frozenset[Task]] = {
    Role.RECEPTION: _RECEPTION,
    Role.SUPERVISOR: _RECEPTION | {Task.VERIFY_TRACE, Task.EXPORT_TRACE, Task.PAUSE_MESSAGES},
    Role.ADMINISTRATOR: frozenset(Task) - {Task.REPLACE_PICTURE, Task.SEND_MESSAGE},
}


def demand(role: Role, task: Task) -> None:
    """Raise `Refused("may-not")` when the role may not do it."""
    if task not in PERMITTED[role]:
        raise Refused("may-not", act=task)
