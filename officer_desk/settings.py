# SPDX-License-Identifier: Apache-2.0
"""One frozen settings object: defaults, then `settings.toml` in the data folder, then the environment."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from officer_desk.errors import Refused

_PREFIX = "OFFICER_DESK_"
_WHOLE = re.compile("[0-9]{1,9}")
"""A number as a setting may be: no digits of other scripts, and not more than can be read."""


ALL_OFFICES = "all"
"""What `signed_form_offices` says instead of naming every one."""


def office_codes(text: str) -> tuple[str, ...]:
    """Give the codes of a list that is separated by commas."""
    return tuple(code for part in text.split(",") if (code := part.strip()))


@dataclass(frozen=True, slots=True)
class Settings:
    """What an office can set; each is also read from the environment as OFFICER_DESK_NAME."""

    data_dir: Path
    """Folder of the database, pictures, key, logs and the office's own texts."""
    language: str = "vi"
    """"vi" or "en": language of screens and of the command line."""
    theme: str = "light"
    """"light" or "dark"."""
    registry_max_days: int = 3
    """Days after which the HGĐ extract is too old to be asked."""
    form_template: str = "form01_dk_gd"
    """The version of Form 01 that is chosen first."""
    undo_seconds: int = 20
    """How long a decision can be taken back before its messages go out and its account is activated."""
    remind_day: int = 8
    """The day of the ten on which a citizen who has not come is reminded once; 0: never."""
    supplement_days: int = 10
    """Calendar days for bringing what was asked of a citizen who came."""
    idle_minutes: int = 15
    """Minutes without a key or click after which the screen is covered; 0: never."""
    second_look_percent: int = 2
    """The share of decisions by lot that a second officer looks at afresh; 0: none by lot."""
    second_look_rules: str = "yes"
    """"yes": decisions under a rule (near name, shared phone or picture, …) are looked at afresh too; "no"."""
    signed_form_offices: str = ""
    """Offices that approve a registration only with its signed form or a reason why not: codes separated by commas,
    "all"; empty: none insists."""
    backup_keep_days: int = 30
    """How long the office keeps a backup: so long the destroyed data of an expired file may live on in one."""
    scan_device: str = ""
    """The scanner that is chosen first, by the name under which the system knows it; empty: the first one found."""
    scan_folder: str = ""
    """A folder into which a scanner writes files; empty: none."""
    mail_url: str = ""
    """Where e-mail goes: `smtp://user:password@host:587`, `smtps://…`, or a folder; empty: nowhere yet."""
    mail_from: str = ""
    """Sender of e-mail; empty: the user of `mail_url`."""
    sms_url: str = ""
    """Where SMS go: `http(s)://…` of a gateway, or a folder; empty: nowhere yet."""
    sms_method: str = "POST"
    """HTTP method of the SMS gateway: "POST", "PUT" or "GET"."""
    sms_headers: str = "Content-Type: application/json"
    """Headers of the request, one a line; `{token}`, `{id}` are filled in."""
    sms_body: str = '{"id": {id}, "to": {phone}, "text": {text}}'
    """Body of the request: `{id}`, `{phone}`, `{text}`, `{sender}`, `{token}` are filled in, quoted as the
    Content-Type demands (JSON strings, or URL-encoded in forms); in a GET it is the query."""
    sms_sender: str = ""
    """Brand name that the gateway shows as the sender."""
    sms_token: str = ""
    """Secret of the gateway."""

    def insists_on_signed(self, office_code: str) -> bool:
        """Say whether an office approves registrations only with the signed form at hand."""
        return self.signed_form_offices == ALL_OFFICES or office_code in office_codes(self.signed_form_offices)

    @property
    def database_path(self) -> Path:
        """The SQLite file."""
        return self.data_dir / "desk.db"

    @property
    def key_path(self) -> Path:
        """The office's key, outside the database."""
        return self.data_dir / "office.key"

    @property
    def log_path(self) -> Path:
        """The rotating log."""
        return self.data_dir / "logs" / "desk.log"


