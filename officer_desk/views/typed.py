# SPDX-License-Identifier: Apache-2.0
"""What an officer types for a file, and how it is written down as a draft. Without widgets."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from officer_desk.domain.calendar import day_of, format_clock, format_time
from officer_desk.domain.values import Verdict


@dataclass(frozen=True, slots=True)
class Typed:
    """What an officer ticked and typed for one file: kept as a draft when he goes away."""

    reasons: dict[Verdict, tuple[str, ...]] = field(default_factory=dict[Verdict, tuple[str, ...]])
    notes: dict[Verdict, str] = field(default_factory=dict[Verdict, str])

    def __bool__(self) -> bool:
        """Whether there is anything to keep."""
        return any(self.reasons.values()) or any(self.notes.values())


def as_text(typed: Typed) -> str:
    """Write what was typed as JSON."""
    held = {"reasons": {str(v): list(r) for v, r in typed.reasons.items()}, "notes": dict(typed.notes)}
    return json.dumps(held, ensure_ascii=False)


def from_text(text: str) -> Typed:
    """Read what was typed; of what another version of the program wrote, as much as can be read."""
    try:
        held = json.loads(text)
        reasons = {Verdict(v): tuple(str(one) for one in r) for v, r in held.get("reasons", {}).items()}
        return Typed(reasons, {Verdict(v): str(note) for v, note in held.get("notes", {}).items()})
    except (ValueError, AttributeError, TypeError):
        return Typed()


def kept_at(at: datetime, now: datetime) -> str:
    """Say when something was kept: the day only when it is not today."""
    return format_clock(at) if day_of(at) == day_of(now) else format_time(at)
