# SPDX-License-Identifier: Apache-2.0
"""A second reader of an office's folder that shares nothing with the program: sqlite3, hashlib, json and docs/trace.md.

`python tests/e2e/independent_reader.py FOLDER` prints what does not agree, and nothing when all does.
"""

import hashlib
import json
import re
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

_FIRST = "0" * 64
_STATE_OF = {"valid": "approved", "invalid": "rejected", None: "withdrawn"}
_ACT_OF = {"valid": "record-valid", "invalid": "record-invalid", "incomplete": "ask-supplement", None: "withdraw"}
_SHA256 = re.compile(r"[0-9a-f]{64}")


def disagreements(folder: Path) -> list[str]:
    """Give a sentence for everything in the folder that does not agree with everything else."""
    with closing(sqlite3.connect(folder / "desk.db")) as database:
        database.row_factory = sqlite3.Row
        return [
            *_whole(database),
            *_decisions(database),
            *_accounts(database),
            *_messages(database),
            *_trace_and_files(database),
            *_chains(database),
            *_pictures(database, folder / "pictures"),
        ]


def outcome(folder: Path) -> dict[str, Any]:
    """Give what came of every file, without times, keys and whatever else differs between two runs."""
    with closing(sqlite3.connect(folder / "desk.db")) as database:
        database.row_factory = sqlite3.Row
        return {row["number"]: _outcome_of(database, row) for row in _rows(database, "declaration")}


def _rows(database: sqlite3.Connection, table: str) -> list[sqlite3.Row]:
    order = "office_code" if table == "trace_head" else "id"
    return database.execute(f"SELECT * FROM {table} ORDER BY {order}").fetchall()


def _outcome_of(database: sqlite3.Connection, file: sqlite3.Row) -> dict[str, Any]:
    def of_file(columns: str, table: str, where: str = "declaration_id") -> list[tuple[Any, ...]]:
        key = file["number"] if where == "subject" else file["id"]
        return [
            tuple(row)
            for row in database.execute(f"SELECT {columns} FROM {table} WHERE {where} = ? ORDER BY id", (key,))
        ]

    return {
        "state": (file["state"], file["version"], file["received_at"] is not None, file["decided_at"] is not None),
        "judged": of_file("verdict, reasons, note, hgd_answer, successor", "assessment"),
        "accounts": of_file("login_name, full_name, phone, email, status, version", "account"),
        "messages": of_file("channel, template, address, status", "outbox_message"),
        "pictures": Counter(of_file("role, sha256, superseded_at IS NULL", "picture")),
        "traced": of_file("act, user_name", "trace_entry", "subject"),
    }


def _whole(database: sqlite3.Connection) -> list[str]:
    said = [row[0] for row in database.execute("PRAGMA integrity_check")]
    lost = database.execute("PRAGMA foreign_key_check").fetchall()
    return [f"integrity_check: {word}" for word in said if word != "ok"] + [f"points nowhere: {tuple(r)}" for r in lost]


def _decisions(database: sqlite3.Connection) -> list[str]:
    """A file is decided if and only if exactly one assessment says so."""
    found: list[str] = []
    judged = Counter(
        (row["declaration_id"], _STATE_OF[row["verdict"]])
        for row in _rows(database, "assessment")
        if row["verdict"] != "incomplete"
    )
    for row in _rows(database, "declaration"):
        decided = row["state"] in _STATE_OF.values()
        if decided != (row["decided_at"] is not None):
            found.append(f"{row['number']}: state {row['state']}, decided at {row['decided_at']}")
        for state in _STATE_OF.values():
            wanted = 1 if state == row["state"] else 0
            if judged[row["id"], state] != wanted:
                found.append(f"{row['number']}: {row['state']}, judged {state} {judged[row['id'], state]} times")
    return found


def _accounts(database: sqlite3.Connection) -> list[str]:
    """Each approved registration has its account, and each active account its approved registration."""
    approved = Counter(
        (row["id"], row["insurance_code"])
        for row in _rows(database, "declaration")
        if row["state"] == "approved" and row["kind"] != "change"
    )
    active = Counter(
        (row["declaration_id"], row["insurance_code"])
        for row in _rows(database, "account")
        if row["status"] == "active"
    )
    codes = Counter(code for (_file, code), times in active.items() for _ in range(times))
    changes = Counter(
        row["insurance_code"]
        for row in _rows(database, "declaration")
        if row["state"] == "approved" and row["kind"] == "change"
    )
    return [
        *(f"approved without an account: file {file}" for file, _code in (approved - active)),
        *(f"account without an approval: file {file}" for file, _code in (active - approved)),
        *(f"two active accounts: {code}" for code, times in codes.items() if times > 1),
        *(
            f"account {row['insurance_code']}: version {row['version']}, changes {changes[row['insurance_code']]}"
            for row in _rows(database, "account")
            if row["version"] != 1 + changes[row["insurance_code"]]
        ),
    ]


