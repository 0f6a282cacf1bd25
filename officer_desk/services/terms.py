# SPDX-License-Identifier: Apache-2.0
"""How a file stands against its days: the ten, those of a supplement, or those for bringing it back."""

from datetime import date

from officer_desk.domain import deadlines
from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import HgdReply
from officer_desk.domain.values import Condition, HgdAnswer, State
from officer_desk.models.tables import Declaration
from officer_desk.services.context import Context


def waits_for_supplement(declaration: Declaration) -> bool:
    """Say whether a citizen who came still has to bring something."""
    came = declaration.received_at is not None and declaration.supplement_asked_at is not None
    return came and declaration.state is State.INCOMPLETE


def term(context: Context, declaration: Declaration) -> tuple[date, int | None, Condition]:
    """Give last day, days left and Tình trạng: of the ten days, or of the supplement where that is what counts."""
    stopped = declaration.received_at is not None or declaration.decided_at is not None
    today = day_of(context.now)
    due, left, condition = deadlines.standing(declaration.clock_from, stopped, today)
    asked = declaration.supplement_asked_at
    if asked is not None and waits_for_supplement(declaration):
        due = deadlines.supplement_due_on(asked, context.settings.supplement_days)
        left = (due - today).days
    return due, left, condition


def restore_until(context: Context, declaration: Declaration) -> date | None:
    """Give the last day on which an expired file can be brought back; None where it cannot (any more)."""
    expired = declaration.expired_at
    if expired is None or declaration.purged_at is not None or not deadlines.can_restore(expired, context.now):
        return None
    return deadlines.restore_until(expired)


def not_asked(context: Context) -> HgdReply:
    """Give what stands for HGĐ's answer about a destroyed file: nobody is left to ask about."""
    source = context.gateways.households.source()
    return HgdReply("", "", HgdAnswer.CANNOT_ASK, None, source, context.now, why="destroyed")
