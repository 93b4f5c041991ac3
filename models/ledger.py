"""The trail: every change of what the quality system keeps, in one chain of hashes that nobody can edit unseen.

Each entry stores the canonical text that its hash was made of, so that `verify` needs no knowledge of how a record looked at the
time. The database refuses UPDATE and DELETE by triggers (21 CFR 11.10(e)); who owns the database could still rebuild the whole
chain, and a chain cannot show that its tail was cut: therefore the head is anchored daily outside of it, in the quality channel.

Personal data is kept in side rows and appears here by its salted hash: a side row can be erased, the chain still verifies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.database import Base

GENESIS = "0" * 64


class LedgerEntry(Base):
    """One line of the trail: who did what to which record, when, from where."""

    __tablename__ = "ledger_entry"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    #: The record, person or intake item that was changed.
    subject_id: Mapped[UUID] = mapped_column(index=True)
    #: Canonical JSON: what the hash is made of, together with the previous hash.
    text: Mapped[str] = mapped_column(sa.Text)
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)


class LedgerHead(Base):
    """The last link of the chain; locked last, so that writers queue only for the end of their transaction."""

    __tablename__ = "ledger_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(sa.String(64))


class LedgerPersonal(Base):
    """A piece of personal data that the ledger names by hash; erasing the row leaves the chain whole."""

    __tablename__ = "ledger_personal"

    digest: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    salt: Mapped[str] = mapped_column(sa.String(32))
    text: Mapped[str] = mapped_column(sa.Text)


@dataclass(frozen=True, slots=True)
class Verdict:
    entries: int
    head: str
    #: The sequence number of the first row that is wrong, and what is wrong with it.
    bad: int | None = None
    because: str = ""


def canonical(facts: dict[str, object]) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link(previous: str, text: str) -> str:
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def append(session: Session, lines: list[tuple[UUID, dict[str, object]]], at: datetime) -> None:
    head = session.get(LedgerHead, 1, with_for_update=True)
    if head is None:
        head = LedgerHead(id=1, seq=0, hash=GENESIS)
        session.add(head)
    for subject, facts in lines:
        seq = head.seq + 1
        text = canonical({**facts, "seq": seq, "at": at.isoformat()})
        entry = LedgerEntry(
            seq=seq, at=at, subject_id=subject, text=text, previous_hash=head.hash, hash=link(head.hash, text)
        )
        session.add(entry)
        head.seq, head.hash = entry.seq, entry.hash


def end(session: Session) -> int:
    """The number of the last entry; 0 before the first."""
    return session.scalar(sa.select(LedgerHead.seq)) or 0


def tells_of(session: Session, kinds: Iterable[str], *, after: int) -> bool:
    """Was a thing of one of these classes changed since the entry of that number? By the unit of work's own words for it."""
    named = [LedgerEntry.text.contains(f'"in":"{kind}"', autoescape=True) for kind in kinds]
    since = sa.select(LedgerEntry.seq).where(LedgerEntry.seq > after, sa.or_(*named)).limit(1)
    return session.scalar(since) is not None


def actor_of(text: str) -> str | None:
    """The id of the person in whose name a line was written; None for a job or the command line."""
    actor: dict[str, str | None] = json.loads(text)["actor"]
    return actor["id"]


def shield(session: Session, text: str, salt: str) -> str:
    """Keep personal `text` beside the ledger; what the ledger gets to see is the digest."""
    digest = hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()
    session.add(LedgerPersonal(digest=digest, salt=salt, text=text))
    return f"personal:{digest}"


def verify(session: Session) -> Verdict:
    """Walk the whole chain; name the first row whose number, link, text or hash is not what it must be."""
    previous, expected = GENESIS, 1
    for entry in _entries(session):
        because = _fault(entry, previous, expected)
        if because:
            return Verdict(entries=expected - 1, head=previous, bad=entry.seq, because=because)
        previous, expected = entry.hash, expected + 1
    head = session.get(LedgerHead, 1) or LedgerHead(seq=0, hash=GENESIS)
    if (head.seq, head.hash) != (expected - 1, previous):
        return Verdict(
            expected - 1,
            previous,
            expected,
            f"the head says {head.seq} entries, the chain ends at {expected - 1}",
        )
    return Verdict(entries=expected - 1, head=previous)


def _fault(entry: LedgerEntry, previous: str, expected: int) -> str:
    if entry.seq != expected:
        return f"entry {expected} is missing"
    if entry.previous_hash != previous:
        return "it does not follow the entry before it"
    if link(previous, entry.text) != entry.hash:
        return "its text is not what was hashed"
    try:
        written = json.loads(entry.text)
        told = (written["seq"], written["at"], written["subject"]["id"])
    except (ValueError, KeyError, TypeError):
        return "its text is not a line of this ledger"
    if told != (entry.seq, entry.at.isoformat(), str(entry.subject_id)):
        return "its number, time or subject differs from its text"
    return ""


def _entries(session: Session) -> Iterator[LedgerEntry]:
    yield from session.scalars(sa.select(LedgerEntry).order_by(LedgerEntry.seq).execution_options(yield_per=1000))


#: The append-only rule, by database. Migrations create these, and re-create them whenever a table was rebuilt.
TRIGGERS: dict[str, tuple[str, ...]] = {
    "sqlite": tuple(
        f"create trigger if not exists ledger_entry_no_{verb} before {verb} on ledger_entry "
        "begin select raise(abort, 'the ledger is append-only'); end"
        for verb in ("update", "delete")
    ),
    "postgresql": (
        "create or replace function refuse_ledger_change() returns trigger language plpgsql as "
        "$$ begin raise exception 'the ledger is append-only' using errcode = 'integrity_constraint_violation'; end $$",
        "create or replace trigger ledger_entry_append_only before update or delete on ledger_entry "
        "for each row execute function refuse_ledger_change()",
        "create or replace trigger ledger_entry_no_truncate before truncate on ledger_entry "
        "for each statement execute function refuse_ledger_change()",
    ),
}
