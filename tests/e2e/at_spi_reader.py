# SPDX-License-Identifier: Apache-2.0
"""Reads a program through AT-SPI as a screen reader does. Run by the system's Python, which has pyatspi.

For each line on standard input it prints one line of JSON: everything of the named program that is showing, as
`[role, name, focusable]`.
"""

import json
import sys

import pyatspi

_MOST_CELLS = 30
"""A long table tells nothing new after so many cells."""


def _program(name):
    desktop = pyatspi.Registry.getDesktop(0)
    for child in desktop:
        if child is not None and child.name == name:
            return child
    return None


def _walk(node, found):
    """Ask each accessible as little as can be: every question is a message on the bus."""
    states, role = node.getState(), node.getRoleName()
    showing = states.contains(pyatspi.STATE_SHOWING)
    if showing and role != "application":
        found.append([role, node.name, states.contains(pyatspi.STATE_FOCUSABLE)])
    cells = 0
    if showing or role == "application":
        for child in node:
            if child is None:
                continue
            cells += _walk(child, found) == "table cell"
            if cells == _MOST_CELLS:
                break
    return role


for line in sys.stdin:
    program = _program(line.strip())
    rows = []
    if program is not None:
        _walk(program, rows)
    print(json.dumps(rows, ensure_ascii=False), flush=True)
