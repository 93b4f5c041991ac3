"""Models' facts in templates' words, where more than one gesture shows the same thing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.kernel.forms import Home
from models.people.person import Person
from models.reports import work
from models.workflow.approval_faces import decision_line
from models.workflow.deciding import waiting_for
from models.workflow.faces import why as why_facts
from models.workflow.record import Record
from templates import answers
from templates.components.blocks import Block
from templates.home import home_view


def home_of(session: Session, person: Person, now: datetime) -> dict[str, Any]:
    lines = work.mine(session, person.id, most=100)
    return home_view(
        Home(
            name=person.name,
            waiting=tuple(decision_line(approval) for approval in waiting_for(session, person, now)),
            own=tuple(line for line in lines if line.role == "owner"),
            reported=tuple(line for line in lines if line.role == "reported"),
            team=tuple(work.team(session, person.id)),
            unowned=tuple(work.unowned(session)),
            mails=work.waiting_mails(session),
        )
    )


def why_blocks(session: Session, record: Record, now: datetime) -> list[Block]:
    return answers.why(why_facts(session, record, now))
