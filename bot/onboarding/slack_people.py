"""Which Slack user is which person: by confirmed work address, before anybody acts. Never by name."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
import structlog
from slack_sdk import WebClient

from models.kernel.addresses import identity
from models.people.person import Person
from models.unit_of_work import Actor, ActorKind, Cause, Database

log = structlog.get_logger()

SYNC = Actor(ActorKind.JOB, "slack people")


@dataclass(frozen=True, slots=True)
class SlackUser:
    id: str
    team: str
    email: str


def synchronise(database: Database, client: WebClient) -> int:
    """Match all users of the workspace; how many people are in Slack now."""
    users = {identity(user.email): user for user in _users(client)}
    if not users:
        log.warning("slack.people_without_addresses", advice="is the scope users:read.email there?")
        return 0
    with database.acting(SYNC, Cause("slack", "users.list")) as unit:
        people = list(unit.session.scalars(sa.select(Person)))
        _release(people, users)
        unit.session.flush()
        for person in people:
            user = users.get(person.email)
            person.slack_user_id, person.slack_team_id = (user.id, user.team) if user else (None, None)
            person.slack_synced_at = unit.now if user else person.slack_synced_at
        matched = sum(1 for person in people if person.slack_user_id)
    log.info("slack.people", matched=matched, users=len(users))
    return matched


def _release(people: list[Person], users: dict[str, SlackUser]) -> None:
    """First let go of ids that belong to somebody else now, so that a swap of addresses meets no unique key."""
    for person in people:
        user = users.get(person.email)
        if person.slack_user_id and (user is None or user.id != person.slack_user_id):
            person.slack_user_id = person.slack_team_id = None


def _users(client: WebClient) -> list[SlackUser]:
    """Real, present, confirmed users; no bots, no guests, nobody from another company's workspace."""
    found: list[SlackUser] = []
    cursor = ""
    while True:
        page = client.users_list(limit=200, cursor=cursor or None)
        for user in page["members"]:
            email = (user.get("profile") or {}).get("email")
            if email and not any(user.get(mark) for mark in _NOT_OURS) and user.get("is_email_confirmed", True):
                found.append(SlackUser(user["id"], user["team_id"], email))
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return found


_NOT_OURS = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")
