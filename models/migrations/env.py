"""Alembic's entry: the connection comes from `models.migrations.upgrade`, which also holds the transaction."""

from __future__ import annotations

from typing import Literal

from alembic import context

from models import schema
from models.database import UTCDateTime
from models.workflow.search import is_ours


def _plain(kind: str, item: object, _context: object) -> str | Literal[False]:
    """A revision must not change when the program does: our own column type is written as what it is in the database."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UTCDateTime) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=schema.METADATA,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=False,
    compare_type=True,
    render_item=_plain,
    include_name=is_ours,
)
context.run_migrations()
