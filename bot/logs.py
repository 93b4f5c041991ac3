"""Logs: one line an event, with a machine name and what it is about. Secrets and tokens never reach them."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

#: Slack tokens, and anything that calls itself a secret.
_TOKEN = re.compile(r"x(?:ox[a-z]|app)-[\w-]+")
_SECRET_KEYS = re.compile("token|secret|password|authorization", re.IGNORECASE)


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        event[key] = _redacted(key, value)
    return event


def _redacted(key: str, value: Any) -> Any:
    """However deep it lies; what is neither text, number nor collection is shown as its text."""
    if _SECRET_KEYS.search(key):
        return "[redacted]"
    if isinstance(value, Mapping):
        return {str(k): _redacted(str(k), v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_redacted("", v) for v in value]
    return value if value is None or isinstance(value, bool | int | float) else _TOKEN.sub("[redacted]", str(value))


class _Redacting(logging.Formatter):
    """For libraries that log by the standard library: the whole line, its traceback too."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub("[redacted]", super().format(record))


def set_up(level: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Redacting("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
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
