# SPDX-License-Identifier: Apache-2.0
"""Reads a program through AT-SPI as a screen reader does. Run by the system's Python, which has pyatspi.

For each line on standard input it prints one line of JSON: everything of the named program that is showing, as
`[role, name, focusable]`.
"""

import json
import sys

import pyatspi

_MOST_CELLS = 400
"""A long table tells nothing new after so many cells."""


def _program(name):
    desktop = pyatspi.Registry.getDesktop(0)
    for child in desktop:
        if child is not None and child.name == name:
            return child
    return None


def _walk(node, found, cells):
    states = node.getState()
    if node.getRole() == pyatspi.ROLE_TABLE_CELL:
        cells += 1
    if states.contains(pyatspi.STATE_SHOWING) and node.getRole() != pyatspi.ROLE_APPLICATION:
        found.append([node.getRoleName(), node.name, states.contains(pyatspi.STATE_FOCUSABLE)])
    if cells < _MOST_CELLS and (states.contains(pyatspi.STATE_SHOWING) or node.getRole() == pyatspi.ROLE_APPLICATION):
        for child in node:
            if child is not None:
                cells = _walk(child, found, cells)
    return cells


for line in sys.stdin:
    program = _program(line.strip())
    rows = []
    if program is not None:
        _walk(program, rows, 0)
    print(json.dumps(rows, ensure_ascii=False), flush=True)
