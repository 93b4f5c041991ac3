"""users.*, team.info and auth.test: who is here, and who am I."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.sandbox.slack.directory import User
from bot.sandbox.slack.wire import Json, SlackError
from bot.sandbox.slack.workspace import Workspace

from .call import Call, method, page


def auth_test(call: Call) -> Json:
    workspace = call.workspace
    return {
        "url": f"https://{workspace.team.domain}.slack.com/",
        "team": workspace.team.name,
        "user": workspace.directory.bot.name,
        "team_id": workspace.team.id,
        "user_id": workspace.app.bot_user_id,
        "bot_id": workspace.app.bot_id,
        "is_enterprise_install": False,
    }


def team_info(call: Call) -> Json:
    team = call.workspace.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


def info(call: Call) -> Json:
    user = call.workspace.directory.user(call.required("user"))
    return {"user": user_json(call.workspace, user, with_locale=call.flag("include_locale"))}


def list_users(call: Call) -> Json:
    workspace = call.workspace
    shown, cursor = page(list(workspace.directory.users.values()), call, 200, 1000)
    with_locale = call.flag("include_locale")
    return {
        "members": [user_json(workspace, user, with_locale=with_locale) for user in shown],
        "cache_ts": workspace.now(),
        "response_metadata": cursor,
    }


def lookup_by_email(call: Call) -> Json:
    email = call.required("email").lower()
    for user in call.workspace.directory.people():
        if user.email.lower() == email and not user.deleted:
            return {"user": user_json(call.workspace, user)}
    raise SlackError("users_not_found")


def user_json(workspace: Workspace, user: User, *, with_locale: bool = False) -> Json:
    scopes = workspace.manifest.scopes()
    profile: Json = {
        "title": user.title,
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "team": workspace.team.id,
    }
    if user.email and (scopes is None or "users:read.email" in scopes):
        profile["email"] = user.email
    facts: Json = {
        "id": user.id,
        "team_id": workspace.team.id,
        "name": user.name,
        "deleted": user.deleted,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": 1_700_000_000,
        "profile": profile,
    }
    if user.deleted:
        return facts
    return {**facts, **_of_active(workspace, user), **({"locale": user.locale} if with_locale else {})}


def _of_active(workspace: Workspace, user: User) -> Json:
    label, offset = _timezone(user.tz, workspace.clock())
    return {
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": label,
        "tz_offset": offset,
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_stranger": user.is_stranger,
        "is_email_confirmed": bool(user.email),
        "color": user.avatar_color.removeprefix("#"),
    }


def _timezone(name: str, now: datetime) -> tuple[str, int]:
    """The zone's label and its offset in seconds at this moment, daylight saving included."""
    try:
        local = now.astimezone(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError):
        return name, 0
    offset = local.utcoffset()
    return local.tzname() or name, int(offset.total_seconds()) if offset else 0


METHODS = (
    method("auth.test", auth_test),
    method("team.info", team_info, "team", "team:read"),
    method("users.info", info, "user include_locale", "users:read"),
    method("users.list", list_users, "cursor limit include_locale", "users:read"),
    method("users.lookupByEmail", lookup_by_email, "email", "users:read.email"),
)
