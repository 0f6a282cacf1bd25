# SPDX-License-Identifier: Apache-2.0
"""A second reader of an office's folder that shares nothing with the program: sqlite3, hashlib, json, and what
docs/trace.md and docs/backup.md tell.

`python tests/e2e/independent_reader.py FOLDER` prints what does not agree, and nothing when all does.
"""

import hashlib
import json
import re
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_FIRST = "0" * 64
_STATE_OF = {"record-valid": "approved", "record-invalid": "rejected", "withdraw": "withdrawn"}
_ACTS_OF = {
    "valid": {"record-valid"},
    "invalid": {"record-invalid"},
    "incomplete": {"ask-supplement"},
    None: {"withdraw", "reopen"},
}
_TOLD = {"valid": {"approved", "changed"}, "invalid": {"rejected"}, "incomplete": {"supplement"}}
_STATUS_AFTER = {
    "issued": "pending", "activated": "active", "suspended": "suspended", "cancelled": "cancelled",
}  # fmt: skip
_SHA256 = re.compile(r"[0-9a-f]{64}")


def disagreements(folder: Path) -> list[str]:
    """Give a sentence for everything in the folder that does not agree with everything else."""
    with closing(sqlite3.connect(folder / "desk.db")) as database:
        database.row_factory = sqlite3.Row
        return [
            *_whole(database),
            *_decisions(database),
            *_accounts(database),
            *_steps_of_accounts(database),
            *_messages(database),
            *_trace_and_files(database),
            *_chains(database),
            *_pictures(database, folder),
        ]


def outcome(folder: Path) -> dict[str, Any]:
    """Give what came of every file, without times, keys and whatever else differs between two runs."""
    with closing(sqlite3.connect(folder / "desk.db")) as database:
        database.row_factory = sqlite3.Row
        return {row["number"]: _outcome_of(database, row) for row in _rows(database, "declaration")}


def _rows(database: sqlite3.Connection, table: str) -> list[sqlite3.Row]:
    order = {"trace_head": "office_code", "held_decision": "declaration_id"}.get(table, "id")
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


def _acts(database: sqlite3.Connection) -> dict[str, str]:
    """Give what was done under each key, as the trace tells it."""
    return {row["act_key"]: row["act"] for row in _rows(database, "trace_entry") if row["act_key"] is not None}


def _decisions(database: sqlite3.Connection) -> list[str]:
    """A file is as its last judgement left it, which nobody took back; and between two there is a reopening."""
    found: list[str] = []
    acts = _acts(database)
    standing: dict[int, list[str]] = {}
    for row in _rows(database, "assessment"):
        if row["verdict"] != "incomplete" and row["taken_back_at"] is None:
            standing.setdefault(row["declaration_id"], []).append(acts.get(row["act_key"], "?"))
    for row in _rows(database, "declaration"):
        decided = row["state"] in (*_STATE_OF.values(), "expired")
        if decided != (row["decided_at"] is not None):
            found.append(f"{row['number']}: state {row['state']}, decided at {row['decided_at']}")
        judged = standing.get(row["id"], [])
        said = _STATE_OF.get(judged[-1]) if judged else None
        if row["purged_at"] is None and row["state"] in _STATE_OF.values() and said != row["state"]:
            found.append(f"{row['number']}: {row['state']}, judged {judged}")
        if row["state"] not in _STATE_OF.values() and said is not None:
            found.append(f"{row['number']}: {row['state']}, judged {said} 1 times")
        for one, other in pairwise(judged):
            if one in _STATE_OF and other in _STATE_OF:
                found.append(f"{row['number']}: judged twice, {one} and {other}")
    return found


def _accounts(database: sqlite3.Connection) -> list[str]:
    """Each approved registration has its account, which waits as long as the decision can be taken back."""
    held = {row["declaration_id"] for row in _rows(database, "held_decision")}
    approved = Counter(
        (row["id"], row["insurance_code"], "pending" if row["id"] in held else "active")
        for row in _rows(database, "declaration")
        if row["state"] == "approved" and row["kind"] != "change"
    )
    accounts = [row for row in _rows(database, "account") if row["status"] != "cancelled"]
    standing = Counter(
        (row["declaration_id"], row["insurance_code"], row["status"])
        for row in accounts
        if row["status"] != "suspended"
    )
    codes = Counter(row["insurance_code"] for row in accounts)
    return [
        *(f"approved without an account: file {file}" for file, _code, _status in (approved - standing)),
        *(f"account without an approval: file {file}" for file, _code, _status in (standing - approved)),
        *(f"two accounts: {code}" for code, times in codes.items() if times > 1),
    ]


def _steps_of_accounts(database: sqlite3.Connection) -> list[str]:
    """Each account is what the steps of its history made it."""
    found: list[str] = []
    for account in _rows(database, "account"):
        values: dict[str, Any] = {}
        steps = [row for row in _rows(database, "account_change") if row["account_id"] == account["id"]]
        for step in steps:
            values.update(json.loads(step["after"] or "{}"))
        values.pop("pictures", None)
        is_now = {key: json.loads(account[key]) if key == "address" else account[key] for key in values}
        if values != is_now:
            found.append(f"account {account['insurance_code']}: its history ends otherwise")
        last = _STATUS_AFTER.get(steps[-1]["what"]) if steps else "?"
        if last not in (None, account["status"]):
            found.append(f"account {account['insurance_code']}: {account['status']}, last step {steps[-1]['what']}")
    return found


