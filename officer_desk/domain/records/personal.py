# SPDX-License-Identifier: Apache-2.0
"""What belongs to one officer: his drafts, and the lists that he takes along."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """What was typed for a file and not recorded; `text` is the screen's own JSON."""

    declaration_id: int
    text: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class ExportReport:
    """A list that was written to a file. `whole` is False when it was stopped: then there is no file."""

    rows: int
    whole: bool
