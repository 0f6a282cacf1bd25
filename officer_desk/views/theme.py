# SPDX-License-Identifier: Apache-2.0
"""Colours, fonts, icons and the style sheet of every window: one look, in a light and a dark version."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QBuffer, QByteArray, QDir, QIODevice, QSize, QTemporaryDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QImageReader, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from officer_desk import resources as shipped

if TYPE_CHECKING:
    from officer_desk.domain.values import Condition, State

TEXT_FAMILY = "Be Vietnam Pro"
FIGURES_FAMILY = "Officer Desk Figures"
"""The same letters with digits of one width: every number, code, date, time and phone stands in it."""

_STYLES = ("Regular", "Medium", "SemiBold", "Bold")
_ROLES: Mapping[str, tuple[float, int]] = {
    "clock": (40, 600),
    "hero": (25.5, 700),
    "hero-small": (19.5, 700),
    "big": (22, 600),
    "title": (20, 600),
    "page": (16, 600),
    "section": (13, 600),
    "strong": (11, 600),
    "large": (11, 500),
    "lead": (11, 400),
    "caption": (10, 500),
    "body": (10, 400),
    "button": (10, 500),
    "head": (10, 600),
    "table": (9.5, 400),
    "table-key": (9.5, 500),
    "label": (9, 400),
    "label-head": (9, 600),
    "keycap": (8.5, 500),
}
"""Point size and weight of each kind of text; 1 pt is 4/3 logical pixels."""

# Keyed by the words' values, not by the enumerations: the sign-in window loads nothing of the domain.
_STATES: Mapping[str, tuple[str, str]] = {
    "waiting": ("circle", "waiting"),
    "in_progress": ("ring-disc", "progress"),
    "incomplete": ("file-plus-corner", "incomplete"),
    "approved": ("circle-check", "approved"),
    "rejected": ("octagon-x", "rejected"),
    "expired": ("hourglass", "expired"),
    "withdrawn": ("ban", "waiting"),
}
_CONDITIONS: Mapping[str, tuple[str, str]] = {
    "in_time": ("clock", "ink2"),
    "due_soon": ("alarm-clock", "incomplete"),
    "overdue": ("triangle-alert", "rejected"),
    "stopped": ("pause", "ink2"),
}

_SHEET_IMAGES = {
    "chevron-down": ("chevron-down", "ink2"),
    "chevron-down-off": ("chevron-down", "dis"),
    "chevron-up": ("chevron-up", "ink2"),
    "calendar": ("calendar", "ink2"),
    "check": ("check-bold", "onacc"),
    "check-off": ("check-bold", "dis"),
    "dot": ("dot", "onacc"),
    "dot-off": ("dot", "dis"),
    "chevron-right": ("chevron-right", "ink2"),
    "chevron-left": ("chevron-left", "ink2"),
}
"""Pictures that the style sheet needs as files: their icon and its colour."""


@dataclass
class _Look:
    """What is in force: one look belongs to the whole process, as Qt's style sheet does."""

    dark: bool = False
    folder: Path | None = None
    tokens: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    colors: dict[str, QColor] = field(default_factory=dict[str, QColor])
    icons: dict[tuple[str, str, int], QIcon] = field(default_factory=dict[tuple[str, str, int], QIcon])
    pixmaps: dict[tuple[str, str, int, float], QPixmap] = field(
        default_factory=dict[tuple[str, str, int, float], QPixmap]
    )
    sources: dict[str, str] = field(default_factory=dict[str, str])
    fonts_loaded: bool = False
    sheet_images: QTemporaryDir | None = None


_look = _Look()


def apply(app: QApplication, resources: Path, dark: bool = False) -> None:
    """Give the whole program its look; may be called again to change between light and dark."""
    if app.styleSheet() and (_look.folder, _look.dark) == (resources, dark):
        return  # a new sheet is laid over every widget there is
    _use(resources, dark)
    _load_fonts(resources / "fonts")
    app.setStyle("Fusion")
    app.setFont(font("body"))
    app.setPalette(_palette())
    app.setStyleSheet(_sheet(resources))


def is_dark() -> bool:
    """Tell whether the dark version is in force."""
    return _look.dark


def token_pairs(resources: Path) -> dict[str, tuple[str, str]]:
    """Give every colour token with its light and dark value."""
    read = cast("dict[str, list[str]]", json.loads((resources / "tokens.json").read_text(encoding="utf-8")))
    return {name: (light, dark) for name, (light, dark) in read.items()}


def color(token: str) -> QColor:
    """Give the colour of a token in the version in force; an unknown token is a KeyError."""
    found = _look.colors.get(token)
    if found is None:
        _need_tokens()
        found = _look.colors[token] = QColor(_look.tokens[token][_look.dark])
    return found


def font(role: str) -> QFont:
    """Give the font of a kind of text ("page", "body", "label", …) in the family of letters."""
    return _font(TEXT_FAMILY, role)


