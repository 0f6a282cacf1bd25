# SPDX-License-Identifier: Apache-2.0
"""What is different between the file that the officer saw and the file as it is now."""

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_clock
from officer_desk.domain.records import AccountRecord, DeclarationRecord
from officer_desk.domain.values import Kind, PictureRole
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.errors import Conflict
from officer_desk.views.change_words import account_state
from officer_desk.views.file_parts import phone_groups
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


def account_moved(seen: DeclarationRecord, now: DeclarationRecord) -> bool:
    """Say whether the account that a change is about is no longer as it was shown."""
    if now.declared.kind is not Kind.CHANGE or now.state not in UNDECIDED:
        return False
    return _version(seen) != _version(now)


def account_moved_words(seen: DeclarationRecord, now: DeclarationRecord) -> tuple[str, str]:
    """Say who moved the account and when, and what is other in it now."""
    account = now.account
    if account is None or not account.steps:
        head = translate("WhatMoved", "The account is no longer there.")
    else:
        step = account.steps[0]
        head = translate("WhatMoved", "The account was just changed by {name}, {time}, file {number}.").format(
            name=step.officer_name, time=format_clock(step.at), number=step.declaration_number
        )
    advice = translate("WhatMoved", "Look at what is new, then decide again. What was typed stays.")
    return head, " ".join((*_account_lines(seen.account, account), advice))


def _version(record: DeclarationRecord) -> int:
    return 0 if record.account is None else record.account.version


def _account_lines(seen: AccountRecord | None, now: AccountRecord | None) -> list[str]:
    if now is None:
        return []
    if seen is None:
        return [translate("WhatMoved", "This code has an account now.")]
    values = (
        (translate("ChangeTable", "Full name"), seen.full_name, now.full_name),
        (translate("ChangeTable", "ID number"), seen.id_number, now.id_number),
        (translate("ChangeTable", "Phone"), phone_groups(seen.phone), phone_groups(now.phone)),
        (translate("ChangeTable", "E-mail"), seen.email or "–", now.email or "–"),
        (translate("ChangeTable", "Contact address"), seen.address_text, now.address_text),
        (translate("WhatMoved", "Account"), account_state(seen.status), account_state(now.status)),
    )
    lines = [f"{name}: {old} → {new}." for name, old, new in values if old != new]
    had = {shown.picture.role: shown.picture.sha256 for shown in seen.pictures}
    other = [shown.picture.role for shown in now.pictures if had.get(shown.picture.role) != shown.picture.sha256]
    if other:
        lines.append(translate("WhatMoved", "New pictures: {names}.").format(names=texts.picture_roles(other)))
    return lines


def who_moved(now: DeclarationRecord, because: Conflict | None) -> str:
    """Name who changed the file."""
    by = None if because is None else because.facts.get("by")
    if isinstance(by, str) and by:
        return by
    if now.fresh_look is not None:
        return translate("WhatMoved", "somebody else")
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
    """Say who changed the file or the account that it is about, and what is new."""
    if account_moved(seen, now) and seen.version == now.version:
        return account_moved_words(seen, now)
    head = translate("DeclarationPage", "The file was just changed by {name}.").format(name=who_moved(now, because))
    advice = translate("DeclarationPage", "Look at what is new, then record again. What was typed stays.")
    return head, " ".join((*what_moved(seen, now), advice))
