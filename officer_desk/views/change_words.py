# SPDX-License-Identifier: Apache-2.0
"""Words for what differs in an account: names of its fields, values as people read them, its state and its steps."""

from collections.abc import Sequence
from dataclasses import replace

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import AccountRecord, DeclarationRecord, Difference
from officer_desk.domain.values import IdentityKind, State
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.views.file_parts import phone_groups


def field_name(difference: Difference) -> str:
    """Name the field that differs."""
    if difference.role is not None:
        return texts.picture_role(difference.role)
    return {
        "full_name": translate("ChangeTable", "Full name"),
        "id_kind": translate("ChangeTable", "Kind of ID paper"),
        "id_number": translate("ChangeTable", "ID number"),
        "phone": translate("ChangeTable", "Phone"),
        "email": translate("ChangeTable", "E-mail"),
        "address": translate("ChangeTable", "Contact address"),
    }[difference.field]


def old_words(difference: Difference) -> str:
    """Give what it was."""
    if difference.role is not None:
        if difference.old_picture is None:
            return translate("ChangeTable", "no picture yet")
        return translate("ChangeTable", "old picture")
    return _value(difference.field, difference.old)


def new_words(difference: Difference) -> str:
    """Give what it is to be, or became."""
    if difference.role is not None:
        if difference.new_picture is None:
            return translate("ChangeTable", "the picture is still missing")
        return translate("ChangeTable", "new picture (at the left)")
    return _value(difference.field, difference.new)


def said(difference: Difference) -> str:
    """Give the whole difference in one line."""
    return f"{field_name(difference)}: {old_words(difference)} → {new_words(difference)}"


def as_confirmed(differences: Sequence[Difference], registry_name: str | None) -> tuple[Difference, ...]:
    """Give the differences as they are applied: a name that was confirmed is written as HGĐ writes it."""
    if registry_name is None:
        return tuple(differences)
    return tuple(replace(d, new=registry_name) if d.field == "full_name" else d for d in differences)


def nothing_words(record: DeclarationRecord) -> tuple[str, str]:
    """Say that a change file changes nothing, and what recording it means."""
    if record.state is State.APPROVED:
        return translate("ChangeTable", "This file changed nothing: the account had everything already."), ""
    head = translate("ChangeTable", "The account has everything that is asked for already.")
    if record.state not in UNDECIDED:
        return head, ""
    account = record.account
    if account is not None and account.status == "suspended" and _changed_by(account, record.id):
        return head, translate(
            "ChangeTable", "This file made it so. Refusing it puts the account back as it was before."
        )
    return head, translate("ChangeTable", "Recording closes the file; the account stays as it is.")


def _changed_by(account: AccountRecord, declaration_id: int) -> bool:
    return any(step.what == "changed" and step.declaration_id == declaration_id for step in account.steps)


def account_state(status: str) -> str:
    """Say how an account stands."""
    return {
        "pending": translate("Account", "waits for activation"),
        "active": translate("Account", "active"),
        "suspended": translate("Account", "suspended"),
        "cancelled": translate("Account", "cancelled"),
    }.get(status, status)


def step_name(what: str) -> str:
    """Say what a step did to an account."""
    return {
        "issued": translate("Account", "Issued"),
        "changed": translate("Account", "Changed"),
        "activated": translate("Account", "Activated"),
        "taken-back": translate("Account", "Put back as it was"),
        "suspended": translate("Account", "Suspended"),
        "restored": translate("Account", "Restored"),
        "cancelled": translate("Account", "Cancelled"),
    }.get(what, what)


def is_live(account: AccountRecord | None) -> bool:
    """Say whether there is an account that a change could change."""
    return account is not None and account.status != "cancelled"


def identity_word(kind: str) -> str:
    """Name an identity paper itself."""
    return {
        IdentityKind.CCCD.value: translate("IdentityPaper", "Citizen ID card"),
        IdentityKind.CMND.value: translate("IdentityPaper", "Old ID card"),
        IdentityKind.PASSPORT.value: translate("IdentityPaper", "Passport"),
        IdentityKind.BIRTH_CERTIFICATE.value: translate("IdentityPaper", "Birth certificate"),
    }.get(kind, kind)


def _value(field: str, value: str) -> str:
    if not value:
        return "–"
    match field:
        case "phone":
            return phone_groups(value)
        case "id_kind":
            return identity_word(value)
        case _:
            return value
