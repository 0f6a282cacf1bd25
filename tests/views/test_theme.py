# SPDX-License-Identifier: Apache-2.0
"""The look keeps its promises: contrast, digits of one width, one icon for each name, a binding that does not leak."""

import re
import sys

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from officer_desk import resources
from officer_desk.domain.values import Condition, State
from officer_desk.views import theme

TEXT_ON_GROUND = (
    [(ink, ground) for ink in ("ink", "ink2") for ground in ("surface", "canvas", "surf2", "sel", "hover", "mat")]
    + [("ink", f"{state}-bg") for state in ("waiting", "progress", "incomplete", "approved", "rejected", "expired")]
    + [(state, f"{state}-bg") for state in ("waiting", "progress", "incomplete", "approved", "rejected", "expired")]
    + [(state, "surface") for state in ("waiting", "progress", "incomplete", "approved", "rejected", "expired", "norm")]
    + [(state, "sel") for state in ("progress", "incomplete", "approved", "rejected")]
    + [("ink2", f"{state}-bg") for state in ("waiting", "incomplete", "approved")]
    + [
        ("ink3", "surface"),
        ("dis", "disbg"),
        ("onacc", "acc"),
        ("onacc", "acc-hover"),
        ("onacc", "acc-pressed"),
        ("accink", "surface"),
        ("accink", "sel"),
        ("barink", "bar"),
        ("barmut", "bar"),
        ("barmut", "barfield"),
        ("samp", "bar"),
        ("approved", "mat"),
        ("rejected", "canvas"),
        ("incomplete", "canvas"),
        ("onstate", "incomplete"),
        ("onstate", "rejected"),
        ("onstate", "approved"),
    ]
)
SHAPE_ON_GROUND = [
    ("ctl", "surface"),
    ("ctl", "canvas"),
    ("ctl2", "surface"),
    ("focus", "surface"),
    ("focus", "canvas"),
]


def luminance(color: QColor) -> float:
    """WCAG 2 relative luminance."""
    channels = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(autouse=True)
def _look(qapp: QApplication):
    theme.apply(qapp, resources.folder())
    yield
    if theme.is_dark():
        theme.apply(qapp, resources.folder())


@pytest.mark.parametrize("version", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_text_is_readable_on_its_ground(ink: str, ground: str, version: int) -> None:
    tokens = theme.token_pairs(resources.folder())
    assert contrast(tokens[ink][version], tokens[ground][version]) >= 4.5


@pytest.mark.parametrize("version", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), SHAPE_ON_GROUND)
def test_borders_and_the_focus_ring_are_visible(line: str, ground: str, version: int) -> None:
    tokens = theme.token_pairs(resources.folder())
    assert contrast(tokens[line][version], tokens[ground][version]) >= 3.0


def test_setting_texts_loses_no_reference_of_none(qtbot: QtBot) -> None:
    """PySide6 6.12 on Python 3.11 drops one reference of None for each call, until the interpreter dies."""
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("warm")
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("x")
    assert sys.getrefcount(None) - before >= 0


def test_both_families_are_found_in_four_weights() -> None:
    for make in (theme.font, theme.figures):
        for role in ("body", "button", "strong", "hero"):
            wanted = make(role)
            found = QFontInfo(wanted)
            assert found.family() == wanted.family()
            assert found.weight() == wanted.weight()


@pytest.mark.parametrize("role", ["table", "table-key", "strong", "hero"])
def test_all_digits_have_one_width(role: str) -> None:
    metrics = QFontMetricsF(theme.figures(role))
    assert len({metrics.horizontalAdvance(digit * 12) for digit in "0123456789"}) == 1
    assert metrics.horizontalAdvance("001081000289") == metrics.horizontalAdvance("001081000829")


def test_every_token_of_the_style_sheet_is_known() -> None:
    sheet = (resources.folder() / "style.qss").read_text(encoding="utf-8")
    used = set(re.findall(r"@([a-z][a-z0-9-]*)", sheet))
    assert used <= theme.token_pairs(resources.folder()).keys()


def test_dark_and_light_change_place(qapp: QApplication) -> None:
    light = theme.color("surface")
    theme.apply(qapp, resources.folder(), dark=True)
    assert theme.is_dark()
    assert theme.color("surface") != light
    theme.apply(qapp, resources.folder())
    assert theme.color("surface") == light


@pytest.mark.parametrize("file", sorted((resources.folder() / "icons").glob("*.svg")), ids=lambda file: file.stem)
def test_every_icon_can_be_drawn_in_a_colour(file, qapp: QApplication) -> None:
    picture = theme.pixmap(file.stem, "acc", 16).toImage()
    ink = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    solid = [color for color in ink if color.alpha() > 100]
    assert solid, "nothing was drawn"
    assert any(abs(color.hue() - theme.color("acc").hue()) <= 3 for color in solid)


def test_every_state_and_condition_has_its_own_look() -> None:
    assert {theme.state_look(state)[0] for state in State} == {
        "circle", "ring-disc", "file-plus-corner", "circle-check", "octagon-x", "hourglass", "ban",
    }  # fmt: skip
    assert len({theme.condition_look(condition)[0] for condition in Condition}) == len(Condition)
    for look in (*map(theme.state_look, State), *map(theme.condition_look, Condition)):
        theme.pixmap(*look)


def test_the_focus_is_seen_on_a_field(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(200, 30)
    field.show()
    field.clearFocus()
    calm = field.grab().toImage()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    ringed = field.grab().toImage()
    middle = ringed.height() // 2
    assert calm.pixelColor(1, middle) != theme.color("focus")
    assert ringed.pixelColor(1, middle) == theme.color("focus")
    assert ringed.size() == calm.size()