def _messages(database: sqlite3.Connection) -> list[str]:
    """Each judgement has its SMS, and its e-mail where there is an address; of one taken back nothing goes out."""
    files = {row["id"]: row for row in _rows(database, "declaration")}
    trace = list(_rows(database, "trace_entry"))
    traced = {row["act_key"]: row["id"] for row in trace}
    reopened = {row["subject"]: row["id"] for row in trace if row["act"] == "reopen"}
    wanted: Counter[tuple[str, int, str, bool]] = Counter()
    for row in _rows(database, "assessment"):
        if row["verdict"] is None:
            continue
        file = files[row["declaration_id"]]
        changes = json.loads(file["changes"] or "{}") if row["verdict"] == "valid" else {}
        # What had not left when the file was opened again is called back, too: here nothing ever leaves.
        undone = row["verdict"] != "incomplete" and traced[row["act_key"]] < reopened.get(file["number"], 0)
        back = row["taken_back_at"] is not None or undone
        wanted[row["act_key"], file["id"], "sms", back] += 1
        if changes.get("email") or file["email"]:
            wanted[row["act_key"], file["id"], "email", back] += 1
    main = set().union(*_TOLD.values())
    queued = Counter(
        (row["act_key"], row["declaration_id"], row["channel"], row["status"] == "taken-back")
        for row in _rows(database, "outbox_message")
        if row["template"] in main
    )
    return [
        *(f"no {channel} for file {file}" for _key, file, channel, _back in (wanted - queued)),
        *(f"{channel} without a judgement: file {file}" for _key, file, channel, _back in (queued - wanted)),
    ]


def _trace_and_files(database: sqlite3.Connection) -> list[str]:
    """Each judgement, import, added picture and signed page has one row of the trace, and the other way round."""
    files = {row["id"]: row for row in _rows(database, "declaration")}
    entries = _rows(database, "trace_entry")
    purged = {row["number"] for row in files.values() if row["purged_at"] is not None}
    acts = _acts(database)
    of_judging = set().union(*_ACTS_OF.values())
    done = Counter(
        (e["act_key"], e["act"], e["subject"]) for e in entries if e["act"] in of_judging and e["subject"] not in purged
    )
    judged = Counter(
        (row["act_key"], acts.get(row["act_key"], "?"), files[row["declaration_id"]]["number"])
        for row in _rows(database, "assessment")
    )
    odd = [row["act_key"] for row in _rows(database, "assessment")
           if acts.get(row["act_key"]) not in _ACTS_OF[row["verdict"]]]  # fmt: skip
    imported = Counter(entry["subject"] for entry in entries if entry["act"] == "import")
    numbers = Counter(row["number"] for row in files.values())
    put = Counter(
        (e["subject"], json.loads(e["facts"])["sha256"])
        for e in entries
        if e["act"] == "put-picture" and e["subject"] not in purged
    )
    added = Counter(
        (files[row["declaration_id"]]["number"], row["sha256"])
        for row in _rows(database, "picture")
        if row["added_by"] is not None
    )
    signed = Counter(
        (e["subject"], json.loads(e["facts"])["sha256"])
        for e in entries
        if e["act"] in {"file-signed", "file-from-tray"} and e["subject"] in numbers and e["subject"] not in purged
    )
    papers = Counter(
        (files[row["declaration_id"]]["number"], row["sha256"])
        for row in _rows(database, "signed_page")
        if row["declaration_id"] is not None
    )
    back = Counter((e["subject"], json.loads(e["facts"])["sha256"]) for e in entries if e["act"] == "back-to-tray")
    put, added = put + signed - back, added + papers
    found = [
        *(f"judged otherwise than traced: {key}" for key in odd),
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
    named = {row["sha256"]: row["size"] for table in ("picture", "signed_page") for row in _rows(database, table)}
    lying = {path.name: path for path in folder.glob("pictures/*/*") if _SHA256.fullmatch(path.name)}
    found = [f"picture {sha256} is not there" for sha256 in named.keys() - lying.keys()]
    key = HKDF(SHA256(), 32, salt=None, info=b"officer-desk/pictures").derive((folder / "office.key").read_bytes())
    for name, path in lying.items():
        data = _unsealed(key, name, path.read_bytes())
        if hashlib.sha256(data).hexdigest() != name or len(data) != named.get(name, len(data)):
            found.append(f"picture {name} is not whole")
        if path.parent.name != name[:2]:
            found.append(f"picture {name} lies in {path.parent.name}")
    return found


def _unsealed(key: bytes, name: str, data: bytes) -> bytes:
    """Open a picture as docs/backup.md tells: magic, nonce, what was encrypted; bound to magic and name."""
    try:
        return AESGCM(key).decrypt(data[8:20], data[20:], b"ODSEAL\0\1" + name.encode())
    except (InvalidTag, ValueError):
        return b""


if __name__ == "__main__":
    wrong = disagreements(Path(sys.argv[1]))
    print("\n".join(wrong), end="\n" if wrong else "")
    sys.exit(1 if wrong else 0)
