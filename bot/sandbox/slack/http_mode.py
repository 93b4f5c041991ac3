"""The other door: each payload is a signed POST to the app's request URL (`v0` signature, slack.md 2.5).

Commands travel as a form, interactions as a form with one JSON field, events as JSON; the body of the
answer is what a socket would carry in the acknowledgement.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.client import HTTPException

from .delivery import COMMAND, EVENT, Envelope, Outcome
from .wire import Json


class HttpDoor:
    def __init__(self, request_url: str, signing_secret: str, real_time: Callable[[], float]) -> None:
        self._url = request_url
        self._secret = signing_secret
        self._real_time = real_time

    @property
    def connected(self) -> bool:
        return True

    async def send(self, envelope: Envelope, seconds: float) -> Outcome:
        content_type, body = _body(envelope)
        headers = {"Content-Type": content_type, **_retry_headers(envelope)}
        return await asyncio.to_thread(self._post, body, headers, seconds)

    def _post(self, body: bytes, headers: dict[str, str], seconds: float) -> Outcome:
        signed = headers | self._signature(body)
        request = urllib.request.Request(self._url, body, signed)  # noqa: S310 - the URL is configuration
        started = time.monotonic()
        try:
            with urllib.request.urlopen(request, timeout=seconds) as response:  # noqa: S310 - see above
                answer = _answer(response.headers.get_content_type(), response.read())
        except urllib.error.HTTPError as error:
            with error:
                no_retry = error.headers.get("x-slack-no-retry") == "1"
            return Outcome(delivered=True, reason="http_error", no_retry=no_retry)
        except TimeoutError:
            return Outcome(delivered=True, reason="http_timeout")
        except ValueError:
            return Outcome(delivered=True, reason="http_error")
        except (OSError, HTTPException) as error:
            timed_out = isinstance(getattr(error, "reason", None), TimeoutError)
            return Outcome(delivered=timed_out, reason="http_timeout" if timed_out else "connection_failed")
        return Outcome(delivered=True, acked=True, ms=(time.monotonic() - started) * 1000, payload=answer)

    def _signature(self, body: bytes) -> dict[str, str]:
        timestamp = str(int(self._real_time()))
        base = b"v0:" + timestamp.encode() + b":" + body
        signature = hmac.new(self._secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={signature}"}


def _body(envelope: Envelope) -> tuple[str, bytes]:
    if envelope.kind == EVENT:
        return "application/json", json.dumps(envelope.payload).encode()
    fields = envelope.payload if envelope.kind == COMMAND else {"payload": json.dumps(envelope.payload)}
    return "application/x-www-form-urlencoded", urllib.parse.urlencode(fields).encode()


def _retry_headers(envelope: Envelope) -> dict[str, str]:
    if not envelope.retry_attempt:
        return {}
    return {
        "X-Slack-Retry-Num": str(envelope.retry_attempt),
        "X-Slack-Retry-Reason": envelope.retry_reason,
    }


def _answer(content_type: str, body: bytes) -> Json | None:
    words = body.decode("utf-8", "replace")
    if not words.strip():
        return None
    if content_type != "application/json":
        return {"text": words}
    found = json.loads(words)
    return found if isinstance(found, dict) else None
