"""Segregation of duties: the rules, and the waiver by which the head of quality lifts one of them for one person on one record.

21 CFR 11.10(g), AS9100 8.7, ISO 9001:2015 9.2.2: who does something does not judge it alone. A waiver is logged with its reason;
it stands on the card, in the trail and on paper, and nobody grants it to themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from models.kernel.errors import InvalidFields
from models.kernel.forms import Choice, Input, Unmet
from models.people.authority import Authority
from models.people.person import Person, Role
from models.unit_of_work import Unit
from models.workflow import fields as f
from models.workflow.deeds import Deed
from models.workflow.fields import named
from models.workflow.lifecycle import Situation
from models.workflow.lines import RecordLine
from models.workflow.record import Record
from models.workflow.showing import person_of

#: The head of quality; top management where the head's own work is concerned.
WAIVES = Authority(roles=(Role.QUALITY_MANAGER, Role.TOP_MANAGEMENT))


class Rule(StrEnum):
    """What may be waived, and nothing else: each pair of duties that one person does not hold on one record."""

    ORIGINATOR_DECIDES = "originator_decides"
    OWNER_CLOSES = "owner_closes"
    EXECUTOR_CLOSES = "executor_closes"
    DOER_VERIFIES = "doer_verifies"
    OWNER_CHECKS = "owner_checks"
    CHECKER_CLOSES = "checker_closes"

    @property
    def label(self) -> str:
        return _RULES[self.value]


_RULES = {
    "originator_decides": "Who reported it does not decide on it",
    "owner_closes": "Who owns it does not close it",
    "executor_closes": "Who executed it does not close it",
    "doer_verifies": "Who owns or did it does not verify it",
    "owner_checks": "Who owns it does not check its effectiveness",
    "checker_closes": "Who checked its effectiveness and is close to its owner does not close it",
}


class Waiver(RecordLine):
    """One rule, lifted for one person on this record alone."""

    __tablename__ = "separation_waiver"
    noun, heading = "waiver", "Waivers of segregation of duties"
    approved = False

    rule: Mapped[Rule] = f.choice("Which rule?", Rule, called="separation_rule", required=True)
    person_id: Mapped[UUID | None] = f.person("For whom?", required=True, help="One person, on this record alone.")
    reason: Mapped[str] = f.text("Why?", longest=1000, required=True, help="Kept with the record for ever.")
    granted_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    granted_at: Mapped[datetime | None]

    granted_by: Mapped[Person | None] = relationship(foreign_keys=granted_by_id)

    @property
    def said(self) -> str:
        person = person_of(object_session(self), self.person_id)
        return f"“{Rule(self.rule).label}”, for {person.name if person else 'somebody'}"

    @property
    def told(self) -> str:
        by = f", by {self.granted_by.name}" if self.granted_by else ""
        return f"{self.said}{by}: {self.reason}"


def waived(session: Session, record: Record, rule: Rule, person_id: UUID | None) -> bool:
    with session.no_autoflush:
        return any(w.rule == rule and w.person_id == person_id for w in Waiver.of(record)) if person_id else False


def broken(s: Situation, rule: Rule, because: str) -> Unmet | None:
    """The refusal of whoever acts, with the rule's name; None where the rule is waived for them."""
    if s.person is None or waived(s.session, s.record, rule, s.person.id):
        return None
    lift = "Somebody else, or a waiver by a quality manager."
    return Unmet(f"{because} Rule: “{rule.label}”; only a quality manager waives it.", lift)


def waiver_deed(states: tuple[str, ...], *rules: Rule) -> Deed:
    """The deed by which a type lets these rules of its own be waived."""

    def inputs(_session: Session, _record: Record) -> tuple[Input, ...]:
        known = Waiver.fields()
        choices = tuple(Choice(rule.value, rule.label) for rule in rules)
        first = choices[0].value if len(choices) == 1 else ""
        return (
            Input(named(known["rule"], "rule", choices=choices), first, required=True),
            Input(known["person_id"], required=True),
            Input(known["reason"], required=True),
        )

    return Deed(
        "waive", "Waive a rule…", WAIVES, states, "SeparationWaived", _waive, inputs,
        introduction="For one person, on this record alone, and never for yourself. An approval that waits keeps its seats.",
    )  # fmt: skip


def _waive(unit: Unit, record: Record, given: Mapping[str, Any], person: Person) -> str:
    if given["person_id"] == person.id:
        raise InvalidFields(fields={"person_id": "Nobody waives a rule for themselves."})
    line = Waiver.add(unit, record, dict(given))
    line.granted_by_id, line.granted_by, line.granted_at = person.id, person, unit.now
    return f"waived {line.said}, because: {line.reason}"
