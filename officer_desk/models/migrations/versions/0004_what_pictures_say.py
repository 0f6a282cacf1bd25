# SPDX-License-Identifier: Apache-2.0
"""What was read of pictures; those that are there already wait to be read."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "picture_reading",
        sa.Column("id", _ID, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("wants_lines", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("lines_version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("data", sa.LargeBinary()),
        sa.Column("said", sa.String(64)),
        sa.Column("likeness", sa.String(16), server_default="", nullable=False),
        sa.Column("sketch", sa.LargeBinary()),
        sa.Column("band_a", sa.Integer()),
        sa.Column("band_b", sa.Integer()),
        sa.Column("band_c", sa.Integer()),
        sa.Column("band_d", sa.Integer()),
        sa.Column("read_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_picture_reading"),
        sa.UniqueConstraint("sha256", name="uq_picture_reading_sha256"),
    )
    # Open files come last, because the newest row is read first.
    op.execute(
        "INSERT INTO picture_reading (sha256, wants_lines) SELECT p.sha256, max("
        "(p.role = 'identity_back' AND d.id_kind <> 'cmnd') OR (p.role = 'identity_front' AND d.id_kind = 'passport')) "
        "FROM picture p JOIN declaration d ON d.id = p.declaration_id "
        "GROUP BY p.sha256 ORDER BY max(d.decided_at IS NULL), max(d.submitted_at)"
    )
    op.create_index("ix_picture_reading_version", "picture_reading", ["version", "id"])
    op.create_index(
        "ix_picture_reading_lines",
        "picture_reading",
        ["lines_version", "id"],
        sqlite_where=sa.text("wants_lines = 1"),
        postgresql_where=sa.text("wants_lines"),
    )
    for column in ("said", "likeness", "band_a", "band_b", "band_c", "band_d"):
        op.create_index(f"ix_picture_reading_{column}", "picture_reading", [column])
