"""A person's hands for tests and benchmarks: says, clicks, fills in and reads what is on the screen.

Talks to the control API only, so a test meets the app over the wire like a person does. Nothing here
sleeps: `wait_for` asks again whenever the workspace says that something changed.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from .elements import Placed, placed_elements
from .messages import blocks_of
from .wire import Json

T = TypeVar("T")

PATIENCE = 20.0  # seconds; a busy machine is slow, and who waits goes on as soon as there is something


class DriverError(AssertionError):
    """What was tried did not work; says what was on the screen."""


class Driver:
    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/") + "/"

    def person(self, user_id: str) -> Person:
        return Person(self, user_id)

    def get(self, path: str, **query: Any) -> Json:
        given = {key: value for key, value in query.items() if value is not None}
        return self._call(f"{path}?{urllib.parse.urlencode(given)}" if given else path)

    def post(self, path: str, body: Json) -> Json:
        return self._call(path, json.dumps(body).encode(), "application/json")

    def upload(self, path: str, content: bytes, content_type: str) -> Json:
        return self._call(path, content, content_type)

    def fault(self, method: str, kind: str, times: int = 1, retry_after: int = 1) -> None:
        wanted = {"method": method, "kind": kind, "times": times, "retry_after": retry_after}
        self.post("sandbox/faults", wanted)

    def clear_faults(self) -> None:
        self._call("sandbox/faults", http_method="DELETE")

    def calls(self, method: str | None = None, since: int = 0) -> list[Json]:
        found: list[Json] = self.get("sandbox/calls", since=since)["calls"]
        return [call for call in found if method in {None, call["method"]}]

    def problems(self, kind: str | None = None) -> list[Json]:
        found: list[Json] = self.get("sandbox/problems")["problems"]
        return [problem for problem in found if kind in {None, problem["kind"]}]

    def wait_for(self, predicate: Callable[[], T | None], timeout: float = PATIENCE, what: str = "") -> T:
        """The first truthy answer of the predicate, asked again after each change."""
        until = time.monotonic() + timeout
        while True:
            seq = self.get("sandbox/wait", since=0, timeout=0.001)["seq"]
            found = predicate()
            if found:
                return found
            left = until - time.monotonic()
            if left <= 0:
                raise DriverError(f"waited {timeout} s in vain for {what or 'a change'}; {self._recent()}")
            self.get("sandbox/wait", since=seq, timeout=max(left, 0.001))

    def _recent(self) -> str:
        calls = [f"{call['method']}{'' if call['ok'] else ' → ' + call['error']}" for call in self.calls()[-8:]]
        problems = [f"{each['kind']}: {each['detail']}" for each in self.problems()[-5:]]
        return f"last calls: {calls}; problems: {problems}"

    def _call(
        self, path: str, body: bytes | None = None, content_type: str = "", http_method: str | None = None
    ) -> Json:
        headers = {"Content-Type": content_type} if content_type else {}
        request = urllib.request.Request(self.base_url + path, body, headers, method=http_method)  # noqa: S310 - ours
        try:
            with urllib.request.urlopen(request, timeout=75) as response:  # noqa: S310 - ours
                found: Json = json.load(response)
        except urllib.error.HTTPError as error:
            with error:
                raise DriverError(f"{path}: {error.code} {error.read().decode()[:500]}") from None
        return found


@dataclass(frozen=True, slots=True)
class Person:
    driver: Driver
    id: str

    # -- reading -----------------------------------------------------------------------------------

    def state(self) -> Json:
        return self.driver.get("sandbox/state", **{"as": self.id})

    def channel(self, name: str) -> str:
        """A channel's id by `#name`; "app" is the direct message with the app."""
        for channel in self.state()["channels"]:
            if name in {channel["id"], "app" if channel["is_im"] else f"#{channel['name']}"}:
                return str(channel["id"])
        raise DriverError(f"{self.id} is in no channel {name}")

    def messages(self, channel: str, thread: str | None = None) -> list[Json]:
        known = channel if channel[:1] in {"C", "D"} else self.channel(channel)
        found = self.driver.get("sandbox/messages", **{"as": self.id, "channel": known, "thread_ts": thread})
        return [{**message, "channel": known} for message in found["messages"]]

    def views(self) -> list[Json]:
        return list(self.driver.get("sandbox/views", **{"as": self.id})["views"])

    def view(self) -> Json:
        """The modal on top."""
        views = self.views()
        if not views:
            raise DriverError(f"{self.id} has no modal open; {self.screen()}")
        return views[-1]

    def home(self) -> Json | None:
        view: Json | None = self.driver.get("sandbox/home", **{"as": self.id})["view"]
        return view

    # -- doing -------------------------------------------------------------------------------------

    def say(self, channel: str, text: str, *, thread: str | None = None, files: list[str] | None = None) -> Json:
        gesture = {"channel": self.channel(channel), "text": text, "thread_ts": thread, "files": files}
        return self._gesture("message", gesture)

    def command(self, command: str, text: str = "", channel: str = "app") -> Json:
        return self._gesture("command", {"channel": self.channel(channel), "command": command, "text": text})

    def click(self, on: Json, what: str, value: Any = None) -> Json:
        """Uses an element of a message or view, named by its words, its action_id or its block_id."""
        placed = _element(on, what)
        gesture = {
            "action_id": placed.action_id,
            "block_id": placed.block_id,
            "value": value,
            "container": _container(on),
        }
        return self._gesture("block_action", gesture)

    def options(self, on: Json, what: str, typed: str) -> Json:
        placed = _element(on, what)
        gesture = {
            "action_id": placed.action_id,
            "block_id": placed.block_id,
            "value": typed,
            "container": _container(on),
        }
        return self._gesture("options", gesture)

    def fill(self, view: Json, values: dict[str, Any]) -> Json:
        """Types or chooses; each value is named by the input's label, block_id or action_id."""
        answer: Json = {}
        for name, value in values.items():
            placed = _element(view, name)
            gesture = {
                "view_id": view["id"],
                "block_id": placed.block_id,
                "action_id": placed.action_id,
                "value": value,
            }
            answer = self._gesture("input", gesture)
            if not answer["ok"]:
                raise DriverError(f"could not fill {name} with {value!r}: {answer['error']}")
        return answer

    def submit(self, view: Json, values: dict[str, Any] | None = None) -> Json:
        if values:
            self.fill(view, values)
        return self._gesture("view_submission", {"view_id": view["id"]})

    def close(self, view: Json, *, whole_stack: bool = False) -> Json:
        return self._gesture("view_closed", {"view_id": view["id"], "all": whole_stack})

    def open_home(self) -> Json:
        return self._gesture("home_opened", {})

    def message_shortcut(self, message: Json, callback_id: str) -> Json:
        gesture = {"channel": message["channel"], "ts": message["ts"], "callback_id": callback_id}
        return self._gesture("message_shortcut", gesture)

    def global_shortcut(self, callback_id: str) -> Json:
        return self._gesture("global_shortcut", {"callback_id": callback_id})

    def upload(self, name: str, content: bytes, content_type: str = "application/octet-stream") -> str:
        """The new file's id, to be given to `say` or to a file input."""
        query = urllib.parse.urlencode({"as": self.id, "name": name})
        answer = self.driver.upload(f"sandbox/files?{query}", content, content_type)
        return str(answer["file"]["id"])

    # -- waiting -----------------------------------------------------------------------------------

    def wait_for_message(
        self, channel: str, containing: str, *, thread: str | None = None, timeout: float = PATIENCE
    ) -> Json:
        """The newest message whose text or blocks contain the words."""

        def find() -> Json | None:
            for message in reversed(self.messages(channel, thread)):
                shown = json.dumps(blocks_of(message), ensure_ascii=False)
                if containing in message["text"] or containing in shown:
                    return message
            return None

        return self._waited(find, f"a message with “{containing}” in {channel}", timeout)

    def wait_for_view(self, title: str | None = None, timeout: float = PATIENCE) -> Json:
        def find() -> Json | None:
            views = self.views()
            shown = views[-1] if views else None
            return shown if shown and title in {None, shown["title"]["text"]} else None

        return self._waited(find, f"a modal {title or ''}", timeout)

    def screen(self) -> str:
        """What this person sees, in a few lines, for a failure's message."""
        lines = [f"modal “{view['title']['text']}” errors={view['errors']}" for view in self.views()]
        for channel in self.state()["channels"]:
            newest = self.messages(channel["id"])[-3:]
            lines += [f"#{channel['name']}: {message['text'][:120]!r}" for message in newest]
        return "on the screen: " + ("; ".join(lines) or "nothing")

    def _waited(self, find: Callable[[], T | None], what: str, timeout: float) -> T:
        try:
            return self.driver.wait_for(find, timeout, what)
        except DriverError as failed:
            raise DriverError(f"{failed}; {self.screen()}") from None

    def _gesture(self, name: str, gesture: Json) -> Json:
        return self.driver.post(f"sandbox/gestures/{name}", {"as": self.id, **gesture})


def _container(on: Json) -> Json:
    if "ts" in on:
        return {"type": "message", "channel": on["channel"], "ts": on["ts"]}
    return {"type": "view", "view_id": on["id"]}


def _element(on: Json, what: str) -> Placed:
    offered: list[str] = []
    for placed in placed_elements(blocks_of(on)):
        names = _names(placed)
        if what in names:
            return placed
        offered += names
    raise DriverError(f"there is no “{what}”; there are {offered}")


def _names(placed: Placed) -> list[str]:
    texts = (placed.element.get("text"), placed.block.get("label"), placed.element.get("placeholder"))
    words = [text["text"] for text in texts if isinstance(text, dict)]
    return [placed.action_id, placed.block_id, *words]
