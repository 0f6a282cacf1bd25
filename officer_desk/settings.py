# SPDX-License-Identifier: Apache-2.0
"""One frozen settings object: defaults, then `settings.toml` in the data folder, then the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from officer_desk.errors import Refused

_PREFIX = "OFFICER_DESK_"


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
    chosen = data_dir or _usual_folder(environment)
    settings = Settings(chosen.expanduser().absolute())
    file = settings.data_dir / "settings.toml"
    given = _read(file) if file.is_file() else {}
    for name, value in given.items():
        settings = _with(settings, name, value)
    for field in fields(Settings)[1:]:
        value = environment.get(_PREFIX + field.name.upper())
        if value is not None:
            settings = _with(settings, field.name, value)
    return settings


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
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("setting-broken", name=file.name, value=str(error)) from error


_ALLOWED = {"language": {"vi", "en"}, "theme": {"light", "dark"}}


def _with(settings: Settings, name: str, value: object) -> Settings:
    known = {field.name for field in fields(Settings)} - {"data_dir"}
    if name not in known:
        raise Refused("setting-unknown", name=name)
    wanted: object = value
    if name == "registry_max_days":
        if isinstance(value, bool) or not str(value).isdigit():
            raise Refused("setting-broken", name=name, value=value)
        wanted = int(str(value))
    elif not isinstance(value, str) or value not in _ALLOWED.get(name, {value}):
        raise Refused("setting-broken", name=name, value=value)
    return replace(settings, **{name: wanted})
