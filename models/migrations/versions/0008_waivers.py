"""A rule of segregation of duties, waived for one person on one record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

RULES = ("originator_decides", "owner_closes", "executor_closes", "doer_verifies", "owner_checks", "checker_closes")


def upgrade() -> None:
    op.create_table(
        "separation_waiver",
        sa.Column(
            "rule",
            sa.Enum(*RULES, name="separation_rule", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("granted_by_id", sa.Uuid(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["granted_by_id"], ["person.id"], name=op.f("fk_separation_waiver_granted_by_id_person")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_separation_waiver_person_id_person")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_separation_waiver_record_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_separation_waiver")),
    )
    with op.batch_alter_table("separation_waiver", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_separation_waiver_record_id"), ["record_id"], unique=False)
