# SPDX-License-Identifier: Apache-2.0
"""The small widgets from which every screen is built."""

from officer_desk.views.widgets.buttons import Button, FocusRing, IconButton, LinkButton
from officer_desk.views.widgets.fields import Caption, FieldError, FieldRow, PasswordField, mark_bad
from officer_desk.views.widgets.flow import FlowLayout
from officer_desk.views.widgets.key_cap import KeyCap, key_cap_size, paint_key_cap
from officer_desk.views.widgets.letter_cells import LetterCells, align_letters
from officer_desk.views.widgets.lines import Placard, elided_middle, h_line, label, restyle, v_line
from officer_desk.views.widgets.messages import Badge, Chip, ElidedLabel, MessageLine

__all__ = [
    "Badge",
    "Button",
    "Caption",
    "Chip",
    "ElidedLabel",
    "FieldError",
    "FieldRow",
    "FlowLayout",
    "FocusRing",
    "IconButton",
    "KeyCap",
    "LetterCells",
    "LinkButton",
    "MessageLine",
    "PasswordField",
    "Placard",
    "align_letters",
    "elided_middle",
    "h_line",
    "key_cap_size",
    "label",
    "mark_bad",
    "paint_key_cap",
    "restyle",
    "v_line",
]
