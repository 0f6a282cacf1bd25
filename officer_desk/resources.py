# SPDX-License-Identifier: Apache-2.0
"""Where the shipped files are: beside the sources in a checkout, inside the package in a wheel."""

from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """Give the folder with fonts, icons, texts, forms, units and catalogues."""
    inside = Path(__file__).with_name("resources")
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"
