"""The stand-in's app: what happens on a command, a press, a submitted modal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.sandbox.screen.fakes import cards
from tests.sandbox.screen.fakes.company import ALERTS, BOT, Json
from tests.sandbox.screen.fakes.conversation import DUE

if TYPE_CHECKING:
    from tests.sandbox.screen.fakes.workspace import FakeWorkspace

PARTS = ("PH-204 pump housing", "PH-210 pump housing, long", "BR-031 bearing bracket", "VC-118 valve cover")
SLOW = {"ok": False, "error": "operation_timeout"}


def _open(space: FakeWorkspace, view: Json) -> None:
    space.views.append(view)
    space.changes.add("view")


def message(space: FakeWorkspace, body: Json) -> None:
    files = [space.files[file_id][0] for file_id in body.get("files", [])]
    space.post(body["channel"], body["as"], body["text"], body.get("thread_ts"), files=files)


def command(space: FakeWorkspace, body: Json) -> Json | None:
    if body["command"] == "/capa":
        return {**SLOW, "notice": '/capa failed with the error "operation_timeout"'}
    if body["command"] == "/ncr":
        _open(space, cards.new_ncr("V1", body["text"]))
    else:
        space.whisper(body["channel"], f"You have *2 things due today*. {body['text']}")
    return None


def block_action(space: FakeWorkspace, body: Json) -> Json | None:
    if body["action_id"] == "escalate":
        return {**SLOW, "notice": "This did not work. Try again?"}
    if body["action_id"] == "contain":
        card = space.find(body["container"]["channel"], body["container"]["ts"])
        card["blocks"] = cards.ncr_card(
            "NCR-2026-0147",
            "Porosity in pump housing",
            state=":large_orange_circle: Contained",
            due=DUE,
            contained=True,
        )
        space.post(body["container"]["channel"], BOT, f"<@{body['as']}> contained lot `L26-4471`.", card["ts"])
    if body["action_id"] == "push":
        _open(space, cards.deeper(f"V{len(space.views) + 1}", len(space.views) + 1))
    if body["action_id"] in {"new_ncr", "disposition"}:
        _open(space, cards.new_ncr("V1"))
    return None


def view_submission(space: FakeWorkspace, body: Json) -> None:
    typed = {block: next(iter(values.values())) for block, values in body["values"].items()}
    view = space.views[-1]
    if not str(typed.get("quantity") or "").isdigit():
        view["errors"] = {"quantity": "Give the number of pieces, such as 36."}
    else:
        space.views.clear()
        blocks = cards.ncr_card("NCR-2026-0148", str(typed["title"]), state=":red_circle: Reported", due=DUE)
        space.post(ALERTS, BOT, "NCR-2026-0148", blocks=blocks)
    space.changes.add("view")


def view_closed(space: FakeWorkspace, _: Json) -> None:
    space.views.pop()
    space.changes.add("view")


def message_shortcut(space: FakeWorkspace, body: Json) -> Json | None:
    if body["callback_id"] != "ncr_from_message":
        return {**SLOW, "notice": "Andon did not answer in time."}
    _open(space, cards.new_ncr("V1", space.find(body["channel"], body["ts"])["text"][:80]))
    return None


def global_shortcut(space: FakeWorkspace, _: Json) -> None:
    _open(space, cards.new_ncr("V1"))


def options(_: FakeWorkspace, body: Json) -> Json:
    found = [part for part in PARTS if body["value"].lower() in part.lower()]
    return {"options": [cards.option(part, part.split()[0]) for part in found]}


def nothing(_: FakeWorkspace, __: Json) -> None:
    """Told to the app, which has nothing to do."""


GESTURES: dict[str, Callable[[FakeWorkspace, Json], Json | None]] = {
    "message": message,
    "command": command,
    "block_action": block_action,
    "input": nothing,
    "home_opened": nothing,
    "view_submission": view_submission,
    "view_closed": view_closed,
    "message_shortcut": message_shortcut,
    "global_shortcut": global_shortcut,
    "options": options,
}
