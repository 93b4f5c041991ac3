"""Which records look like this one: the same part, lot, customer or supplier, and the same words about what is wrong.

ISO 9001:2015 10.2.1 b 3 (do similar nonconformities exist?); 21 CFR 820.35 (was the same investigated already?). Candidates come
from the index of words, the strictest question first; each is then compared field by field. Somebody decides, never this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.kernel.likeness import Likeness
from models.kernel.text import shorten
from models.records.nonconformance import Nonconformance
from models.reports.words import common, key, spellings, telling
from models.workflow import search
from models.workflow.common import DUPLICATE, VOID
from models.workflow.companions import Link, LinkType
from models.workflow.distinguishing import told_apart
from models.workflow.lifecycle import state_label
from models.workflow.record import Record

MEMORY = timedelta(days=730)
#: What is compared, and how much it counts; with its name as it is told.
MARKS = (
    ("part", "part", 35), ("lot", "lot", 35), ("serial", "serial number", 35), ("organisation", "customer", 12),
    ("supplier", "supplier", 12),
)  # fmt: skip
#: Words count so much when all that one of the two says is said by the other too; fewer than these in common count less.
WORDS, ENOUGH_WORDS = 60, 3
THRESHOLD, MOST_SHOWN = 50, 5
#: Candidates that are compared, and the words by which they are looked for: the rarest tell most.
MOST_CANDIDATES, MOST_ASKED = 50, 8
#: A word that stands in more than this share of all records tells nothing, once there are enough records to say so.
COMMON_SHARE, ENOUGH_RECORDS = 0.1, 200
QUARTER, YEAR = timedelta(days=90), timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a record is compared by."""

    marks: dict[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, record: Record) -> Profile:
        text = f"{record.title or ''}\n{getattr(record, record.type.title_from, None) or ''}"
        marks = {name: str(value) for name, _, _ in MARKS if key(value := getattr(record, name, None))}
        return cls(marks, tuple(telling(text)))


def similar(session: Session, record: Record, *, before: datetime | None = None) -> list[Likeness]:
    """At most five records of the last two years, the most alike first; `before` leaves out what was registered later.

    Not told are records that are linked to this one already, what all of them came from, and of which somebody said that they
    are not the same.
    """
    own = Profile.of(record)
    settled = _linked(session, record) | _family(session, record) | told_apart(session, record)
    found = _candidates(session, own, record.created_at - MEMORY, settled)
    likely = [_compared(own, other) for other in found if before is None or other.created_at <= before]
    told = sorted((each for each in likely if each.score >= THRESHOLD), key=_best_first)
    return told[:MOST_SHOWN]


def _best_first(likeness: Likeness) -> tuple[int, float]:
    return -likeness.score, -likeness.registered_at.timestamp()


def _linked(session: Session, record: Record) -> set[UUID]:
    either = sa.or_(Link.source_id == record.id, Link.target_id == record.id)
    pairs = session.execute(sa.select(Link.source_id, Link.target_id).where(either))
    return {known for pair in pairs for known in pair}


def _family(session: Session, record: Record) -> set[UUID]:
    """This one, what caused it, what caused that, and whatever else came of them: one story, told once."""
    family, found = set[UUID](), {record.id}
    while found:
        family |= found
        either = sa.or_(Link.source_id.in_(found), Link.target_id.in_(found))
        edges = sa.select(Link.source_id, Link.target_id).where(either, Link.type == LinkType.CAUSED_BY)
        found = {known for pair in session.execute(edges) for known in pair} - family
    return family


def _candidates(session: Session, own: Profile, since: datetime, without: set[UUID]) -> list[Record]:
    """Gathered question by question until there are enough, then read at once."""
    wanted: dict[UUID, None] = {}
    for question in _questions(own, _rarest(session, own.words)):
        found = search.matching(session, question, since, MOST_CANDIDATES + len(without))
        wanted.update(dict.fromkeys(known for known in found if known not in without))
        if len(wanted) >= MOST_CANDIDATES:
            break
    ids = list(wanted)[:MOST_CANDIDATES]
    counting = Record.id.in_(ids), Record.state.not_in((VOID, DUPLICATE))
    return list(session.scalars(sa.select(Record).where(*counting)))


