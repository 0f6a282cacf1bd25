# SPDX-License-Identifier: Apache-2.0
"""Checks a trace that `officer-desk audit export FILE` wrote, with nothing but Python: python3 verify_trace.py FILE

It proves that no row was edited, deleted, moved or cut off since the ends of the chains were written. It cannot check
the seals: they need the office's key. Whoever can write the file could compute it all anew; therefore compare the ends
that it prints with ones that were noted down elsewhere (docs/trace.md). Exit code: 0 intact, 1 not.
"""

import hashlib
import json
import sys

DIGESTED = ["office_code", "sequence", "at", "officer_id", "user_name", "role", "act", "act_key", "subject", "facts"]


def digest(row: dict) -> str:
    """Give what the digest of a row has to be: docs/trace.md, "The digest"."""
    parts = [row[name] for name in [*DIGESTED, "previous"]]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def next_end(row: dict, sequence: int, last_digest: str, last_id: int) -> tuple:
    """Give the end of a chain after one more row, or raise ValueError with what is wrong."""
    where = f"office {row['office_code']}, row {row['sequence']}"
    if digest(row) != row["digest"]:
        raise ValueError(f"{where}: edited")
    if row["sequence"] != sequence + 1:
        raise ValueError(f"{where}: deleted or out of order, row {sequence + 1} was to come")
    if row["previous"] != last_digest or row["id"] <= last_id:
        raise ValueError(f"{where}: out of order")
    return row["sequence"], row["digest"], row["id"]


def check(lines) -> tuple:  # noqa: ANN001 - any lines of text
    """Walk the file once; give how many rows there are and the end of every chain."""
    ends, heads, end, rows = {}, {}, None, 0
    if json.loads(next(lines, "{}")).get("format") != "officer-desk/trace":
        raise ValueError("this is no exported trace")
    for line in lines:
        if end is not None:
            raise ValueError("something follows the end")
        ((kind, value),) = json.loads(line).items()
        if kind == "row":
            rows += 1
            ends[value["office_code"]] = next_end(value, *ends.get(value["office_code"], (0, "0" * 64, 0)))
        elif kind == "head":
            heads[value["office_code"]] = (value["sequence"], value["digest"])
        else:
            end = (value["rows"], value["heads"])
    if end != (rows, len(heads)):
        raise ValueError("cut off: rows or chains are missing")
    for office in sorted(set(ends) | set(heads)):
        if heads.get(office) != ends.get(office, ())[:2]:
            raise ValueError(f"office {office}: cut off, its end does not fit its last row")
    return rows, heads


if __name__ == "__main__":
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            rows, heads = check(file)
    except (ValueError, KeyError, TypeError) as wrong:
        sys.exit(f"NOT INTACT: {wrong}")
    print(f"intact: {rows} rows in {len(heads)} chains; the seals were not checked (they need the office's key)")
    for office, (sequence, last) in sorted(heads.items()):
        print(f"  {office}: {sequence} rows, ends with {last}")
