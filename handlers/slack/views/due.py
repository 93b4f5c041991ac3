"""The forms under a reminder: until when it is blocked, or how much more time is needed, and why."""

from __future__ import annotations

from handlers.slack.inputs import context_of, values_of
from handlers.slack.occasion import Answer, Occasion, Say
from models.workflow import extensions
from models.workflow.due import due_by_id


def submitted(occasion: Occasion) -> Answer:
    view = occasion.body["view"]
    context = context_of(view)
    with occasion.acting() as (unit, person):
        due = due_by_id(unit.session, str(context["due"]))
        until, reason = extensions.asked_for(due, values_of(view))
        site = due.record.site
        if context["verb"] == "blocked":
            quiet = extensions.block(unit, due, until, reason, person)
            return Say(f"Noted. You are not reminded until {site.day(quiet).isoformat()}; the date stays.")
        asked = extensions.request_extension(unit, due, until, reason, person)
        day = site.day(asked.until).isoformat()
        if asked.waits_for:
            return Say(f"{' or '.join(asked.waits_for[:3])} was asked to grant it, until {day}.")
        return Say(f"{due.label} of {due.record.printed} is due {day} now.")