def _messages(database: sqlite3.Connection) -> list[str]:
    """Each judgement that the citizen is told of has one SMS, and one e-mail where there is an address."""
    files = {row["id"]: row for row in _rows(database, "declaration")}
    wanted: Counter[tuple[str, int, str]] = Counter()
    for row in _rows(database, "assessment"):
        if row["verdict"] is None:
            continue
        file = files[row["declaration_id"]]
        changes = json.loads(file["changes"] or "{}") if row["verdict"] == "valid" else {}
        wanted[row["act_key"], file["id"], "sms"] += 1
        if changes.get("email") or file["email"]:
            wanted[row["act_key"], file["id"], "email"] += 1
    queued = Counter(
        (row["act_key"], row["declaration_id"], row["channel"]) for row in _rows(database, "outbox_message")
    )
    return [
        *(f"no {channel} for file {file}" for _key, file, channel in (wanted - queued)),
        *(f"{channel} without a judgement: file {file}" for _key, file, channel in (queued - wanted)),
    ]


def _trace_and_files(database: sqlite3.Connection) -> list[str]:
    """Each judgement, import and added picture has one row of the trace, and the other way round."""
    files = {row["id"]: row for row in _rows(database, "declaration")}
    entries = _rows(database, "trace_entry")
    done = Counter((e["act_key"], e["act"], e["subject"]) for e in entries if e["act"] in _ACT_OF.values())
    judged = Counter(
        (row["act_key"], _ACT_OF[row["verdict"]], files[row["declaration_id"]]["number"])
        for row in _rows(database, "assessment")
    )
    imported = Counter(entry["subject"] for entry in entries if entry["act"] == "import")
    numbers = Counter(row["number"] for row in files.values())
    put = Counter((e["subject"], json.loads(e["facts"])["sha256"]) for e in entries if e["act"] == "put-picture")
    added = Counter(
        (files[row["declaration_id"]]["number"], row["sha256"])
        for row in _rows(database, "picture")
        if row["added_by"] is not None
    )
    found = [
        *(f"traced, not there: {what}" for what in (done - judged) + (imported - numbers) + (put - added)),
        *(f"there, not traced: {what}" for what in (judged - done) + (numbers - imported) + (added - put)),
    ]
    last: dict[str, str] = {}
    for entry in entries:
        last[entry["subject"]] = json.loads(entry["facts"]).get("to", last.get(entry["subject"], ""))
    found += [
        f"{row['number']}: {row['state']}, last traced as {last.get(row['number'])}"
        for row in files.values()
        if last.get(row["number"]) != row["state"]
    ]
    return found


def _chains(database: sqlite3.Connection) -> list[str]:
    """Recompute every office's chain as docs/trace.md tells; the seal alone needs the office's key."""
    found: list[str] = []
    end: dict[str, tuple[int, str]] = {}
    for row in database.execute("SELECT * FROM trace_entry ORDER BY office_code, sequence"):
        sequence, previous = end.get(row["office_code"], (0, _FIRST))
        if row["sequence"] != sequence + 1 or row["previous"] != previous or _digest(row) != row["digest"]:
            found.append(f"the chain of {row['office_code']} breaks at row {row['sequence']}")
        end[row["office_code"]] = (row["sequence"], row["digest"])
    heads = {row["office_code"]: (row["sequence"], row["digest"]) for row in _rows(database, "trace_head")}
    if heads != end:
        found.append(f"the chains end at {end}, the heads say {heads}")
    return found


def _digest(row: sqlite3.Row) -> str:
    parts = [
        row["office_code"],
        row["sequence"],
        row["at"],
        row["officer_id"],
        row["user_name"],
        row["role"],
        row["act"],
        row["act_key"],
        row["subject"],
        json.loads(row["facts"]),
        row["previous"],
    ]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _pictures(database: sqlite3.Connection, folder: Path) -> list[str]:
    """Each named picture is whole; whatever else lies there under a picture's name is whole too."""
    named = {row["sha256"]: row["size"] for row in _rows(database, "picture")}
    lying = {path.name: path for path in folder.glob("*/*") if _SHA256.fullmatch(path.name)}
    found = [f"picture {sha256} is not there" for sha256 in named.keys() - lying.keys()]
    for name, path in lying.items():
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != name or len(data) != named.get(name, len(data)):
            found.append(f"picture {name} is not whole")
        if path.parent.name != name[:2]:
            found.append(f"picture {name} lies in {path.parent.name}")
    return found


if __name__ == "__main__":
    wrong = disagreements(Path(sys.argv[1]))
    print("\n".join(wrong), end="\n" if wrong else "")
    sys.exit(1 if wrong else 0)
