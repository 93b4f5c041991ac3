"""Due dates in the trail, told as the record's thread tells them: until when, why, with whom, met or not; never their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from models.kernel.papers import Change
from models.people.person import Site

DUE = "Due"
#: A ledger line of earlier days does not say which of a record's clocks it is about.
UNNAMED = "What was"
Pair = tuple[Any, Any]


def dates_told(change: Mapping[str, Any], site: Site, people: Mapping[str, str]) -> Iterator[Change]:
    """What one clock's row says, in the order in which people ask. `people` are names by id."""
    values: Mapping[str, Pair] = {name: (old, new) for name, (old, new) in change["values"].items()}
    label = _new(values, "label") or change.get("of") or UNNAMED
    if change["how"] == "created":
        yield Change(f"{label} due", "", _first(values, site, people))
        return
    if "due_current" in values:
        before, after = (_moment(site, moment) for moment in values["due_current"])
        yield Change(f"{label} due", before, ", ".join(part for part in (after, _new(values, "basis")) if part))
    if "person_id" in values:
        before, after = (people.get(str(known), "") for known in values["person_id"])
        yield Change(f"{label} is with", before, after)
    if "blocked_because" in values:
        yield _blocked(label, values, site)
    if "ladder" in values:
        yield Change(f"{label} due", "", "reminded of in other steps from now on")
    if _new(values, "ended"):
        yield Change(f"{label} due", "", "met" if _new(values, "ended") == "met" else "no longer asked for")


def _first(values: Mapping[str, Pair], site: Site, people: Mapping[str, str]) -> str:
    who = people.get(_new(values, "person_id"), "")
    parts = (_moment(site, _new(values, "due_current")), _new(values, "basis"), f"with {who}" if who else "")
    return ", ".join(part for part in parts if part)


def _blocked(label: str, values: Mapping[str, Pair], site: Site) -> Change:
    because, until = _new(values, "blocked_because"), _new(values, "blocked_until")
    if not because:
        return Change(f"{label} due", "", "no longer blocked")
    return Change(f"{label} blocked", "", f"until {_moment(site, until)}, because: {because}")


def _new(values: Mapping[str, Pair], name: str) -> str:
    return str(values[name][1] or "") if name in values else ""


def _moment(site: Site, moment: Any) -> str:
    return site.local(datetime.fromisoformat(moment)).strftime("%Y-%m-%d %H:%M") if moment else ""
