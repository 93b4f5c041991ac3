"""What every way of saying something has in common: the Web API, a response URL, an answer to a command.

Checks the content as Slack does (something to show, valid blocks, not too long) and gives the parts
of the message.
"""

from __future__ import annotations

from typing import Any

from .block_rules import Problem, blocks_too_long, validate_blocks
from .journal import Journal
from .wire import TEXT_LIMIT, Json, SlackError

ATTACHMENTS = 100
"""Docs: methods/chat.postMessage, too_many_attachments."""


def refuse_blocks(journal: Journal, blocks: Any) -> list[Json]:
    """The blocks if Slack would take them; raises invalid_blocks and leaves a problem otherwise."""
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    _refuse(journal, "invalid_blocks", validate_blocks(blocks))
    if blocks_too_long(blocks):
        journal.problem("invalid_blocks", "msg_blocks_too_long")
        raise SlackError("msg_blocks_too_long")
    return blocks


def _refuse(journal: Journal, code: str, problems: list[Problem]) -> None:
    if not problems:
        return
    note_problems(journal, code, problems)
    raise SlackError(
        code,
        errors=[problem.line() for problem in problems],
        response_metadata={"messages": [f"[ERROR] {problem.line()}" for problem in problems]},
    )


def note_problems(journal: Journal, kind: str, problems: list[Problem]) -> None:
    for problem in problems:
        journal.problem(kind, f"{problem.line()} ({problem.source})")


def content(journal: Journal, said: Json) -> Json:
    """text, blocks, attachments and metadata of a message, or Slack's refusal."""
    text = str(said.get("text") or said.get("markdown_text") or "")
    parts: Json = {"text": text[:TEXT_LIMIT]}
    if said.get("blocks") is not None:
        parts["blocks"] = refuse_blocks(journal, said["blocks"])
    if said.get("attachments"):
        parts["attachments"] = refuse_attachments(journal, said["attachments"])
    if said.get("metadata"):
        parts["metadata"] = metadata(said["metadata"])
    if not text.strip() and not parts.get("blocks") and not parts.get("attachments"):
        raise SlackError("no_text")
    return parts


def metadata(given: Any) -> Json:
    """Docs: messaging/message-metadata: a type and a flat payload."""
    well_formed = (
        isinstance(given, dict)
        and isinstance(given.get("event_type"), str)
        and isinstance(given.get("event_payload"), dict)
    )
    if not well_formed:
        raise SlackError("invalid_metadata_format")
    return dict(given)


def refuse_attachments(journal: Journal, given: Any) -> list[Json]:
    """Only the blocks within attachments are checked; the older fields are not modelled."""
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise SlackError("invalid_attachments")
    if len(given) > ATTACHMENTS:
        raise SlackError("too_many_attachments")
    for position, attachment in enumerate(given):
        blocks = attachment.get("blocks")
        if blocks is not None:
            problems = validate_blocks(blocks, at=f"/attachments/{position}/blocks")
            _refuse(journal, "invalid_attachments", problems)
    return given
