# SPDX-License-Identifier: Apache-2.0
"""What an office edits of the program: its own data, texts for citizens, reasons, forms, and the settings.

Texts and settings are files of the data folder. Each save is one act: the trace keeps the digests before and after,
and the file is written last, so that a write that fails takes the trace back with it.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

import tomlkit
from sqlalchemy import select
from sqlalchemy.orm import Session
from tomlkit.exceptions import TOMLKitError

from officer_desk.domain import contact
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import (
    AssigningDraft,
    AssigningRule,
    MessagesDraft,
    MessageText,
    OfficeDraft,
    OfficeRecord,
    OfficeText,
    OfficeTextDraft,
    ReasonGroup,
    ReasonsDraft,
    SettingValue,
)
from officer_desk.domain.values import Role
from officer_desk.errors import Conflict, Refused
from officer_desk.gateways import setting_values
from officer_desk.gateways.disk import private_folder, read_text, write_whole
from officer_desk.gateways.texts import (
    ASSIGNING,
    MESSAGES,
    NAMED,
    REASONS,
    check_part,
    check_reason,
    parse_assigning,
    parse_messages,
    parse_reasons,
)
from officer_desk.models.tables import Office, Officer
from officer_desk.printing import guidance, wording
from officer_desk.services.context import Context
from officer_desk.services.steps import already_done, trace

FORMS = (*(f"forms/{key}.toml" for key in wording.TEMPLATES), wording.SLIP_FILE, guidance.FILE)
"""The wording files that an office edits, in the order in which they are shown."""
NO_FILE = "-"
"""In the trace: there was no own file before, or is none after."""


# --- the office's own data ---------------------------------------------------------------------------------------


def change_office(session: Session, context: Context, draft: OfficeDraft) -> OfficeRecord:
    """Change how the office is called and where it is found; it stands in messages and on printed pages."""
    demand(context.actor.role, Task.MANAGE_SETTINGS)
    office = session.get(Office, draft.code)
    if office is None:
        raise Refused("office-unknown", code=draft.code)
    if not already_done(session, context):
        wanted = {
            "name": contact.office_name(draft.name),
            "address": contact.office_address(draft.address),
            "phone": contact.office_phone(draft.phone),
        }
        changed = sorted(name for name, value in wanted.items() if getattr(office, name) != value)
        for name in changed:
            setattr(office, name, wanted[name])
        if changed:
            trace(session, context, "change-office", office.code, {"changed": changed})
    return OfficeRecord(office.code, office.name, office.parent_code, None, office.address, office.phone)


# --- texts -------------------------------------------------------------------------------------------------------


def text_of(session: Session, context: Context, name: str) -> OfficeText:
    """Give a data file as it is in force; `Refused("text-unknown")`."""
    demand(context.actor.role, Task.MANAGE_SETTINGS)
    _demand_known(name)
    return _in_force(context, name)


def messages(session: Session, context: Context) -> tuple[OfficeText, tuple[MessageText, ...]]:
    """Give the message texts, occasion by occasion; those that the office's copy lacks come from the shipped file."""
    found = text_of(session, context, MESSAGES)
    library = context.gateways.texts
    known = {**parse_messages(library.read_shipped(MESSAGES)), **parse_messages(found.text)}
    return found, tuple(MessageText(name, t.sms, t.subject, t.email) for name, t in known.items())


def reasons(session: Session, context: Context) -> tuple[OfficeText, tuple[ReasonGroup, ...]]:
    """Give the catalogue of reasons, group by group, in the order of the file."""
    found = text_of(session, context, REASONS)
    groups: dict[tuple[str, str], list[str]] = {}
    shipped = parse_reasons(context.gateways.texts.read_shipped(REASONS))
    # A copy that the office made before a heading existed has not got it.
    for verdict, records in {**shipped, **parse_reasons(found.text)}.items():
        for record in records:
            groups.setdefault((verdict, record.group), []).append(record.text)
    return found, tuple(ReasonGroup(verdict, group, tuple(texts)) for (verdict, group), texts in groups.items())


