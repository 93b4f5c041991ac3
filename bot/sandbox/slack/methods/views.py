"""views.*: opening, pushing, updating modals and publishing a Home tab; and blocks.validate."""

from __future__ import annotations

from typing import Any

from bot.sandbox.slack.block_rules import Problem, too_large, validate_blocks, validate_view
from bot.sandbox.slack.posting import note_problems
from bot.sandbox.slack.view_store import OpenView
from bot.sandbox.slack.wire import Json, SlackError, invalid_arguments
from bot.sandbox.slack.workspace import Workspace

from .call import Call, method


def open_view(call: Call) -> Json:
    workspace = call.workspace
    view = _modal(call)
    trigger = workspace.tickets.look_at_trigger(call.required("trigger_id"))
    opened = workspace.views.open(trigger.user, view)
    trigger.exchanged = True
    return _shown(workspace, opened)


def push(call: Call) -> Json:
    workspace = call.workspace
    view = _modal(call)
    trigger = workspace.tickets.look_at_trigger(call.required("trigger_id"))
    if trigger.view_id is None:
        workspace.journal.problem("doubtful_trigger", "views.push with a trigger that is not from a modal")
    pushed = workspace.views.push(trigger.user, view)
    trigger.exchanged = True
    return _shown(workspace, pushed)


def update(call: Call) -> Json:
    workspace = call.workspace
    view = accepted_view(workspace, call.json("view"))
    if call.given("view_id"):
        known = workspace.views.by_id(call.text("view_id"))
    else:
        known = workspace.views.by_external_id(call.required("external_id"))
    if view["type"] != known.body["type"]:
        raise invalid_arguments("the view's type cannot be changed [json-pointer:/view/type]")
    return _shown(workspace, workspace.views.update(known, view, call.text("hash")))


def publish(call: Call) -> Json:
    workspace = call.workspace
    user = call.required("user_id")
    if user not in workspace.directory.users:
        raise invalid_arguments("user_id is not a user of this workspace")
    view = accepted_view(workspace, call.json("view"))
    if view["type"] != "home":
        raise invalid_arguments("only a view of type home can be published [json-pointer:/view/type]")
    home = workspace.views.publish(user, view, call.text("hash"))
    workspace.changes.add("home", user=user)
    return {"view": workspace.view_json(home)}


def validate(call: Call) -> Json:
    """Docs: methods/blocks.validate: exactly one of blocks, message or view."""
    given = [name for name in ("blocks", "message", "view") if call.args.get(name) is not None]
    if len(given) != 1:
        raise invalid_arguments("provide exactly one of blocks, message or view")
    name = given[0]
    problems = _problems(name, call.json(name))
    if problems:
        raise SlackError(f"invalid_{name}", errors=[problem.as_json() for problem in problems])
    return {}


def accepted_view(workspace: Workspace, view: Any) -> Json:
    """The view with the ids that Slack adds, or invalid_arguments as Slack says it."""
    if view is None:
        raise invalid_arguments("missing required field: view")
    problems = validate_view(view)
    if problems:
        note_problems(workspace.journal, "invalid_view", problems)
        raise invalid_arguments(*(problem.line() for problem in problems))
    if too_large(view):
        raise SlackError("view_too_large")
    return {**view, "blocks": workspace.with_ids(view["blocks"])}


def _modal(call: Call) -> Json:
    view = accepted_view(call.workspace, call.json("view"))
    if view["type"] != "modal":
        raise invalid_arguments("only a view of type modal can be opened [json-pointer:/view/type]")
    return view


def _problems(name: str, given: Any) -> list[Problem]:
    if name == "view":
        return validate_view(given)
    if name == "message":
        return validate_blocks(given.get("blocks") if isinstance(given, dict) else None)
    return validate_blocks(given, at="")


def _shown(workspace: Workspace, view: OpenView) -> Json:
    workspace.changes.add("home" if view.body["type"] == "home" else "view", user=view.user)
    return {"view": workspace.view_json(view)}


METHODS = (
    method("views.open", open_view, "trigger_id view"),
    method("views.push", push, "trigger_id view"),
    method("views.update", update, "view view_id external_id hash"),
    method("views.publish", publish, "user_id view hash"),
    method("blocks.validate", validate, "blocks message view"),
)
