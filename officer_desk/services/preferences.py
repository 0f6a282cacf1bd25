# SPDX-License-Identifier: Apache-2.0
"""How an officer likes his screens: read at sign-in, written when he changes something. Never a citizen's value."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.errors import Refused
from officer_desk.models.tables import Preference
from officer_desk.services.context import Context

_MOST = 8000
"""Characters of one preference; a screen that wants more has a fault."""


def mine(session: Session, context: Context) -> dict[str, dict[str, Any]]:
    """Give all preferences of the actor by name."""
    found = select(Preference).where(Preference.officer_id == context.actor.officer_id)
    return {kept.name: kept.value for kept in session.scalars(found)}


def put(session: Session, context: Context, name: str, value: Mapping[str, Any]) -> None:
    """Keep one preference of the actor; an empty one is forgotten."""
    if len(json.dumps(value)) > _MOST:
        raise Refused("preference-too-long", name=name)
    kept = session.get(Preference, (context.actor.officer_id, name))
    if kept is not None and value:
        kept.value = dict(value)
    elif kept is not None:
        session.delete(kept)
    elif value:
        session.add(Preference(officer_id=context.actor.officer_id, name=name, value=dict(value)))
