"""Finding records by their words, on either database: one index over what `Record.search_text` says.

SQLite keeps it in an FTS5 table of its own, which triggers on `record` feed. A row there knows its record by the record's id, which
stands in the index as a word: the row numbers of `record` itself may change when its table is rebuilt or vacuumed. PostgreSQL
has an expression index; neither needs an extension.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from models.workflow.record import Record

#: Phrases of folded words; one of them has to occur.
AnyOf = Sequence[str]

_FTS = sa.table("record_fts", sa.column("record_id"), sa.column("record_fts"), sa.column("rank"))
_TERMS = sa.table("record_terms", sa.column("term"), sa.column("doc"))
_RECORD = cast(sa.Table, Record.__table__)

#: Without what its parser would read into “hx-20” (a negative number) or “a.b” (a host).
_PG_WORDS = "to_tsvector('simple', regexp_replace(search_text, '[^[:alnum:]]+', ' ', 'g'))"

#: The index, by database; the revision that brings it, and a test's fresh schema, run these.
INDEX: dict[str, tuple[str, ...]] = {
    "sqlite": (
        "create virtual table record_fts using fts5(record_id, words, tokenize = 'unicode61 remove_diacritics 0')",
        "create virtual table record_terms using fts5vocab(record_fts, row)",
    ),
    "postgresql": (f"create index ix_record_search_words on record using gin ({_PG_WORDS})",),
}
#: What keeps it true; created again after every migration, because a rebuilt table loses its triggers.
TRIGGERS: dict[str, tuple[str, ...]] = {
    "sqlite": (
        "create trigger if not exists record_words_added after insert on record begin "
        "insert into record_fts (record_id, words) values (new.id, new.search_text); end",
        "create trigger if not exists record_words_changed after update of search_text on record "
        "when old.search_text is not new.search_text begin "
        "delete from record_fts where rowid in (select rowid from record_fts where record_fts match 'record_id : ' || old.id); "
        "insert into record_fts (record_id, words) values (new.id, new.search_text); end",
        "create trigger if not exists record_words_removed after delete on record begin "
        "delete from record_fts where rowid in (select rowid from record_fts where record_fts match 'record_id : ' || old.id); "
        "end",
    ),
    "postgresql": (),
}


def is_ours(name: str | None, kind: str, _parents: object = None) -> bool:
    """For Alembic, which would drop what it does not know: the index is no table of the metadata."""
    return kind not in {"table", "index"} or not (name or "").startswith(
        ("record_fts", "record_terms", "ix_record_search")
    )


def matching(session: Session, every: Iterable[AnyOf], since: datetime, most: int) -> list[UUID]:
    """Registered records since `since` in which a phrase of each of `every` occurs; the best match first."""
    groups = [[bare for phrase in group if (bare := _bare(phrase))] for group in every]
    if not groups or not all(groups):
        return []
    ask = _ask_postgresql if session.get_bind().dialect.name == "postgresql" else _ask_sqlite
    young = (_RECORD.c.created_at >= since, _RECORD.c.number.is_not(None))
    return list(session.scalars(ask(groups).where(*young).limit(most)))


def _ask_sqlite(groups: list[list[str]]) -> sa.Select[UUID]:
    """A phrase is words between quotation marks, and so never one of FTS5's operators."""
    meant = " AND ".join("(" + " OR ".join(f'"{phrase}"' for phrase in group) + ")" for group in groups)
    matched = _FTS.c.record_fts.op("match")(f"words : ({meant})")
    return sa.select(_RECORD.c.id).join(_FTS, _RECORD.c.id == _FTS.c.record_id).where(matched).order_by(_FTS.c.rank)


def _ask_postgresql(groups: list[list[str]]) -> sa.Select[UUID]:
    meant = " & ".join("(" + " | ".join(" <-> ".join(phrase.split()) for phrase in group) + ")" for group in groups)
    words: sa.ColumnElement[Any] = sa.literal_column(_PG_WORDS)
    asked = sa.func.to_tsquery(sa.literal_column("'simple'"), meant)
    return sa.select(_RECORD.c.id).where(words.op("@@")(asked)).order_by(sa.func.ts_rank_cd(words, asked).desc())


def _bare(phrase: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in phrase).split())


def occurrences(session: Session, words: Sequence[str]) -> dict[str, int]:
    """In how many records each word occurs; nothing is known of that on PostgreSQL, where counting would read them all."""
    if session.get_bind().dialect.name == "postgresql":
        return {}
    counted = sa.select(_TERMS.c.term, _TERMS.c.doc).where(_TERMS.c.term.in_(words))
    return {row.term: row.doc for row in session.execute(counted)}


def watch(connection: Connection) -> None:
    """Create the triggers that keep the index true; before the revision that brings the index there is nothing to do."""
    if sa.inspect(connection).has_table(_FTS.name):
        for statement in TRIGGERS[connection.dialect.name]:
            connection.exec_driver_sql(statement)


def _with_its_tables(_target: sa.Table, connection: Connection, **_more: object) -> None:
    for statement in INDEX[connection.dialect.name]:
        connection.exec_driver_sql(statement)
    watch(connection)


event.listen(_RECORD, "after_create", _with_its_tables)
