"""Corrective actions and action items; action items are part of what they were decided for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _widen_links()
    _create()


def _widen_links() -> None:
    """One more type of link. By hand: Alembic's batch mode would lose the CHECK of the enumeration on SQLite."""
    op.execute("create table link_before as select * from link")
    op.drop_table("link")
    op.create_table(
        "link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "caused_by",
                "duplicate_of",
                "similar_to",
                "corrects",
                "evidences",
                "part_of",
                name="linktype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["record.id"], name=op.f("fk_link_source_id_record")),
        sa.ForeignKeyConstraint(["target_id"], ["record.id"], name=op.f("fk_link_target_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("source_id", "target_id", "type", name=op.f("uq_link_source_id_target_id_type")),
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_source_id"), ["source_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_target_id"), ["target_id"], unique=False)
    op.execute(
        "insert into link (id, source_id, target_id, type, at) select id, source_id, target_id, type, at from link_before"
    )
    op.drop_table("link_before")


def _create() -> None:
    op.create_table(
        "action_extension",
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("previous", sa.Date(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "asked",
                "granted",
                "not_granted",
                name="extensionoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_action_extension_record_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_extension")),
    )
    with op.batch_alter_table("action_extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_extension_record_id"), ["record_id"], unique=False)

    op.create_table(
        "action_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task", sa.Text(), nullable=True),
        sa.Column(
            "purpose",
            sa.Enum(
                "containment",
                "correction",
                "corrective",
                "preventive",
                "improvement",
                "communication",
                "verification",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "strength",
            sa.Enum(
                "eliminate",
                "error_proof",
                "detect",
                "train",
                name="strength",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("due_original", sa.Date(), nullable=True),
        sa.Column("due_current", sa.Date(), nullable=True),
        sa.Column("extensions", sa.Integer(), server_default="0", nullable=False),
        sa.Column("verifier_id", sa.Uuid(), nullable=True),
        sa.Column(
            "evidence_kind",
            sa.Enum("words", "file", name="evidencekind", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("effort", sa.String(length=80), nullable=True),
        sa.Column("declined_because", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("verification", sa.Text(), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=True),
        sa.Column("substitute", sa.String(length=200), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("blocked_because", sa.Text(), nullable=True),
        sa.Column("blocked_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["done_by_id"], ["person.id"], name=op.f("fk_action_item_done_by_id_person")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_action_item_id_record")),
        sa.ForeignKeyConstraint(["verifier_id"], ["person.id"], name=op.f("fk_action_item_verifier_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_item")),
    )
    op.create_table(
        "capa",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "capa_type",
            sa.Enum(
                "corrective",
                "preventive",
                "improvement",
                name="capatype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("champion_id", sa.Uuid(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("part", sa.String(length=80), nullable=True),
        sa.Column("process", sa.String(length=120), nullable=True),
        sa.Column("where_found", sa.String(length=200), nullable=True),
        sa.Column("when_found", sa.String(length=200), nullable=True),
        sa.Column("who_found", sa.String(length=200), nullable=True),
        sa.Column("how_many", sa.String(length=200), nullable=True),
        sa.Column("extent", sa.Text(), nullable=True),
        sa.Column("risk_before", sa.String(length=200), nullable=True),
        sa.Column("containment", sa.Text(), nullable=True),
        sa.Column("containment_removal", sa.Date(), nullable=True),
        sa.Column(
            "cause_method",
            sa.Enum(
                "five_why",
                "fishbone",
                "fault_tree",
                "is_is_not",
                "other",
                name="causemethod",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("cause_occurrence", sa.Text(), nullable=True),
        sa.Column("cause_escape", sa.Text(), nullable=True),
        sa.Column("cause_system", sa.Text(), nullable=True),
        sa.Column(
            "cause_verified_by",
            sa.Enum(
                "measurement",
                "observation",
                "reproduction",
                name="causeverification",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("cause_evidence", sa.Text(), nullable=True),
        sa.Column("actions_selected", sa.Text(), nullable=True),
        sa.Column("no_adverse_effect", sa.Text(), nullable=True),
        sa.Column("ec_metric", sa.String(length=300), nullable=True),
        sa.Column("ec_baseline", sa.String(length=200), nullable=True),
        sa.Column("ec_target", sa.String(length=200), nullable=True),
        sa.Column("ec_window_days", sa.Integer(), nullable=True),
        sa.Column("ec_sample", sa.String(length=200), nullable=True),
        sa.Column("verifier_id", sa.Uuid(), nullable=True),
        sa.Column("validation", sa.Text(), nullable=True),
        sa.Column("documents", sa.String(length=300), nullable=True),
        sa.Column("fmea", sa.String(length=300), nullable=True),
        sa.Column("control_plan", sa.String(length=300), nullable=True),
        sa.Column("training", sa.String(length=300), nullable=True),
        sa.Column("read_across", sa.String(length=300), nullable=True),
        sa.Column("risk_register", sa.String(length=300), nullable=True),
        sa.Column("qms_change", sa.String(length=300), nullable=True),
        sa.Column("ec_result", sa.Text(), nullable=True),
        sa.Column("ec_recurrence", sa.Text(), nullable=True),
        sa.Column("ec_adverse", sa.Text(), nullable=True),
        sa.Column("ec_waived_because", sa.Text(), nullable=True),
        sa.Column("lessons", sa.Text(), nullable=True),
        sa.Column("thanks", sa.Text(), nullable=True),
        sa.Column("cycle", sa.Integer(), server_default="0", nullable=False),
        sa.Column("implemented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ec_opens", sa.Date(), nullable=True),
        sa.Column("ec_closes", sa.Date(), nullable=True),
        sa.Column("ec_verified_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["champion_id"], ["person.id"], name=op.f("fk_capa_champion_id_person")),
        sa.ForeignKeyConstraint(["ec_verified_by_id"], ["person.id"], name=op.f("fk_capa_ec_verified_by_id_person")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_capa_id_record")),
        sa.ForeignKeyConstraint(["verifier_id"], ["person.id"], name=op.f("fk_capa_verifier_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capa")),
    )
    op.create_table(
        "capa_effectiveness_check",
        sa.Column(
            "outcome",
            sa.Enum(
                "effective",
                "not_effective",
                "waived",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("target", sa.String(length=300), nullable=True),
        sa.Column("recurrence", sa.Text(), nullable=False),
        sa.Column("judged", sa.Text(), nullable=True),
        sa.Column("adverse", sa.Text(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["person.id"], name=op.f("fk_capa_effectiveness_check_checked_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_capa_effectiveness_check_record_id_record")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capa_effectiveness_check")),
    )
    with op.batch_alter_table("capa_effectiveness_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_capa_effectiveness_check_record_id"), ["record_id"], unique=False)

    op.create_table(
        "capa_is_is_not",
        sa.Column(
            "aspect",
            sa.Enum(
                "what", "where", "when", "extent", name="aspect", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("does", sa.String(length=300), nullable=False),
        sa.Column("does_not", sa.String(length=300), nullable=False),
        sa.Column("distinction", sa.String(length=300), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_capa_is_is_not_record_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capa_is_is_not")),
    )
    with op.batch_alter_table("capa_is_is_not", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_capa_is_is_not_record_id"), ["record_id"], unique=False)

    op.create_table(
        "capa_team_member",
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("discipline", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_capa_team_member_person_id_person")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_capa_team_member_record_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capa_team_member")),
    )
    with op.batch_alter_table("capa_team_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_capa_team_member_record_id"), ["record_id"], unique=False)
