# SPDX-License-Identifier: Apache-2.0
"""Whose files a number names that was scanned at the counter: in every office, the undecided ones first."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import ScannedFile
from officer_desk.models.tables import Declaration
from officer_desk.services.context import Context

_MOST = 20


def find(session: Session, context: Context, numbers: Sequence[str]) -> tuple[ScannedFile, ...]:
    """Give the files whose số hồ sơ, mã số BHXH or paper has one of these numbers; looking takes nothing in hand."""
    demand(context.actor.role, Task.VIEW)
    D = Declaration  # noqa: N806 - as the other lists name it
    named = or_(D.number.in_(numbers), D.insurance_code.in_(numbers), D.id_number.in_(numbers))
    order = (D.decided_at.is_not(None), D.submitted_at.desc(), D.id.desc())
    columns = (D.id, D.number, D.decided_at)
    rows = session.execute(select(*columns).where(named, D.purged_at.is_(None)).order_by(*order).limit(_MOST))
    return tuple(ScannedFile(row.id, row.number, row.decided_at is not None) for row in rows)
