# SPDX-License-Identifier: Apache-2.0
"""Signed pages, claims, assignments, questions to a supervisor, second looks, and what the board counts by."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_HGD = sa.Enum("match", "name-differs", "not-found", "cannot-ask", name="hgdanswer", native_enum=False, length=20)
_VERDICT = sa.Enum("valid", "invalid", "incomplete", name="verdict", native_enum=False, length=20)
_OPEN = "decided_at IS NULL"


def upgrade() -> None:
    _known_tables()
    _signed_pages()
    _claims_and_assignments()
    _escalations()
    _second_looks()


def _known_tables() -> None:
    op.add_column("officer", sa.Column("absent_since", sa.BigInteger()))
    op.add_column("officer", sa.Column("phone", sa.String(10)))
    op.add_column("declaration", sa.Column("registry_answer", _HGD))
    op.create_index(
        "ix_declaration_registry",
        "declaration",
        ["office_code", "registry_answer", "decided_at", "submitted_at", "id"],
        sqlite_where=sa.text(_OPEN),
        postgresql_where=sa.text(_OPEN),
    )
    op.create_index("ix_declaration_imported", "declaration", ["office_code", "imported_at", "id"])
    op.drop_index("ix_declaration_decided", "declaration")
    op.create_index("ix_declaration_decided", "declaration", ["office_code", "decided_at", "state", "id"])
    op.add_column("assessment", sa.Column("not_signed_reason", sa.String(500), server_default="", nullable=False))
    op.add_column("assessment", sa.Column("spent_seconds", sa.Integer()))
    op.execute("DROP TRIGGER assessment_no_update")
    op.execute(
        "CREATE TRIGGER assessment_no_update BEFORE UPDATE OF id, declaration_id, officer_id, officer_name, at, "
        "act_key, verdict, reasons, note, seen_version, compared, not_compared_reason, not_signed_reason, "
        "spent_seconds, hgd_answer, hgd, confirmed_registry_name, successor ON assessment "
        "BEGIN SELECT RAISE(ABORT, 'assessments are only added'); END"
    )
    op.create_index("ix_trace_entry_officer", "trace_entry", ["officer_id", "id"])
    op.create_index("ix_trace_entry_at", "trace_entry", ["office_code", "at", "id"])


def _signed_pages() -> None:
    op.create_table(
        "signed_page",
        sa.Column("id", _ID, nullable=False),
        sa.Column("office_code", sa.String(5), nullable=False),
        sa.Column("declaration_id", _ID),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(20), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(40)),
        sa.Column("data_version", sa.Integer()),
        sa.Column("batch", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("why_tray", sa.String(20)),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("added_by", sa.String(100), nullable=False),
        sa.Column("filed_at", sa.BigInteger()),
        sa.Column("filed_by", sa.String(100)),
        sa.Column("superseded_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["office_code"], ["office.code"], name="fk_signed_page_office_code_office"),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name="fk_signed_page_declaration_id_declaration"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_signed_page"),
    )
    op.create_index("ix_signed_page_declaration_id", "signed_page", ["declaration_id"])
    op.create_index("ix_signed_page_number", "signed_page", ["number"])
    op.create_index("ix_signed_page_sha256", "signed_page", ["sha256"])
    op.create_index("ix_signed_page_tray", "signed_page", ["office_code", "declaration_id", "superseded_at", "id"])


def _claims_and_assignments() -> None:
    op.create_table(
        "claim",
        sa.Column("declaration_id", _ID, autoincrement=False, nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("officer_id", _ID, nullable=False),
        sa.Column("officer_name", sa.String(100), nullable=False),
        sa.Column("counter", sa.String(20)),
        sa.Column("lease", sa.String(36), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["declaration_id"], ["declaration.id"], name="fk_claim_declaration_id_declaration"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_claim_officer_id_officer"),
        sa.PrimaryKeyConstraint("declaration_id", name="pk_claim"),
    )
    op.create_index("ix_claim_changed_at", "claim", ["changed_at"])
    op.create_index("ix_claim_officer", "claim", ["officer_id", "until"])
    op.create_table(
        "assignment",
        sa.Column("declaration_id", _ID, autoincrement=False, nullable=False),
        sa.Column("officer_id", _ID, nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("by_name", sa.String(100), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("how", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name="fk_assignment_declaration_id_declaration"
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_assignment_officer_id_officer"),
        sa.PrimaryKeyConstraint("declaration_id", name="pk_assignment"),
    )
    op.create_index("ix_assignment_officer_id", "assignment", ["officer_id"])


def _escalations() -> None:
    op.create_table(
        "escalation",
        sa.Column("id", _ID, nullable=False),
        sa.Column("declaration_id", _ID, nullable=False),
        sa.Column("office_code", sa.String(5), nullable=False),
        sa.Column("asked_by", _ID, nullable=False),
        sa.Column("asked_by_name", sa.String(100), nullable=False),
        sa.Column("question", sa.String(2000), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_by", sa.Integer()),
        sa.Column("answered_by_name", sa.String(100)),
        sa.Column("answer", sa.String(2000), server_default="", nullable=False),
        sa.Column("answered_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name="fk_escalation_declaration_id_declaration"
        ),
        sa.ForeignKeyConstraint(["office_code"], ["office.code"], name="fk_escalation_office_code_office"),
        sa.ForeignKeyConstraint(["asked_by"], ["officer.id"], name="fk_escalation_asked_by_officer"),
        sa.PrimaryKeyConstraint("id", name="pk_escalation"),
    )
    op.create_index("ix_escalation_declaration_id", "escalation", ["declaration_id"])
    op.create_index("ix_escalation_open", "escalation", ["office_code", "answered_at", "id"])


def _second_looks() -> None:
    op.create_table(
        "second_look",
        sa.Column("id", _ID, nullable=False),
        sa.Column("declaration_id", _ID, nullable=False),
        sa.Column("office_code", sa.String(5), nullable=False),
        sa.Column("act_key", sa.String(36), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("first_officer_id", _ID, nullable=False),
        sa.Column("first_verdict", _VERDICT, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("officer_id", sa.Integer()),
        sa.Column("officer_name", sa.String(100)),
        sa.Column("verdict", _VERDICT),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("done_at", sa.BigInteger()),
        sa.Column("settled_by_name", sa.String(100)),
        sa.Column("settled_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name="fk_second_look_declaration_id_declaration"
        ),
        sa.ForeignKeyConstraint(["office_code"], ["office.code"], name="fk_second_look_office_code_office"),
        sa.ForeignKeyConstraint(["first_officer_id"], ["officer.id"], name="fk_second_look_first_officer_id_officer"),
        sa.PrimaryKeyConstraint("id", name="pk_second_look"),
        sa.UniqueConstraint("act_key", name="uq_second_look_act_key"),
    )
    op.create_index("ix_second_look_declaration_id", "second_look", ["declaration_id"])
    op.create_index("ix_second_look_open", "second_look", ["office_code", "status", "id"])
