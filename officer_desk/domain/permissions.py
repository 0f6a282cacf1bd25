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
    FILE_SIGNED = "file-signed"
    SUPERVISE = "supervise"
    TAKE_OVER = "take-over"
    ASSIGN = "assign"
    ASK_SUPERVISOR = "ask-supervisor"
    ANSWER = "answer"
    LOOK_AGAIN = "look-again"
    """Be the second officer of a decision."""
    SETTLE_LOOK = "settle-look"
    """Decide where first and second officer disagree."""
    REPORT = "report"
    FOLLOW_TRACE = "follow-trace"


_RECEPTION = frozenset(
    {
        Task.VIEW,
        Task.PRINT,
        Task.REPLACE_PICTURE,
        Task.IMPORT,
        Task.SEND_MESSAGE,
        Task.FILE_SIGNED,
        Task.ASK_SUPERVISOR,
        Task.LOOK_AGAIN,
    }
)
_AT_THE_FILES = frozenset(
    {
        Task.REPLACE_PICTURE,
        Task.SEND_MESSAGE,
        Task.TAKE_OVER,
        Task.ASSIGN,
        Task.ASK_SUPERVISOR,
        Task.ANSWER,
        Task.LOOK_AGAIN,
        Task.SETTLE_LOOK,
    }
)
"""What only those do who also decide files."""
PERMITTED: dict[Role, frozenset[Task]] = {
    Role.RECEPTION: _RECEPTION,
    Role.SUPERVISOR: _RECEPTION
    | _AT_THE_FILES
    | {
        Task.VERIFY_TRACE,
        Task.EXPORT_TRACE,
        Task.PAUSE_MESSAGES,
        Task.SUPERVISE,
        Task.REPORT,
        Task.FOLLOW_TRACE,
    },
    Role.ADMINISTRATOR: frozenset(Task) - _AT_THE_FILES,
}


def demand(role: Role, task: Task) -> None:
    """Raise `Refused("may-not")` when the role may not do it."""
    if task not in PERMITTED[role]:
        raise Refused("may-not", act=task)
