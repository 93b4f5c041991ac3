"""More time is a case like any other approval: its two tables go, what waits for it is asked for again.

The ledger keeps who asked for what, and who decided; what is granted stands on the clocks.
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0003"
branch_labels = None
depends_on = None

BECAUSE = "Andon asks for more time in another way now; please ask again."
_APPROVAL = sa.table(
    "approval", sa.column("id", sa.Uuid()), sa.column("record_id", sa.Uuid()), sa.column("state", sa.String()),
    sa.column("ended_at", sa.DateTime(timezone=True)), sa.column("because", sa.Text()), sa.column("version", sa.Integer()),
)  # fmt: skip
_SEAT = sa.table("approval_seat", sa.column("id", sa.Uuid()), sa.column("approval_id", sa.Uuid()))
_ITEM = sa.table("action_item", sa.column("id", sa.Uuid()))
_DUE = sa.table(
    "due", sa.column("reference", sa.String()), sa.column("ended_at", sa.DateTime(timezone=True)),
    sa.column("ended", sa.String()), sa.column("version", sa.Integer()),
)  # fmt: skip


def upgrade() -> None:
    _end_what_waits(op.get_bind())
    op.drop_table("extension_request")
    op.drop_table("action_extension")
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_approval_due_id"), ["due_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_approval_due_id_due"), "due", ["due_id"], ["id"])


def _end_what_waits(connection: sa.Connection) -> None:
    """The cases of action items: their hashes were taken with the lines that go."""
    items = sa.select(_ITEM.c.id)
    waiting = sa.select(_APPROVAL.c.id).where(_APPROVAL.c.state == "pending", _APPROVAL.c.record_id.in_(items))
    cases: list[UUID] = list(connection.scalars(waiting))
    seats = [str(seat) for seat in connection.scalars(sa.select(_SEAT.c.id).where(_SEAT.c.approval_id.in_(cases)))]
    now = datetime.now(UTC)
    connection.execute(
        sa.update(_APPROVAL)
        .where(_APPROVAL.c.id.in_(cases))
        .values(state="withdrawn", ended_at=now, because=BECAUSE, version=_APPROVAL.c.version + 1)
    )
    connection.execute(
        sa.update(_DUE)
        .where(_DUE.c.reference.in_(seats), _DUE.c.ended_at.is_(None))
        .values(ended_at=now, ended="dropped", version=_DUE.c.version + 1)
    )
