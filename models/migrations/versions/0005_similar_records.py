"""Similar records: the index of words, and those that were told apart."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0002"
branch_labels = None
depends_on = None

#: As the index was when this revision was written; its triggers are made after every migration.
INDEX = {
    "sqlite": (
        "create virtual table record_fts using fts5(record_id, words, tokenize = 'unicode61 remove_diacritics 0')",
        "create virtual table record_terms using fts5vocab(record_fts, row)",
        "insert into record_fts (record_id, words) select id, search_text from record",
    ),
    "postgresql": (
        "create index ix_record_search_words on record using gin "
        "(to_tsvector('simple', regexp_replace(search_text, '[^[:alnum:]]+', ' ', 'g')))",
    ),
}


def upgrade() -> None:
    op.create_table(
        "not_similar",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["record.id"], name=op.f("fk_not_similar_other_id_record")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_not_similar_record_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_similar")),
        sa.UniqueConstraint("record_id", "other_id", name=op.f("uq_not_similar_record_id_other_id")),
    )
    op.create_index(op.f("ix_not_similar_other_id"), "not_similar", ["other_id"])
    op.create_index(op.f("ix_not_similar_record_id"), "not_similar", ["record_id"])
    for statement in INDEX[op.get_bind().dialect.name]:
        op.execute(statement)
