# SPDX-License-Identifier: Apache-2.0
"""What is different between the file that the officer saw and the file as it is now."""

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import DeclarationRecord
from officer_desk.errors import Conflict


def what_moved(seen: DeclarationRecord, now: DeclarationRecord) -> list[str]:
    """Give one short sentence for each thing that moved."""
    moved: list[str] = []
    if seen.state is not now.state:
        words = translate("WhatMoved", "Status: {old} → {new}.")
        moved.append(words.format(old=texts.state(seen.state), new=texts.state(now.state)))
    if seen.received_at != now.received_at and seen.state is now.state:
        moved.append(translate("WhatMoved", "The citizen has come."))
    before = {picture.role: picture.sha256 for picture in seen.pictures}
    new = [picture.role for picture in now.pictures if before.get(picture.role) != picture.sha256]
    if new:
        moved.append(translate("WhatMoved", "New pictures: {names}.").format(names=texts.picture_roles(new)))
    if seen.declared != now.declared:
        moved.append(translate("WhatMoved", "The declared data changed."))
    return moved


def who_moved(now: DeclarationRecord, because: Conflict | None) -> str:
    """Name who changed the file."""
    by = None if because is None else because.facts.get("by")
    if isinstance(by, str) and by:
        return by
    acts = (entry for entry in now.history if entry.act != "view")
    newest = max(acts, key=lambda entry: entry.at, default=None)
    return translate("WhatMoved", "somebody else") if newest is None else newest.full_name