def _questions(own: Profile, words: Sequence[str]) -> Iterator[list[search.AnyOf]]:
    """From the strictest to the loosest; each is a list of what all has to occur."""
    part, lot, serial = (spellings(own.marks.get(name)) for name in ("part", "lot", "serial"))
    for mark in (serial, lot):
        if mark:
            yield [mark]
    if part and words:
        yield [part, words]
    if len(words) > 1:
        yield [[word] for word in words]
    if words:
        yield [words]
    if part:
        yield [part]


def _rarest(session: Session, words: Sequence[str]) -> list[str]:
    """The words by which to look: those that stand in some records, and in few."""
    counted = search.occurrences(session, words)
    if not counted:
        return list(words)[:MOST_ASKED]
    records = session.scalar(sa.select(sa.func.count()).select_from(Record.__table__)) or 0
    most = records * COMMON_SHARE if records >= ENOUGH_RECORDS else records
    return sorted((w for w in counted if counted[w] <= most), key=lambda w: counted[w])[:MOST_ASKED]


def _compared(own: Profile, other: Record) -> Likeness:
    theirs = Profile.of(other)
    same = [(label, weight) for name, label, weight in MARKS if _alike(own, theirs, name)]
    shared = common(own.words, theirs.words)
    fewer = min(len(own.words), len(theirs.words)) or 1
    by_words = WORDS * len(shared) / fewer * min(1, len(shared) / ENOUGH_WORDS)
    score = round(sum(weight for _, weight in same) + min(WORDS, by_words))
    return Likeness(
        other.id, other.printed, other.type.noun, other.kind, other.title or "", state_label(other.state),
        other.created_at, score, _because([label for label, _ in same], shared),
    )  # fmt: skip


def _alike(own: Profile, theirs: Profile, name: str) -> bool:
    return name in own.marks and key(own.marks[name]) == key(theirs.marks.get(name))


def _because(marks: list[str], words: list[str]) -> str:
    same = f"same {' and '.join(marks)}" if marks else ""
    alike = f"similar words: {', '.join(shorten(word, 24) for word in words[:4])}" if words else ""
    return "; ".join(part for part in (same, alike) if part)


def recurrences(session: Session, ncr: Nonconformance, within: timedelta = QUARTER) -> list[Nonconformance]:
    """The other NCRs of the same part that say the same is wrong, registered within that time before this one; newest first."""
    return recurred(session, ncr, ncr.created_at - within, ncr.created_at)


def recurred(session: Session, ncr: Nonconformance, since: datetime, until: datetime) -> list[Nonconformance]:
    """The same between two moments, which may lie after this one: has it come back since the corrective action?"""
    own = Profile.of(ncr)
    part = spellings(own.marks.get("part"))
    if not part or not own.words:
        return []
    ids = search.matching(session, [part], since, most=1000)
    apart = told_apart(session, ncr) | {ncr.id}
    counting = (
        Nonconformance.id.in_(set(ids) - apart),
        Nonconformance.state.not_in((VOID, DUPLICATE)),
        Nonconformance.created_at <= until,
    )
    known = session.scalars(sa.select(Nonconformance).where(*counting).order_by(Nonconformance.created_at.desc()))
    return [other for other in known if _same_defect(own, Profile.of(other))]


def _same_defect(own: Profile, theirs: Profile) -> bool:
    """Two words in common, or the only one that one of them has."""
    needed = min(2, len(own.words), len(theirs.words))
    return _alike(own, theirs, "part") and len(common(own.words, theirs.words)) >= max(1, needed)


def named(likely: Iterable[Likeness]) -> str:
    """“NCR-2026-0003 (same part and lot) and 2 more”."""
    first, *rest = likely
    return f"{first.number} ({first.because})" + (f" and {len(rest)} more" if rest else "")
