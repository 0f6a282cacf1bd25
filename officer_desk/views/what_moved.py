# SPDX-License-Identifier: Apache-2.0
"""What is different between the file that the officer saw and the file as it is now."""

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import DeclarationRecord
from officer_desk.domain.values import PictureRole
from officer_desk.errors import Conflict
from officer_desk.views.picture_words import lowered, role_label


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


def picture_moved(before: DeclarationRecord, now: DeclarationRecord, role: PictureRole) -> str:
    """Say which picture was added or replaced."""
    words = (
        translate("DeclarationPage", "Picture {name} was replaced.")
        if role in {picture.role for picture in before.pictures}
        else translate("DeclarationPage", "Picture {name} was added.")
    )
    return words.format(name=lowered(role_label(role, now)))


def moved_words(seen: DeclarationRecord, now: DeclarationRecord, because: Conflict | None) -> tuple[str, str]:
    """Say who changed the file, and what is new."""
    head = translate("DeclarationPage", "The file was just changed by {name}.").format(name=who_moved(now, because))
    advice = translate("DeclarationPage", "Look at what is new, then record again. What was typed stays.")
    return head, " ".join((*what_moved(seen, now), advice))
