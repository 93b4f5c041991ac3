"""Logs: one line an event, with a machine name and what it is about. Secrets and tokens never reach them."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

#: Slack tokens, and anything that calls itself a secret.
_TOKEN = re.compile(r"x(?:ox[a-z]|app)-[\w-]+")
_SECRET_KEYS = re.compile("token|secret|password|authorization", re.IGNORECASE)


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if _SECRET_KEYS.search(key):
            event[key] = "[redacted]"
        elif isinstance(value, str):
            event[key] = _TOKEN.sub("[redacted]", value)
    return event


class _Redacting(logging.Filter):
    """For libraries that log by the standard library."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _TOKEN.sub("[redacted]", record.getMessage()), ()
        return True


def set_up(level: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_Redacting())
    logging.basicConfig(level=level, format="%(levelname)s %(name)s %(message)s", handlers=[handler], force=True)
    for chatty in ("apscheduler", "alembic", "slack_bolt"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            redact,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
        ),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
    )
