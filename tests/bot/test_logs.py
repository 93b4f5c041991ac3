"""Tokens and secrets never reach the log, by whichever library it is written."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs

BOT, APP = "xoxb-12-34-abcDEF", "xapp-1-A0-9f-cafe"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What goes to standard error; afterwards logging is as it was."""
    stream, root = io.StringIO(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    monkeypatch.setattr("sys.stderr", stream)
    logs.set_up("INFO")
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_tokens_in_a_sentence_are_redacted(written: io.StringIO) -> None:
    structlog.get_logger().info("slack.refused", error=f"invalid token {BOT} of {APP}!")
    assert "[redacted]" in written.getvalue()
    assert BOT not in written.getvalue()
    assert APP not in written.getvalue()


@pytest.mark.parametrize("key", ["token", "slack_bot_token", "IMAP_PASSWORD", "signing_secret", "Authorization"])
def test_what_calls_itself_secret_is_redacted_whatever_it_holds(written: io.StringIO, key: str) -> None:
    structlog.get_logger().info("settings", **{key: ["hunter22"]})
    assert "hunter22" not in written.getvalue()


def test_the_event_itself_is_redacted(written: io.StringIO) -> None:
    structlog.get_logger().warning(f"refused {BOT}")
    assert BOT not in written.getvalue()


def test_a_traceback_is_redacted(written: io.StringIO) -> None:
    try:
        raise RuntimeError(f"refused {BOT}")  # noqa: TRY301  (only to have a traceback)
    except RuntimeError:
        structlog.get_logger().exception("broken")
    assert "RuntimeError" in written.getvalue()
    assert BOT not in written.getvalue()


@pytest.mark.parametrize(
    "value", [{"headers": {"Authorization": f"Bearer {BOT}"}}, [f"xoxb is {BOT}"], RuntimeError(BOT)]
)
def test_what_lies_deeper_is_redacted_too(written: io.StringIO, value: object) -> None:
    structlog.get_logger().info("request", given=value)
    assert BOT not in written.getvalue()


def test_other_libraries_are_redacted(written: io.StringIO) -> None:
    logging.getLogger("slack_sdk").warning("sending %s to %s", BOT, {"app": APP})
    assert written.getvalue().count("[redacted]") == 2


def test_other_libraries_tracebacks_are_redacted(written: io.StringIO) -> None:
    try:
        raise RuntimeError(f"refused {BOT}")  # noqa: TRY301  (only to have a traceback)
    except RuntimeError:
        logging.getLogger("slack_bolt").exception("failed")
    assert BOT not in written.getvalue()


def test_a_line_is_one_line_of_json_whatever_is_in_it(written: io.StringIO) -> None:
    structlog.get_logger().info("mail.read", subject='Re:\nFAKE {"event": "x"}\r\u2028')
    assert len(written.getvalue().rstrip("\n").split("\n")) == 1
