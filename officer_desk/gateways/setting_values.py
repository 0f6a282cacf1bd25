# SPDX-License-Identifier: Apache-2.0
"""The settings as an administrator edits them: which, within which bounds, and with their secrets masked."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from officer_desk import settings as office_rules
from officer_desk.domain.codes import is_office_code
from officer_desk.domain.records import SettingValue
from officer_desk.errors import Refused
from officer_desk.settings import Settings

MASK = "••••••"
RULES = (
    "undo_seconds",
    "remind_day",
    "supplement_days",
    "registry_max_days",
    "second_look_percent",
    "second_look_rules",
    "signed_form_offices",
    "backup_keep_days",
    "idle_minutes",
    "form_template",
)
"""Terms and screens."""
PAPERS = ("scan_device", "scan_folder")
"""Scanning."""
WAYS = (
    "mail_url",
    "mail_from",
    "sms_url",
    "sms_method",
    "sms_headers",
    "sms_body",
    "sms_sender",
    "sms_token",
)
"""How messages leave."""
EDITED = RULES + PAPERS + WAYS
ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        "data_dir": "named when the program is started; everything else lies in it",
        "language": "chosen on the sign-in window",
        "theme": "each officer's own",
    }
)
"""Settings without a field on the page, and why."""
PLAIN = frozenset({*RULES, "sms_method"})
"""What the trace may tell as it is."""
_FORMS = ("form01_dk_gd", "form01_vbhn_5236")
_LONGEST = 2000


def shown(settings: Settings, own: frozenset[str]) -> tuple[SettingValue, ...]:
    """Give what the page shows; `own`: the names that settings.toml holds."""
    usual = {field.name: str(field.default) for field in fields(Settings) if field.name in EDITED}
    return tuple(
        SettingValue(name, _masked(settings, name), usual[name], name in own, *office_rules.bounds(name))
        for name in EDITED
    )


def checked(settings: Settings, typed: Mapping[str, str]) -> dict[str, Any]:
    """Give the values to keep; masked secrets become what they were. Every refusal carries `name`."""
    wanted: dict[str, Any] = {}
    for name, text in typed.items():
        if name not in EDITED:
            raise Refused("setting-unknown", name=name)
        wanted[name] = office_rules.checked(name, _unmasked(settings, name, text.strip()))
        _demand_shape(name, wanted[name])
    _demand_secrets_stay(settings, typed, wanted)
    _demand_sendable(replace(settings, **wanted), typed)
    return wanted


def _masked(settings: Settings, name: str) -> str:
    value = str(getattr(settings, name))
    if name == "sms_token":
        return MASK if value else ""
    password = _password(value) if name in {"mail_url", "sms_url"} else ""
    return value.replace(f":{password}@", f":{MASK}@", 1) if password else value


def _unmasked(settings: Settings, name: str, text: str) -> str:
    if MASK not in text:
        return text
    kept = str(getattr(settings, name))
    return text.replace(MASK, kept if name == "sms_token" else _password(kept), 1)


def _demand_secrets_stay(settings: Settings, typed: Mapping[str, str], wanted: Mapping[str, Any]) -> None:
    """Refuse to give a secret that nobody typed to another server than the one it belongs to."""
    for name in ("mail_url", "sms_url"):
        former, now = _host(str(getattr(settings, name))), _host(str(wanted.get(name, "")))
        if not former or not now or former == now:
            continue
        if MASK in typed[name]:
            raise Refused("setting-secret-elsewhere", name=name)
        if name == "sms_url" and settings.sms_token and MASK in typed.get("sms_token", MASK):
            raise Refused("setting-secret-elsewhere", name="sms_token")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _password(url: str) -> str:
    try:
        return urlsplit(url).password or ""
    except ValueError:
        return ""


def _demand_shape(name: str, value: Any) -> None:
    if isinstance(value, str) and len(value) > _LONGEST:
        raise Refused("setting-broken", name=name, value=f"> {_LONGEST}")
    if isinstance(value, str) and name not in {"sms_body", "sms_headers"} and not value.isprintable():
        raise Refused("setting-broken", name=name, value="\\n")
    if name == "form_template" and value not in _FORMS:
        raise Refused("setting-broken", name=name, value=value)
    if name == "signed_form_offices":
        _demand_offices(name, value)
    if name == "scan_folder" and value and not Path(value).expanduser().is_dir():
        raise Refused("setting-scan-folder", name=name)
    if name == "mail_from" and value and ("@" not in parseaddr(value)[1] or "," in value):
        raise Refused("setting-address", name=name)
    if name in {"mail_url", "sms_url"} and value and "://" not in value and not Path(value).expanduser().is_absolute():
        raise Refused("setting-way", name=name, known=_known_ways(name))


def _demand_offices(name: str, value: str) -> None:
    broken = [code for code in office_rules.office_codes(value) if not is_office_code(code)]
    if broken and value != office_rules.ALL_OFFICES:
        raise Refused("setting-offices", name=name, value=broken[0])


def _demand_sendable(candidate: Settings, typed: Mapping[str, str]) -> None:
    """Let those who send read the whole of it, as they will when a message goes out."""
    from officer_desk.gateways.mail import open_mail  # noqa: PLC0415 - only where settings are changed
    from officer_desk.gateways.sms import open_sms  # noqa: PLC0415 - the same

    clock = _Clock()
    for opening, first in ((open_mail, "mail_url"), (open_sms, "sms_url")):
        if not any(name.startswith(first[:4]) for name in typed):
            continue
        try:
            opening(candidate, clock)
        except Refused as refused:
            name = str(refused.facts.get("name", first))
            if name in {"mail_url", "sms_url"}:
                raise Refused("setting-way", name=name, known=_known_ways(name)) from refused
            raise Refused(refused.reason, **{**refused.facts, "name": name}) from refused


def _known_ways(name: str) -> str:
    return "smtp://…, smtps://…" if name == "mail_url" else "http://…, https://…"


class _Clock:
    """Opening a way asks for no time; a trial would not care for it."""

    def now(self) -> datetime:
        """Give the machine's time zero."""
        return datetime.fromtimestamp(0, UTC)
