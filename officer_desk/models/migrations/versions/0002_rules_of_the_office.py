# SPDX-License-Identifier: Apache-2.0
"""Deadlines, undo, delivery, the history of accounts, drafts and preferences."""

import itertools
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STATE = sa.Enum(
    "waiting", "in_progress", "incomplete", "approved", "rejected", "expired", "withdrawn",
    name="state", native_enum=False, length=20,
)  # fmt: skip
_CLOCK = "received_at IS NULL AND decided_at IS NULL"
_LEFT = "expired_at IS NOT NULL AND purged_at IS NULL"


def upgrade() -> None:
    _offices_and_officers()
    _declarations()
    _accounts()
    _messages()
    _officers_own()


def _offices_and_officers() -> None:
    op.add_column("office", sa.Column("address", sa.String(200)))
    op.add_column("office", sa.Column("phone", sa.String(30)))
    op.add_column("officer", sa.Column("active", sa.Boolean(), server_default=sa.text("1"), nullable=False))


def _declarations() -> None:
    op.add_column("declaration", sa.Column("clock_from", sa.BigInteger(), server_default=sa.text("0"), nullable=False))
    for name in ("supplement_asked_at", "reminded_at", "expired_at", "purged_at"):
        op.add_column("declaration", sa.Column(name, sa.BigInteger()))
    op.execute("UPDATE declaration SET clock_from = submitted_at")
    # A file that waits for papers after its citizen came: since the newest judgement that asked for them.
    op.execute(
        "UPDATE declaration SET supplement_asked_at = coalesce((SELECT max(at) FROM assessment "
        "WHERE declaration_id = declaration.id AND verdict = 'incomplete'), received_at) "
        "WHERE state = 'incomplete' AND received_at IS NOT NULL"
    )
    op.drop_index("ix_declaration_clock", "declaration")
    op.create_index(
        "ix_declaration_clock",
        "declaration",
        ["office_code", "received_at", "decided_at", "clock_from", "submitted_at", "id"],
        sqlite_where=sa.text(_CLOCK),
        postgresql_where=sa.text(_CLOCK),
    )
    op.create_index(
        "ix_declaration_expired",
        "declaration",
        ["expired_at", "id"],
        sqlite_where=sa.text(_LEFT),
        postgresql_where=sa.text(_LEFT),
    )
    op.add_column("assessment", sa.Column("taken_back_at", sa.BigInteger()))
    op.execute("DROP TRIGGER assessment_no_update")
    op.execute(
        "CREATE TRIGGER assessment_no_update BEFORE UPDATE OF id, declaration_id, officer_id, officer_name, at, "
        "act_key, verdict, reasons, note, seen_version, compared, not_compared_reason, hgd_answer, hgd, "
        "confirmed_registry_name, successor ON assessment "
        "BEGIN SELECT RAISE(ABORT, 'assessments are only added'); END"
    )
    op.execute(
        "CREATE TRIGGER assessment_taken_back_once BEFORE UPDATE OF taken_back_at ON assessment "
        "WHEN OLD.taken_back_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'assessments are only added'); END"
    )


