"""Alembic's environment: one connection, handed over by `upgrade.py`."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
