# SPDX-License-Identifier: Apache-2.0
"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """The first tables."""
    op.create_table(
        "desk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("key_check", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk")),
    )
    op.create_table(
        "office",
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("parent_code", sa.String(length=5), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_office")),
    )
    op.create_table(
        "trace_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("office_code", sa.String(length=5), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("user_name", sa.String(length=60), nullable=False),
        sa.Column(
            "role",
            sa.Enum("reception", "supervisor", "administrator", name="role", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("act_key", sa.String(length=36), nullable=True),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace_entry")),
        sa.UniqueConstraint("act_key", name=op.f("uq_trace_entry_act_key")),
        sa.UniqueConstraint("office_code", "sequence", name=op.f("uq_trace_entry_office_code_sequence")),
    )
    op.create_index("ix_trace_entry_subject", "trace_entry", ["subject", "id"], unique=False)
    op.create_table(
        "trace_head",
        sa.Column("office_code", sa.String(length=5), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("office_code", name=op.f("pk_trace_head")),
    )
    op.create_table(
        "declaration",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("data_version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("registration", "change", "child", name="kind", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum("vssid", "portal", "counter", "mobile", name="channel", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("submitted_at", sa.BigInteger(), nullable=False),
        sa.Column("office_code", sa.String(length=5), nullable=False),
        sa.Column("insurance_code", sa.String(length=12), nullable=False),
        sa.Column("full_name", sa.String(length=100), nullable=False),
        sa.Column("name_key", sa.String(length=120), nullable=False),
        sa.Column(
            "id_kind",
            sa.Enum("cccd", "cmnd", "passport", "birth_certificate", name="identitykind", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("id_number", sa.String(length=30), nullable=False),
        sa.Column("population_verified", sa.Boolean(), nullable=False),
        sa.Column("address", sa.JSON(), nullable=False),
        sa.Column("phone", sa.String(length=10), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("email_key", sa.String(length=254), nullable=True),
        sa.Column("wants_email_copy", sa.Boolean(), nullable=False),
        sa.Column("certificate", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("guardian", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("changes", sa.JSON(none_as_null=True), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "in_progress",
                "incomplete",
                "approved",
                "rejected",
                "expired",
                "withdrawn",
                name="state",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("received_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("imported_at", sa.BigInteger(), nullable=False),
        sa.Column("content_digest", sa.String(length=64), nullable=False),
        sa.Column("changed_by", sa.String(length=100), nullable=True),
        sa.Column("changed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["office_code"], ["office.code"], name=op.f("fk_declaration_office_code_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration")),
        sa.UniqueConstraint("number", name=op.f("uq_declaration_number")),
    )
    op.create_index(
        "ix_declaration_changes",
        "declaration",
        ["office_code", "kind", "decided_at", "submitted_at", "id"],
        unique=False,
        sqlite_where=sa.text("decided_at IS NULL"),
        postgresql_where=sa.text("decided_at IS NULL"),
    )
    op.create_index(
        "ix_declaration_clock",
        "declaration",
        ["office_code", "received_at", "decided_at", "submitted_at", "id"],
        unique=False,
        sqlite_where=sa.text("received_at IS NULL AND decided_at IS NULL"),
        postgresql_where=sa.text("received_at IS NULL AND decided_at IS NULL"),
    )
    op.create_index("ix_declaration_decided", "declaration", ["office_code", "decided_at", "id"], unique=False)
    op.create_index(op.f("ix_declaration_email_key"), "declaration", ["email_key"], unique=False)
    op.create_index(op.f("ix_declaration_id_number"), "declaration", ["id_number"], unique=False)
    op.create_index(op.f("ix_declaration_insurance_code"), "declaration", ["insurance_code"], unique=False)
    op.create_index("ix_declaration_list", "declaration", ["office_code", "submitted_at", "id"], unique=False)
    op.create_index(
        "ix_declaration_name", "declaration", ["office_code", "name_key", "submitted_at", "id"], unique=False
    )
    op.create_index(op.f("ix_declaration_phone"), "declaration", ["phone"], unique=False)
    op.create_index(
        "ix_declaration_serial", "declaration", ["office_code", "serial", "submitted_at", "id"], unique=False
    )
    op.create_index("ix_declaration_state", "declaration", ["office_code", "state", "submitted_at", "id"], unique=False)
    op.create_table(
        "officer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_name", sa.String(length=60), nullable=False),
        sa.Column("full_name", sa.String(length=100), nullable=False),
        sa.Column(
            "role",
            sa.Enum("reception", "supervisor", "administrator", name="role", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("office_code", sa.String(length=5), nullable=False),
        sa.Column("counter", sa.String(length=20), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["office_code"], ["office.code"], name=op.f("fk_officer_office_code_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
        sa.UniqueConstraint("user_name", name=op.f("uq_officer_user_name")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("insurance_code", sa.String(length=12), nullable=False),
        sa.Column("login_name", sa.String(length=12), nullable=False),
        sa.Column("full_name", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=10), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("email_key", sa.String(length=254), nullable=True),
        sa.Column(
            "id_kind",
            sa.Enum("cccd", "cmnd", "passport", "birth_certificate", name="identitykind", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("id_number", sa.String(length=30), nullable=False),
        sa.Column("address", sa.JSON(), nullable=False),
        sa.Column("guardian_code", sa.String(length=12), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("declaration_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("activated_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_account_declaration_id_declaration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    op.create_index(op.f("ix_account_email_key"), "account", ["email_key"], unique=False)
    op.create_index(op.f("ix_account_insurance_code"), "account", ["insurance_code"], unique=False)
    op.create_index(op.f("ix_account_phone"), "account", ["phone"], unique=False)
    op.create_index(
        "uq_account_active_code",
        "account",
        ["insurance_code"],
        unique=True,
        sqlite_where=sa.text("status = 'active'"),
        postgresql_where=sa.text("status = 'active'"),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("declaration_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("officer_name", sa.String(length=100), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("act_key", sa.String(length=36), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum("valid", "invalid", "incomplete", name="verdict", native_enum=False, length=20),
            nullable=True,
        ),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("seen_version", sa.Integer(), nullable=False),
        sa.Column("compared", sa.JSON(), nullable=False),
        sa.Column("not_compared_reason", sa.String(length=500), nullable=False),
        sa.Column(
            "hgd_answer",
            sa.Enum("match", "name-differs", "not-found", "cannot-ask", name="hgdanswer", native_enum=False, length=20),
            nullable=True,
        ),
        sa.Column("hgd", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("confirmed_registry_name", sa.String(length=100), nullable=True),
        sa.Column("successor", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_assessment_declaration_id_declaration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("act_key", name=op.f("uq_assessment_act_key")),
    )
    op.create_index(op.f("ix_assessment_declaration_id"), "assessment", ["declaration_id"], unique=False)
    op.create_table(
        "form_print",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("declaration_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("act_key", sa.String(length=36), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("data_version", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(length=100), nullable=False),
        sa.Column("officer_name", sa.String(length=100), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_form_print_declaration_id_declaration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_print")),
        sa.UniqueConstraint("act_key", name=op.f("uq_form_print_act_key")),
    )
    op.create_index(op.f("ix_form_print_declaration_id"), "form_print", ["declaration_id"], unique=False)
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("message_id", sa.String(length=36), nullable=False),
        sa.Column("declaration_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("act_key", sa.String(length=36), nullable=False),
        sa.Column(
            "channel", sa.Enum("sms", "email", name="messagechannel", native_enum=False, length=20), nullable=False
        ),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("segments", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("queued_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_outbox_message_declaration_id_declaration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_message_id")),
    )
    op.create_index(op.f("ix_outbox_message_act_key"), "outbox_message", ["act_key"], unique=False)
    op.create_index(op.f("ix_outbox_message_declaration_id"), "outbox_message", ["declaration_id"], unique=False)
    op.create_index(op.f("ix_outbox_message_status"), "outbox_message", ["status"], unique=False)
    op.create_table(
        "picture",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("declaration_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "portrait",
                "identity_front",
                "identity_back",
                "birth_certificate",
                name="picturerole",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("added_by", sa.String(length=100), nullable=True),
        sa.Column("superseded_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_picture_declaration_id_declaration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
    )
    op.create_index(op.f("ix_picture_declaration_id"), "picture", ["declaration_id"], unique=False)
    op.create_index(op.f("ix_picture_sha256"), "picture", ["sha256"], unique=False)
    op.create_table(
        "recovery_code",
        sa.Column("officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_recovery_code_officer_id_officer")),
        sa.PrimaryKeyConstraint("officer_id", "digest", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "used_code",
        sa.Column("officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("step", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_used_code_officer_id_officer")),
        sa.PrimaryKeyConstraint("officer_id", "step", name=op.f("pk_used_code")),
    )

    for statement in _GUARDS:
        op.execute(statement)


# No part of the program edits the past; these keep every other program from doing it by accident. REPLACE deletes
# without firing DELETE triggers unless recursive_triggers is on, so an insert over an existing row is refused too.
_GUARDS = (
    "CREATE TRIGGER trace_entry_no_update BEFORE UPDATE ON trace_entry "
    "BEGIN SELECT RAISE(ABORT, 'the trace is append-only'); END",
    "CREATE TRIGGER trace_entry_no_delete BEFORE DELETE ON trace_entry "
    "BEGIN SELECT RAISE(ABORT, 'the trace is append-only'); END",
    "CREATE TRIGGER trace_entry_no_replace BEFORE INSERT ON trace_entry WHEN EXISTS (SELECT 1 FROM trace_entry "
    "WHERE id = NEW.id OR (office_code = NEW.office_code AND sequence = NEW.sequence) OR act_key = NEW.act_key) "
    "BEGIN SELECT RAISE(ABORT, 'the trace is append-only'); END",
    "CREATE TRIGGER assessment_no_update BEFORE UPDATE ON assessment "
    "BEGIN SELECT RAISE(ABORT, 'assessments are only added'); END",
    "CREATE TRIGGER desk_no_update BEFORE UPDATE ON desk "
    "BEGIN SELECT RAISE(ABORT, 'what an office is was fixed when it was made'); END",
    "CREATE TRIGGER desk_no_delete BEFORE DELETE ON desk "
    "BEGIN SELECT RAISE(ABORT, 'what an office is was fixed when it was made'); END",
    "CREATE TRIGGER desk_only_one BEFORE INSERT ON desk WHEN EXISTS (SELECT 1 FROM desk) "
    "BEGIN SELECT RAISE(ABORT, 'what an office is was fixed when it was made'); END",
)
