"""Dispositions and costs become lines; approvals; what became of a mail.

What one nonconformance said about its one disposition becomes its first line, and its remark about costs the reason why no
cost line is there.
"""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEPT = (
    "id",
    "source",
    "description",
    "part",
    "revision",
    "lot",
    "order_number",
    "detected_where",
    "quantity",
    "quantity_affected",
    "quantity_total",
    "requirement",
    "supplier",
    "containment",
    "in_stock",
    "in_process",
    "in_transit",
    "at_customer",
    "shipped",
    "customer_notification",
    "capa_needed",
    "capa_reason",
)


def upgrade() -> None:
    _create()
    op.add_column("record", sa.Column("deeds", sa.Integer(), server_default="0", nullable=False))
    op.add_column("outbox", sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True))
    _carry_lines()
    if op.get_bind().dialect.name == "sqlite":
        _rebuild_nonconformance()
    else:
        _alter_nonconformance()


def _carry_lines() -> None:
    connection = op.get_bind()
    old = sa.text(
        "select n.id, disposition, rationale, instruction, evidence, reinspection, executor_id, quantity_affected, supplier,"
        " case when evidence is null then null else state_since end as executed_at"
        " from nonconformance n join record r on r.id = n.id where disposition is not null"
    )
    into = sa.text(
        "insert into disposition_line (id, record_id, position, quantity, disposition, rationale, instruction, supplier,"
        " evidence, reinspection, unusable, executed_at, executor_id) values (:line, :id, 1, :quantity_affected,"
        " :disposition, :rationale, :instruction, :supplier, :evidence, :reinspection, :unusable, :executed_at, :executor_id)"
    )
    for row in connection.execute(old).mappings().all():
        values = dict(row) | {"line": uuid.uuid4().hex, "quantity_affected": row["quantity_affected"] or 0}
        values["rationale"] = row["rationale"] or "–"
        values["unusable"] = "yes" if row["disposition"] == "scrap" and row["evidence"] else None
        connection.execute(into, values)


def _rebuild_nonconformance() -> None:
    """By hand: a rebuilt table of Alembic's batch mode would lose the CHECKs of its enumerations on SQLite."""
    columns = ", ".join(KEPT)
    op.rename_table("nonconformance", "nonconformance_before")
    _create_nonconformance()
    op.execute(
        f"insert into nonconformance ({columns}, no_costs_reason)"  # noqa: S608  (names of columns, all from here)
        f" select {columns}, costs from nonconformance_before"
    )
    op.drop_table("nonconformance_before")


def _alter_nonconformance() -> None:
    op.alter_column("nonconformance", "costs", new_column_name="no_costs_reason")
    yes_or_no = sa.Enum("yes", "no", name="customer_part", native_enum=False, create_constraint=True, length=40)
    op.add_column("nonconformance", sa.Column("customer_part", yes_or_no, nullable=True))
    for column in ("executor_id", "reinspection", "disposition", "rationale", "evidence", "instruction"):
        op.drop_column("nonconformance", column)


def _create_nonconformance() -> None:
    op.create_table(
        "nonconformance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "incoming",
                "in_process",
                "final",
                "customer",
                "audit",
                "supplier",
                "field",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("part", sa.String(length=80), nullable=True),
        sa.Column("revision", sa.String(length=20), nullable=True),
        sa.Column("lot", sa.String(length=80), nullable=True),
        sa.Column("order_number", sa.String(length=80), nullable=True),
        sa.Column("detected_where", sa.String(length=120), nullable=True),
        sa.Column("quantity", sa.String(length=80), nullable=True),
        sa.Column("quantity_affected", sa.Integer(), nullable=True),
        sa.Column("quantity_total", sa.Integer(), nullable=True),
        sa.Column("requirement", sa.String(length=300), nullable=True),
        sa.Column("supplier", sa.String(length=200), nullable=True),
        sa.Column("containment", sa.Text(), nullable=True),
        sa.Column("in_stock", sa.Integer(), nullable=True),
        sa.Column("in_process", sa.Integer(), nullable=True),
        sa.Column("in_transit", sa.Integer(), nullable=True),
        sa.Column("at_customer", sa.Integer(), nullable=True),
        sa.Column(
            "shipped",
            sa.Enum("yes", "no", "unknown", name="yesnounknown", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("customer_notification", sa.Text(), nullable=True),
        sa.Column(
            "customer_part",
            sa.Enum("yes", "no", name="customer_part", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "capa_needed",
            sa.Enum("yes", "no", name="yesno", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("capa_reason", sa.Text(), nullable=True),
        sa.Column("no_costs_reason", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_nonconformance_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nonconformance")),
    )


def _create() -> None:
    op.create_table(
        "approval",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("grants", sa.String(length=80), nullable=False),
        sa.Column("returns", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "approved",
                "rejected",
                "changes_requested",
                "withdrawn",
                "superseded",
                name="approvalstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_approval_asked_by_id_person")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_approval_record_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approval_record_id"), ["record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_approval_state"), ["state"], unique=False)

    op.create_table(
        "cost_line",
        sa.Column(
            "cost",
            sa.Enum(
                "scrap",
                "rework",
                "sorting",
                "reinspection",
                "freight",
                "penalty",
                "other",
                name="costkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_cost_line_record_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_line")),
    )
    with op.batch_alter_table("cost_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cost_line_record_id"), ["record_id"], unique=False)

    op.create_table(
        "disposition_line",
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column(
            "disposition",
            sa.Enum(
                "rework",
                "scrap",
                "return_to_supplier",
                "regrade",
                "use_as_is",
                "repair",
                "no_defect_found",
                name="disposition",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("instruction", sa.String(length=200), nullable=True),
        sa.Column("supplier", sa.String(length=200), nullable=True),
        sa.Column("customer_authorization", sa.String(length=200), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column(
            "reinspection",
            sa.Enum("passed", "failed", name="reinspection", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "unusable",
            sa.Enum("yes", "no", name="yesno", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("executed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("executor_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["executor_id"], ["person.id"], name=op.f("fk_disposition_line_executor_id_person")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_disposition_line_record_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposition_line")),
    )
    with op.batch_alter_table("disposition_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disposition_line_record_id"), ["record_id"], unique=False)

    op.create_table(
        "approval_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("approval_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_approval_question_answered_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approval.id"], name=op.f("fk_approval_question_approval_id_approval")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_approval_question_asked_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_question")),
    )
    with op.batch_alter_table("approval_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approval_question_approval_id"), ["approval_id"], unique=False)

    op.create_table(
        "approval_seat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("approval_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column(
            "grade",
            sa.Enum("acknowledge", name="grade", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["approval_id"], ["approval.id"], name=op.f("fk_approval_seat_approval_id_approval")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_approval_seat_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_seat")),
    )
    with op.batch_alter_table("approval_seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approval_seat_approval_id"), ["approval_id"], unique=False)

    op.create_table(
        "approval_decision",
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "approved",
                "rejected",
                "changes_requested",
                name="decisionverdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stood_in", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_approval_decision_person_id_person")),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["approval_seat.id"], name=op.f("fk_approval_decision_seat_id_approval_seat")
        ),
        sa.PrimaryKeyConstraint("seat_id", name=op.f("pk_approval_decision")),
    )
    with op.batch_alter_table("approval_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approval_decision_person_id"), ["person_id"], unique=False)