def _accounts() -> None:
    op.drop_index("uq_account_active_code", "account")
    op.create_index(
        "uq_account_live_code",
        "account",
        ["insurance_code"],
        unique=True,
        sqlite_where=sa.text("status <> 'cancelled'"),
        postgresql_where=sa.text("status <> 'cancelled'"),
    )
    op.create_table(
        "account_change",
        sa.Column("id", _ID, nullable=False),
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("declaration_id", _ID, nullable=False),
        sa.Column("act_key", sa.String(36), nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
        sa.Column("officer_name", sa.String(100), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_account_change_account_id_account"),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name="fk_account_change_declaration_id_declaration"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_account_change"),
    )
    for name in ("account_id", "declaration_id", "act_key"):
        op.create_index(f"ix_account_change_{name}", "account_change", [name])
    # What is known of accounts that were there before: how they are now, with the file that issued them.
    op.execute(
        "INSERT INTO account_change (account_id, declaration_id, act_key, what, after, officer_name, at) "
        "SELECT account.id, account.declaration_id, '', 'issued', json_object('full_name', account.full_name, "
        "'phone', account.phone, 'email', account.email, 'id_kind', account.id_kind, 'id_number', account.id_number, "
        "'address', json(account.address)), coalesce((SELECT officer_name FROM assessment "
        "WHERE assessment.declaration_id = account.declaration_id AND verdict = 'valid'), ''), account.issued_at "
        "FROM account"
    )
    _tell_of_changes()
    op.create_table(
        "held_decision",
        sa.Column("declaration_id", _ID, autoincrement=False, nullable=False),
        sa.Column("act_key", sa.String(36), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("release_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state_before", _STATE, nullable=False),
        sa.Column("supplement_before", sa.BigInteger()),
        sa.Column("account_id", _ID),
        sa.Column("account_version", sa.Integer()),
        sa.Column("account_before", sa.JSON()),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_held_decision_account_id_account"),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name="fk_held_decision_declaration_id_declaration"
        ),
        sa.PrimaryKeyConstraint("declaration_id", name="pk_held_decision"),
        sa.UniqueConstraint("act_key", name="uq_held_decision_act_key"),
    )
    op.create_index("ix_held_decision_release_at", "held_decision", ["release_at"])


def _tell_of_changes() -> None:
    """Write the steps that were not written then: what each approved change file made of its account, in their order.

    How the account was when it was issued is told by the file that issued it.
    """
    bind = op.get_bind()
    made = bind.execute(
        sa.text(
            "SELECT account.id AS account_id, account.declaration_id AS issued_by, account.full_name AS name_now, "
            "change.id, change.changes, change.full_name, assessment.officer_name, assessment.act_key, assessment.at "
            "FROM declaration AS change "
            "JOIN account ON account.insurance_code = change.insurance_code AND account.issued_at <= change.decided_at "
            "JOIN assessment ON assessment.declaration_id = change.id AND assessment.verdict = 'valid' "
            "WHERE change.kind = 'change' AND change.state = 'approved' AND account.status = 'active' "
            "ORDER BY account.id, assessment.at, change.id"
        )
    ).mappings()
    for account_id, rows in itertools.groupby(made.all(), lambda row: row["account_id"]):
        steps = list(rows)
        values = _as_issued(bind, steps[0]["issued_by"])
        renamed = any("full_name" in json.loads(step["changes"] or "{}") for step in steps)
        if not renamed:
            values["full_name"] = steps[0]["name_now"]
        bind.execute(
            sa.text("UPDATE account_change SET after = :after WHERE account_id = :id AND what = 'issued'"),
            {"after": json.dumps(values), "id": account_id},
        )
        for step in steps:
            before, after = _differing(values, _asked(bind, step["id"], json.loads(step["changes"] or "{}")))
            values = {**values, **after, "pictures": {**values["pictures"], **after.get("pictures", {})}}
            if after:
                bind.execute(
                    sa.text(
                        "INSERT INTO account_change (account_id, declaration_id, act_key, what, before, after, "
                        "officer_name, at) VALUES (:account, :file, :key, 'changed', :before, :after, :officer, :at)"
                    ),
                    {
                        "account": account_id, "file": step["id"], "key": step["act_key"],
                        "before": json.dumps(before), "after": json.dumps(after),
                        "officer": step["officer_name"], "at": step["at"],
                    },
                )  # fmt: skip


def _as_issued(bind: sa.Connection, declaration_id: int) -> dict[str, Any]:
    found = sa.text("SELECT full_name, phone, email, id_kind, id_number, address FROM declaration WHERE id = :id")
    values = dict(bind.execute(found, {"id": declaration_id}).mappings().one())
    return {**values, "address": json.loads(values["address"]), "pictures": _brought(bind, declaration_id)}


def _asked(bind: sa.Connection, declaration_id: int, changes: dict[str, Any]) -> dict[str, Any]:
    asked = {key: changes[key] for key in ("full_name", "phone", "email", "address") if changes.get(key) is not None}
    if changes.get("identity"):
        asked["id_kind"], asked["id_number"] = changes["identity"]["kind"], changes["identity"]["number"]
    brought = _brought(bind, declaration_id)
    asked["pictures"] = {role: brought[role] for role in changes.get("pictures") or () if role in brought}
    return asked


def _brought(bind: sa.Connection, declaration_id: int) -> dict[str, str]:
    found = sa.text("SELECT role, sha256 FROM picture WHERE declaration_id = :id AND superseded_at IS NULL")
    return {str(role): str(sha256) for role, sha256 in bind.execute(found, {"id": declaration_id}).all()}


def _differing(values: dict[str, Any], asked: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    had: dict[str, str] = values["pictures"]
    pictures = {role: sha256 for role, sha256 in asked.pop("pictures").items() if had.get(role) != sha256}
    after = {key: value for key, value in asked.items() if values[key] != value}
    before = {key: values[key] for key in after}
    if pictures:
        before["pictures"] = {role: had.get(role) for role in pictures}
        after["pictures"] = pictures
    return before, after


def _messages() -> None:
    for column in (
        sa.Column("shown", sa.LargeBinary()),
        sa.Column("has_secret", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("attachment", sa.String(20)),
        sa.Column("next_try_at", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("give_up_at", sa.BigInteger()),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease", sa.String(36)),
        sa.Column("lease_until", sa.BigInteger()),
        sa.Column("sent_at", sa.BigInteger()),
        sa.Column("reason", sa.String(40)),
    ):
        op.add_column("outbox_message", column)
    # Messages of before have their password in the body, and no masked text beside it.
    op.execute("UPDATE outbox_message SET next_try_at = queued_at, has_secret = (template = 'approved')")
    op.create_index("ix_outbox_message_due", "outbox_message", ["status", "next_try_at", "id"])
    op.create_table(
        "delivery_attempt",
        sa.Column("id", _ID, nullable=False),
        sa.Column("outbox_id", _ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(40)),
        sa.Column("detail", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox_message.id"], name="fk_delivery_attempt_outbox_id_outbox_message"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delivery_attempt"),
    )
    op.create_index("ix_delivery_attempt_outbox_id", "delivery_attempt", ["outbox_id"])


def _officers_own() -> None:
    op.create_table(
        "draft",
        sa.Column("officer_id", _ID, autoincrement=False, nullable=False),
        sa.Column("declaration_id", _ID, autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["declaration_id"], ["declaration.id"], name="fk_draft_declaration_id_declaration"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_draft_officer_id_officer"),
        sa.PrimaryKeyConstraint("officer_id", "declaration_id", name="pk_draft"),
    )
    op.create_table(
        "preference",
        sa.Column("officer_id", _ID, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_preference_officer_id_officer"),
        sa.PrimaryKeyConstraint("officer_id", "name", name="pk_preference"),
    )
    op.create_table(
        "mark",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.String(200), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_mark"),
    )