def save_messages(session: Session, context: Context, draft: MessagesDraft) -> OfficeText:
    """Put message texts in force; comments and other occasions of the file stay as they are."""
    found = text_of(session, context, MESSAGES)
    document = tomlkit.parse(found.text)
    for text in draft.texts:
        table = tomlkit.table()
        for part in ("sms", "subject", "email"):
            words = check_part(text.occasion, part, cast("str", getattr(text, part)))
            table[part] = tomlkit.string(f"\n{words}\n", multiline=True) if part == "email" else words
        document[text.occasion] = table
    return _save(session, context, OfficeTextDraft(MESSAGES, tomlkit.dumps(document), draft.seen_digest))


def save_reasons(session: Session, context: Context, draft: ReasonsDraft) -> OfficeText:
    """Put a catalogue in force; `Refused("reasons-none")`, ("reason-twice"), ("reason-empty"), ("reason-too-long")."""
    demand(context.actor.role, Task.MANAGE_SETTINGS)
    document = tomlkit.document()
    for verdict in dict.fromkeys(group.verdict for group in draft.groups):
        seen: set[str] = set()
        tables = tomlkit.aot()
        for group in (g for g in draft.groups if g.verdict == verdict):
            words = [check_reason(reason) for reason in group.reasons]
            _demand_single(words, seen)
            table = tomlkit.table()
            table["group"] = check_reason(group.group)
            table["reasons"] = tomlkit.array().multiline(multiline=True)
            table["reasons"].extend(words)  # pyright: ignore[reportAttributeAccessIssue,reportUnknownMemberType] - an array
            tables.append(table)
        if not seen:
            raise Refused("reasons-none")
        document[verdict] = tables
    if missing := set(parse_reasons(context.gateways.texts.read_shipped(REASONS))) - set(document):
        raise Refused("reasons-none", what=", ".join(sorted(missing)))
    return _save(session, context, OfficeTextDraft(REASONS, tomlkit.dumps(document), draft.seen_digest))


def assigning(session: Session, context: Context) -> tuple[OfficeText, tuple[AssigningRule, ...]]:
    """Give the rules by which new files are assigned, kind by kind."""
    found = text_of(session, context, ASSIGNING)
    return found, tuple(parse_assigning(found.text).values())


def save_assigning(session: Session, context: Context, draft: AssigningDraft) -> OfficeText:
    """Put rules in force; comments stay. `Refused`: "assigning-names", "assigning-officer" (with `name`)."""
    found = text_of(session, context, ASSIGNING)
    document = tomlkit.parse(found.text)
    for rule in draft.rules:
        document[rule.kind.value] = _named(session, rule) if rule.how == NAMED else rule.how
    text = tomlkit.dumps(document)
    parse_assigning(text)
    return _save(session, context, OfficeTextDraft(ASSIGNING, text, draft.seen_digest))


def save_form(session: Session, context: Context, draft: OfficeTextDraft) -> OfficeText:
    """Put the wording of a form in force, if it can be read as the printer reads it ("form-wording-broken")."""
    demand(context.actor.role, Task.MANAGE_SETTINGS)
    if draft.name not in FORMS:
        raise Refused("text-unknown", name=draft.name)
    check_form(context.gateways.texts.read, draft.name, draft.text)
    return _save(session, context, draft)


def restore(session: Session, context: Context, name: str, seen_digest: str) -> OfficeText:
    """«Về bản gốc»: take the office's own copy away; the shipped text is in force again."""
    demand(context.actor.role, Task.MANAGE_SETTINGS)
    _demand_known(name)
    found = _in_force(context, name)
    own = context.gateways.texts.own(name)
    if own is None or already_done(session, context):
        return _in_force(context, name)
    _demand_seen(found, seen_digest)
    trace(session, context, "restore-text", name, {"before": found.digest, "after": NO_FILE})
    try:
        own.unlink()
    except OSError as error:
        raise Refused("file-unwritable", offender=own.name) from error
    return _in_force(context, name)


def check_form(read: Callable[[str], str], name: str, text: str) -> None:
    """Read a wording as the printer does; raises `Refused("form-wording-broken")`, ("form-unknown")."""

    def reading(wanted: str) -> str:
        return text if wanted == name else read(wanted)

    if name == guidance.FILE:
        guidance.load(reading)
    elif name == wording.SLIP_FILE:
        wording.parse_slip(text)
    else:
        wording.load(reading, Path(name).stem)


# --- settings ----------------------------------------------------------------------------------------------------


