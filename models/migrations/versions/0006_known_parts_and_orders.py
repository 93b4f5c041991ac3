"""Known parts and orders; whether mail is sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "known_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("bare", sa.String(length=160), nullable=False),
        sa.Column("revision", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=True),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("needs_customer_authorization", sa.Boolean(), nullable=False),
        sa.Column("safety_relevant", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["organisation.id"], name=op.f("fk_known_part_supplier_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["organisation.id"], name=op.f("fk_known_part_customer_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_part")),
        sa.UniqueConstraint("key", name=op.f("uq_known_part_key")),
    )
    op.create_index(op.f("ix_known_part_bare"), "known_part", ["bare"], unique=False)
    op.create_index(op.f("ix_known_part_supplier_id"), "known_part", ["supplier_id"], unique=False)
    op.create_index(op.f("ix_known_part_customer_id"), "known_part", ["customer_id"], unique=False)
    kinds = ("po", "sales_order", "invoice", "delivery_note")
    op.create_table(
        "known_order",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*kinds, name="orderkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("their_number", sa.String(length=80), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["organisation.id"], name=op.f("fk_known_order_partner_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_order")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_known_order_kind_key")),
    )
    op.create_index(op.f("ix_known_order_partner_id"), "known_order", ["partner_id"], unique=False)

    with op.batch_alter_table("installation") as batch_op:
        batch_op.add_column(sa.Column("mails", sa.Boolean(), nullable=True))
    op.execute("update installation set mails = true")
    with op.batch_alter_table("installation") as batch_op:
        batch_op.alter_column("mails", existing_type=sa.Boolean(), nullable=False)
