# SPDX-License-Identifier: Apache-2.0
"""Alembic's environment: always on the connection that `models.database` hands over."""

from alembic import context

from officer_desk.models.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
