# SPDX-License-Identifier: Apache-2.0
"""What the doctor found."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warning", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: how it stands, and in one sentence what was found and what to do."""

    check: str
    """"folder" · "disk" · "database" · "key" · "pictures" · "trace" · "outbox" · "clock" · "registry" · "printers" ·
    "fonts" · "texts" · "backup"."""
    level: Level
    text: str
