"""The forms under a reminder: until when it is blocked, or how much more time is needed, and why."""

from __future__ import annotations

from handlers.slack.inputs import context_of, values_of
from handlers.slack.occasion import Answer, Occasion, Say
from models.workflow import extensions
from models.workflow.blocking import block
from models.workflow.due import due_by_id
from models.workflow.requesting import waits_for


def submitted(occasion: Occasion) -> Answer:
    view = occasion.body["view"]
    context = context_of(view)
    with occasion.acting() as (unit, person):
        due = due_by_id(unit.session, str(context["due"]))
        until, reason = extensions.asked_for(due, values_of(view))
        if context["verb"] == "blocked":
            quiet = due.record.site.day(block(unit, due, until, reason, person))
            return Say(f"Noted. You are not reminded until {quiet.isoformat()}; the date stays.")
        case = extensions.request(unit, due, until, reason, person)
        return Say(f"Asked for: {case.title}. It waits for {waits_for(unit.session, case, unit.now)}.")
