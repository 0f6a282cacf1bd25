# SPDX-License-Identifier: Apache-2.0
"""Who has a file in hand, and what another officer typed for it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A live claim: who has the file in hand. `fence` is what his acts carry; `mine`: it is the window that asks."""

    declaration_id: int
    fence: int
    mine: bool
    officer_id: int
    officer_name: str
    counter: str | None
    until: datetime


@dataclass(frozen=True, slots=True)
class OtherDraft:
    """What somebody else typed for a file and has not recorded; `text` is the screen's own JSON."""

    officer_id: int
    officer_name: str
    text: str
    saved_at: datetime
