"""The team, what the problem is and is not, and what each effectiveness check found."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, object_session

from models.records.capa.terms import Aspect, Outcome
from models.workflow import fields as f
from models.workflow.lines import RecordLine
from models.workflow.showing import person_of


class TeamMember(RecordLine):
    """Who works on it, and for which discipline (D1)."""

    __tablename__ = "capa_team_member"
    noun, heading = "team member", "Team (D1)"

    person_id: Mapped[UUID | None] = f.person("Team member", required=True)
    discipline: Mapped[str] = f.line("Role or discipline in the team", longest=80, required=True)

    @property
    def said(self) -> str:
        person = person_of(object_session(self), self.person_id)
        return f"{person.name if person else 'somebody'} ({self.discipline})"


class IsIsNot(RecordLine):
    """One aspect: what the problem is, what it could be and is not, and what tells them apart (D2)."""

    __tablename__ = "capa_is_is_not"
    noun, heading = "is / is-not line", "Is / is not (D2)"

    aspect: Mapped[Aspect] = f.choice("Which aspect?", Aspect, required=True)
    does: Mapped[str] = f.line("Is", longest=300, required=True)
    does_not: Mapped[str] = f.line("Is not, though it could be", longest=300, required=True)
    distinction: Mapped[str | None] = f.line("What is different about it?", longest=300)

    @property
    def said(self) -> str:
        return f"{self.aspect.value}: {self.does}"

    @property
    def told(self) -> str:
        apart = f" – {self.distinction}" if self.distinction else ""
        return f"{self.aspect.value}: is {self.does}; is not {self.does_not}{apart}"


class EffectivenessCheck(RecordLine):
    """What a check found; written by the check itself, one for every round."""

    __tablename__ = "capa_effectiveness_check"
    noun, heading = "effectiveness check", "Effectiveness checks"

    outcome: Mapped[Outcome] = f.choice("Outcome", Outcome, required=True)
    result: Mapped[str | None] = f.text("Result against the target", longest=2000)
    target: Mapped[str | None] = f.line("Target", longest=300)
    recurrence: Mapped[str] = f.text("Reported again since implementation", longest=2000, required=True)
    judged: Mapped[str | None] = f.text("Why is that no recurrence?", longest=1000)
    adverse: Mapped[str | None] = f.text("New adverse effect?", longest=1000)
    checked_at: Mapped[datetime | None]
    checked_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))

    @property
    def said(self) -> str:
        return self.outcome.label

    @property
    def told(self) -> str:
        person = person_of(object_session(self), self.checked_by_id)
        by = f" (by {person.name})" if person else ""
        return f"{self.said}{by}: {self.result or '–'}. Reported again: {self.recurrence}"