def values(session: Session, context: Context) -> tuple[SettingValue, ...]:
    """Give every setting that an office edits, as it is in force; secrets are masked."""
    demand(context.actor.role, Task.MANAGE_SETTINGS)
    own = _settings_file(context)[1]
    return setting_values.shown(context.settings, frozenset(own))


def save_values(session: Session, context: Context, typed: Mapping[str, str]) -> tuple[SettingValue, ...]:
    """Put settings in force, all or none; comments of settings.toml stay. A masked secret that comes back is kept.

    Refused: what `settings.checked` refuses, "setting-way", "setting-address", "setting-headers",
    "setting-placeholder"; each with `name`.
    """
    demand(context.actor.role, Task.MANAGE_SETTINGS)
    text, document = _settings_file(context)
    wanted = setting_values.checked(context.settings, typed)
    changed = {name: value for name, value in wanted.items() if getattr(context.settings, name) != value}
    if changed and not already_done(session, context):
        for name, value in changed.items():
            document[name] = value
        # Addresses and secrets are no business of the trace; numbers and choices are.
        facts = {name: value if name in setting_values.PLAIN else "…" for name, value in changed.items()}
        after = tomlkit.dumps(document)
        # Keyed: the file holds secrets, and a plain digest would let somebody try them one by one.
        keyed = context.gateways.keys.digest
        digests = {"before": keyed("settings", text) if text else NO_FILE, "after": keyed("settings", after)}
        trace(session, context, "change-settings", "settings.toml", {"changed": facts, **digests})
        write_whole(context.settings.data_dir / "settings.toml", after.encode())
    return setting_values.shown(replace(context.settings, **wanted), frozenset(document))


def tried(session: Session, context: Context, channel: str, address: str, outcome: str) -> None:
    """Trace that a trial message went out, to whom only as a digest."""
    demand(context.actor.role, Task.MANAGE_SETTINGS)
    facts = {"channel": channel, "outcome": outcome, "to": context.gateways.keys.digest("address", address)}
    trace(session, context, "try-sending", "settings.toml", facts)


def _settings_file(context: Context) -> tuple[str, tomlkit.TOMLDocument]:
    path = context.settings.data_dir / "settings.toml"
    text = read_text(path) if path.is_file() else ""
    try:
        return text, tomlkit.parse(text)
    except TOMLKitError as error:
        raise Refused("settings-file-broken", what=str(error)) from error


# --- steps -------------------------------------------------------------------------------------------------------


def _save(session: Session, context: Context, draft: OfficeTextDraft) -> OfficeText:
    """Write a whole text that was checked: the trace first, the file last."""
    found = _in_force(context, draft.name)
    if already_done(session, context) or found.text == draft.text:
        return found
    _demand_seen(found, draft.seen_digest)
    before = found.digest if found.own else NO_FILE
    trace(session, context, "change-text", draft.name, {"before": before, "after": _digest(draft.text)})
    path = context.settings.data_dir / draft.name
    private_folder(path.parent)
    write_whole(path, draft.text.encode())
    return OfficeText(draft.name, draft.text, own=True, digest=_digest(draft.text))


def _in_force(context: Context, name: str) -> OfficeText:
    library = context.gateways.texts
    text = library.read(name)
    return OfficeText(name, text, library.own(name) is not None, _digest(text))


def _demand_known(name: str) -> None:
    if name not in {MESSAGES, REASONS, ASSIGNING, *FORMS}:
        raise Refused("text-unknown", name=name)


def _named(session: Session, rule: AssigningRule) -> list[str]:
    """Give the user names of a rule, each once; all are officers in use who decide files."""
    names = list(dict.fromkeys(name.strip().lower() for name in rule.names if name.strip()))
    if not names:
        raise Refused("assigning-names")
    for name in names:
        officer = session.scalar(select(Officer).where(Officer.user_name == name))
        if officer is None or not officer.active or officer.role is Role.ADMINISTRATOR:
            raise Refused("assigning-officer", name=name)
    return names


def _demand_seen(found: OfficeText, seen_digest: str) -> None:
    if found.digest != seen_digest:
        raise Conflict("text-changed")


def _demand_single(words: list[str], seen: set[str]) -> None:
    for reason in words:
        if reason.casefold() in seen:
            raise Refused("reason-twice", what=reason)
        seen.add(reason.casefold())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