def load(data_dir: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings of a data folder; a wrong value is refused by name (`Refused("setting-broken")`)."""
    settings = Settings(place(data_dir, environment))
    file = settings.data_dir / "settings.toml"
    given = _read(file) if file.is_file() else {}
    for name, value in given.items():
        settings = _with(settings, name, value)
    for field in fields(Settings)[1:]:
        value = environment.get(_PREFIX + field.name.upper())
        if value is not None:
            settings = _with(settings, field.name, value)
    return settings


def place(data_dir: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """Give the data folder that is meant, whatever its settings say."""
    return (data_dir or _usual_folder(environment)).expanduser().absolute()


def _usual_folder(environment: Mapping[str, str]) -> Path:
    given = environment.get(_PREFIX + "DATA_DIR")
    if given:
        return Path(given)
    import platformdirs  # noqa: PLC0415 - only where nobody names a folder: it costs time before the first paint

    return Path(platformdirs.user_data_dir("officer-desk", appauthor=False))


def _read(file: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - only where an office has settings of its own

    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        # Not only what tomllib and the decoder say: numbers of thousands of digits and nesting without end, too.
        raise Refused("setting-broken", name=file.name, value=str(error)) from error


_ALLOWED = {
    "language": {"vi", "en"},
    "theme": {"light", "dark"},
    "sms_method": {"POST", "PUT", "GET"},
    "second_look_rules": {"yes", "no"},
}
_RANGES = {
    "registry_max_days": (1, 365),
    "undo_seconds": (0, 300),
    "remind_day": (0, 10),
    "supplement_days": (1, 90),
    "idle_minutes": (0, 240),
    "second_look_percent": (0, 100),
    "backup_keep_days": (1, 3650),
}


def _with(settings: Settings, name: str, value: object) -> Settings:
    if name not in {field.name for field in fields(Settings)} - {"data_dir"}:
        raise Refused("setting-unknown", name=name)
    return replace(settings, **{name: checked(name, value)})


def checked(name: str, value: object) -> str | int:
    """Give a setting's value if it is allowed; raises `Refused("setting-broken")` or ("setting-range")."""
    if name in _RANGES:
        if isinstance(value, bool) or not _WHOLE.fullmatch(str(value)):
            raise Refused("setting-broken", name=name, value=value)
        least, most = _RANGES[name]
        if not least <= int(str(value)) <= most:
            raise Refused("setting-range", name=name, value=value, least=least, most=most)
        return int(str(value))
    if not isinstance(value, str) or value not in _ALLOWED.get(name, {value}):
        raise Refused("setting-broken", name=name, value=value)
    return value


def bounds(name: str) -> tuple[int | None, int | None]:
    """Give the least and the most of a setting that is a number."""
    return _RANGES.get(name, (None, None))


class SettingsSource:
    """The settings as they are now: `settings.toml` is read again when somebody has changed it."""

    def __init__(self, opened_with: Settings, environment: Mapping[str, str]) -> None:
        """Start from the settings with which the office was opened."""
        self._settings: Settings = opened_with
        self._environment: Mapping[str, str] = environment
        self._file: Path = opened_with.data_dir / "settings.toml"
        self._seen: tuple[int, int] | None = self._stamp()

    def current(self) -> Settings:
        """Give the settings; a file that became broken meanwhile changes nothing."""
        stamp = self._stamp()
        if stamp != self._seen:
            self._seen = stamp
            with suppress(Refused, OSError):
                self._settings = load(self._file.parent, self._environment)
        return self._settings

    def fixed(self) -> frozenset[str]:
        """Give the settings that the environment decides, whatever settings.toml says."""
        return frozenset(f.name for f in fields(Settings)[1:] if _PREFIX + f.name.upper() in self._environment)

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size
