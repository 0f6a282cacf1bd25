# SPDX-License-Identifier: Apache-2.0
"""Alembic's environment: always on the connection that `models.database` hands over."""

from alembic import context

from officer_desk.models.tables import Declaration

context.configure(connection=context.config.attributes["connection"], target_metadata=Declaration.metadata)
context.run_migrations()
