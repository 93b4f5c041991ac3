"""A corrective action taken through its disciplines, as far as a test wants it."""

from __future__ import annotations

from datetime import timedelta

from models.people.person import Person
from models.workflow import verbs
from tests.database import World
from tests.replay import once

PROBLEM = {
    "where_found": "Line 3, behind the washer", "when_found": "Since week 46, only on the late shift",
    "how_many": "12 of 400", "extent": "Lines 1 and 2 have another chute; looked at on 20 November.",
    "risk_before": "The pump leaks, likely",
}  # fmt: skip
CAUSE = {
    "cause_method": "five_why", "cause_occurrence": "The chute's edge lost its felt, and the housing falls on it.",
    "cause_escape": "The sealing face is looked at before the chute, not behind it.", "cause_verified_by": "reproduction",
    "cause_evidence": "10 of 10 housings scratched without felt, none with it.",
}  # fmt: skip
PLAN = {
    "actions_selected": "Felt or a roller; the roller needs no renewal.", "no_adverse_effect": "The roller does not touch it.",
    "ec_metric": "Scratched housings behind line 3", "ec_baseline": "3 %", "ec_target": "none of 2,000", "ec_window_days": "60",
    "ec_sample": "5 lots",
}  # fmt: skip
DONE = {
    "validation": "0 of 500 scratched in the trial run", "documents": "WI-312 rev D", "fmea": "Line 14 updated",
    "control_plan": "Check behind the chute", "training": "none: nothing to be learned", "read_across": "Line 5 gets the roller",
    "risk_register": "none: no risk of the list", "qms_change": "none: the process stands",
}  # fmt: skip
RESULT = {"ec_result": "0 of 2,140 scratched", "ec_adverse": "No: cycle time unchanged, see log"}


def owned_by(world: World, number: str, owner: str) -> None:
    with world.acting("magda") as (unit, person):
        verbs.assign(unit, number, unit.session.get_one(Person, world.ids[owner]), person)


@once
def contained(world: World, owner: str = "quentin", **values: object) -> str:
    """At its root cause, with its team."""
    number = world.capa("wanda", part="HX-20", **values)
    owned_by(world, number, owner)
    world.act("quirina", number, "accept", severity=values.get("severity", "major"))
    member = {"person_id": str(world.ids["wanda"]), "discipline": "Line 3"}
    world.act(owner, number, "describe", **PROBLEM, **member)
    world.act(owner, number, "contain", containment="Sorting behind line 3", containment_removal="2026-12-31")
    return number


@once
def planned(world: World, owner: str = "quentin", **values: object) -> str:
    """Waits for the approval of its plan, with one action of Wanda's."""
    number = contained(world, owner, **values)
    world.act(owner, number, "find_cause", **CAUSE)
    world.action(owner, number, owner="wanda", strength="eliminate")
    world.act(owner, number, "submit_plan", **PLAN, verifier_id=str(world.ids["quirina"]))
    return number


@once
def approved(world: World, owner: str = "quentin") -> str:
    number = planned(world, owner)
    world.decide("quirina", number)
    world.decide("sunita", number)
    return number


def carried_out(world: World, action: str, who: str = "wanda", verifier: str = "quirina") -> None:
    world.act(who, action, "accept")
    world.act(who, action, "finish", evidence="Roller fitted, photo 7")
    world.act(verifier, action, "verify", verification="Seen on line 3")


@once
def watched(world: World, owner: str = "quentin") -> str:
    number = approved(world, owner)
    world.act(owner, number, "implement")
    carried_out(world, "ACT-2026-0001")
    world.act(owner, number, "complete", **DONE)
    world.act("quirina", number, "watch")
    return number


@once
def effective(world: World, owner: str = "quentin") -> str:
    number = watched(world, owner)
    world.clock.advance(timedelta(days=60))
    world.act("quirina", number, "confirm_effective", **RESULT)
    return number