def figures(role: str) -> QFont:
    """Give the font of a kind of text in the family whose digits stand in columns."""
    return _font(FIGURES_FAMILY, role)


def icon(name: str, token: str = "ink2", size: int = 16) -> QIcon:
    """Give an icon in the colour of a token; greyed when its button is disabled."""
    key = (name, token, size)
    found = _look.icons.get(key)
    if found is None:
        found = QIcon()
        for ratio in sorted({1.0, _ratio()}):
            found.addPixmap(_pixmap(name, token, size, ratio), QIcon.Mode.Normal)
            found.addPixmap(_pixmap(name, "dis", size, ratio), QIcon.Mode.Disabled)
        _look.icons[key] = found
    return found


def pixmap(name: str, token: str = "ink2", size: int = 16) -> QPixmap:
    """Give an icon as a picture of `size` logical pixels, sharp on the sharpest screen."""
    return _pixmap(name, token, size, _ratio())


def pictures() -> dict[int, tuple[str, str, int]]:
    """Give name, token and size of every icon and picture that was given out, by Qt's key of it."""
    known = {icon.cacheKey(): key for key, icon in _look.icons.items()}
    return known | {picture.cacheKey(): key[:3] for key, picture in _look.pixmaps.items()}


def state_look(state: "State") -> tuple[str, str]:
    """Give icon and colour token of a Trạng thái."""
    return _STATES[state]


def condition_look(condition: "Condition") -> tuple[str, str]:
    """Give icon and colour token of a Tình trạng."""
    return _CONDITIONS[condition]


def _use(resources: Path, dark: bool) -> None:
    _look.dark = dark
    _look.folder = resources
    _look.tokens = token_pairs(resources)
    _look.colors.clear()
    _look.icons.clear()
    _look.pixmaps.clear()


def _need_tokens() -> None:
    if not _look.tokens:
        _use(_look.folder or shipped.folder(), _look.dark)


def _load_fonts(folder: Path) -> None:
    if _look.fonts_loaded:
        return
    for family in ("BeVietnamPro", "OfficerDeskFigures"):
        for style in _STYLES:
            QFontDatabase.addApplicationFont(str(folder / f"{family}-{style}.ttf"))
    _look.fonts_loaded = True


def _font(family: str, role: str) -> QFont:
    points, weight = _ROLES[role]
    made = QFont(family)
    made.setPointSizeF(points)
    made.setWeight(QFont.Weight(weight))
    # Fitted to whole pixels, glyphs of 13 px stand unevenly; the outlines are drawn as they are.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def _svg(name: str, token: str) -> str:
    source = _look.sources.get(name)
    if source is None:
        _need_tokens()
        folder = (_look.folder or shipped.folder()) / "icons"
        source = _look.sources[name] = (folder / f"{name}.svg").read_text(encoding="utf-8")
    return source.replace("currentColor", color(token).name()).replace("onState", color("onstate").name())


def _pixmap(name: str, token: str, size: int, ratio: float) -> QPixmap:
    key = (name, token, size, ratio)
    found = _look.pixmaps.get(key)
    if found is None:
        buffer = QBuffer()
        buffer.setData(QByteArray(_svg(name, token).encode()))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        # The reader finds the SVG plugin by itself: no further Qt module has to be imported at start-up.
        reader = QImageReader(buffer, QByteArray(b"svg"))
        reader.setScaledSize(QSize(round(size * ratio), round(size * ratio)))
        found = QPixmap.fromImage(reader.read())
        found.setDevicePixelRatio(ratio)
        _look.pixmaps[key] = found
    return found


def _sheet(resources: Path) -> str:
    _write_sheet_images()
    text = (resources / "style.qss").read_text(encoding="utf-8")
    return re.sub(r"@([a-z][a-z0-9-]*)", lambda match: color(match[1]).name(), text)


def _write_sheet_images() -> None:
    """Put the style sheet's pictures, in today's colours, where `url(look:….svg)` finds them."""
    folder = QTemporaryDir()
    for file, (name, token) in _SHEET_IMAGES.items():
        Path(folder.path(), f"{file}.svg").write_text(_svg(name, token), encoding="utf-8")
    QDir.setSearchPaths("look", [folder.path()])
    _look.sheet_images = folder


def _palette() -> QPalette:
    palette = QPalette()
    for role, token in {
        QPalette.ColorRole.Window: "canvas",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "surf2",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.PlaceholderText: "ink3",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.Highlight: "sel",
        QPalette.ColorRole.HighlightedText: "ink",
        QPalette.ColorRole.Accent: "acc",
        QPalette.ColorRole.Link: "accink",
        QPalette.ColorRole.ToolTipBase: "bar",
        QPalette.ColorRole.ToolTipText: "barink",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "ctl",
    }.items():
        palette.setColor(role, color(token))
    roles = QPalette.ColorRole
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, color("dis"))
    return palette
