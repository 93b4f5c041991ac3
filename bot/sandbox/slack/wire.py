"""The words that both ends of the wire share: JSON objects, Slack's refusals and its text escaping.

Slack answers a refusal as a JSON body with a code; `SlackError` is that body while it travels up to
the endpoint. What a person types reaches an app escaped and with links wrapped in angle brackets, so
that an app under test meets the text that a real workspace would send.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

TEXT_LIMIT = 40_000
"""Characters of a message's `text`; the rest is cut (docs: chat.postMessage, "Truncating content")."""

_MENTION = r"<(?:@[UW]\w+|#C\w+(?:\|[^<>]*)?|!(?:here|channel|everyone))>"
_URL = r"https?://[^\s<>]+"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_TYPED = re.compile(f"(?P<mention>{_MENTION})|(?P<url>{_URL})|(?P<mail>{_MAIL})|(?P<control>[&<>])")


class SlackError(Exception):
    """A refusal with Slack's code; `facts` are further keys of the answer's body."""

    def __init__(self, code: str, *, status: int = 200, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.facts = facts

    def body(self) -> Json:
        return {"ok": False, "error": self.code, **self.facts}


def invalid_arguments(*messages: str) -> SlackError:
    return SlackError(
        "invalid_arguments", response_metadata={"messages": [f"[ERROR] {message}" for message in messages]}
    )


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_typed(text: str) -> str:
    """Text as Slack's composer hands it on: control characters escaped, links and addresses wrapped."""
    return _TYPED.sub(_typed_piece, text)


def _typed_piece(match: re.Match[str]) -> str:
    piece = match.group()
    if match.lastgroup == "mention":
        return piece
    if match.lastgroup == "url":
        return f"<{escape(piece)}>"
    if match.lastgroup == "mail":
        return f"<mailto:{piece}|{piece}>"
    return escape(piece)


def flag(value: object) -> bool:
    """Slack takes JSON booleans and the strings of a form."""
    return value is True or str(value).lower() in {"1", "true"}


def without_none(facts: Mapping[str, Any]) -> Json:
    return {key: value for key, value in facts.items() if value is not None}
