"""Somebody opened App Home: show it now, and keep it true from now on."""

from __future__ import annotations

from handlers.slack.occasion import Answer, Done, Occasion, Publish
from handlers.slack.showing import home_of
from models import placement
from models.placement import Placement
from models.unit_of_work import Cause
from models.workflow.record import HOME


def opened(occasion: Occasion) -> Answer:
    if occasion.body["event"].get("tab") != "home":
        return Done()
    database, person = occasion.house.database, occasion.person
    place = f"person:{person.id}"
    with database.reading() as session:
        known = placement.find(session, HOME, person.id, place)
        view = home_of(session, person, database.clock.now())
    if known is None:
        with database.gesture(person.actor, Cause("slack", occasion.key)) as unit:
            slack_user = person.slack_user_id or ""
            row = Placement(view=HOME, subject_id=person.id, place=place, channel=slack_user, ts="", placed_at=unit.now)
            unit.session.merge(row)
    return Publish(view)
