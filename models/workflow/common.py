"""Arrows that every lifecycle has: void, duplicate of, reopen."""

from __future__ import annotations

from uuid import UUID

from models.kernel.forms import Unmet
from models.people.authority import QUALITY, QUALITY_MANAGER, may
from models.workflow.lifecycle import Ask, Gate, Situation, Transition
from models.workflow.waivers import Rule, broken

VOID, DUPLICATE, CLOSED, REOPENED = "void", "duplicate", "closed", "reopened"
ENDED = frozenset({VOID, DUPLICATE, CLOSED})


def endings(open_states: tuple[str, ...], finished: tuple[str, ...] = (CLOSED,)) -> tuple[Transition, ...]:
    """Void and duplicate from every open state, and reopening by the quality manager; numbers are never given back."""
    return (
        Transition(
            verb="duplicate", done="marked it as a duplicate",
            label="Duplicate of", sources=open_states, target=DUPLICATE, event="RecordMarkedDuplicate",
            who=QUALITY, asks={"other": Ask.REQUIRED}, aside=True,
        ),
        Transition(
            verb="void", done="voided it",
            label="Void", sources=open_states, target=VOID, event="RecordVoided", who=QUALITY, reason=True,
            aside=True, style="danger",
        ),
        Transition(
            verb="reopen", done="reopened it",
            label="Reopen", sources=(*finished, VOID, DUPLICATE), target=REOPENED, event="RecordReopened",
            who=QUALITY_MANAGER, reason=True, aside=True,
        ),
    )  # fmt: skip


def owner_is_not_actor(doing: str, rule: Rule | None = None) -> Gate:
    """With a rule, it may be waived."""

    def check(situation: Situation) -> Unmet | None:
        if situation.person is None or situation.person.id != situation.record.owner_id:
            return None
        because = f"You own it, so somebody else has to {doing} it."
        return broken(situation, rule, because) if rule else Unmet(because, "A quality engineer other than the owner.")

    return Gate(f"the owner does not {doing} it", check, source="ISO 9001:2015 9.2.2 in spirit; 21 CFR 11.10(g)")


def originator_is_not_actor(doing: str) -> Gate:
    def check(situation: Situation) -> Unmet | None:
        if situation.person is None or situation.person.id != situation.record.originator_id:
            return None
        because = f"You reported it, so somebody else has to {doing}."
        return broken(situation, Rule.ORIGINATOR_DECIDES, because)

    return Gate(f"the originator does not {doing}", check, source="AS9100 8.7 (segregation of duties)")


def refuse_dependent(s: Situation, doing: str, own: set[UUID | None], named: UUID | None, rule: Rule) -> Unmet | None:
    """Who judges a piece of work is not who did it: the named person, else quality, and never one of `own`."""
    if s.person is None:
        return None
    if s.person.id in own:
        because = f"You own it or carried it out, so somebody else has to {doing} it."
        if unmet := broken(s, rule, because):
            return unmet
    authority = QUALITY if named is None else QUALITY_MANAGER
    if s.person.id == named or may(s.person, authority, s.record, s.record.site.day(s.now)).allowed:
        return None
    who = authority if named is None else f"the person who was named for it or {authority}"
    return Unmet(f"That is for {who}.", "Ask them.")
