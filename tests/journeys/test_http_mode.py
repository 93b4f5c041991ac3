"""HTTP mode: the same product behind signed requests, and nobody else's requests get in."""

from __future__ import annotations

import hashlib
import hmac
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from tests.journeys.test_gestures import report
from tests.stage import Stage, staged


@pytest.fixture(scope="module")
def http_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("http"), http_mode=True) as stage:
        yield stage


def test_gestures_come_in_by_signed_http(http_stage: Stage) -> None:
    assert report(http_stage.person("mara"), "over http")


@pytest.mark.parametrize(
    ("sent", "secret", "why"),
    [
        (0, "a guessed secret", "forged signature"),
        (4000, None, "old timestamp"),
        ("yesterday", None, "timestamp that is no number"),
        ("", None, "no timestamp"),
        ("٣", None, "digits that are not ASCII"),
    ],
)
def test_what_slack_did_not_sign_is_refused(http_stage: Stage, sent: int | str, secret: str | None, why: str) -> None:
    """`sent` is so many seconds ago, or what stands in the header instead of a time."""
    timestamp = str(int(time.time()) - sent) if isinstance(sent, int) else sent
    body = b"command=%2Fncr&text=x&user_id=U0MARA&team_id=T0SANDBOX1&trigger_id=1.2.3"
    key = secret or http_stage.sandbox.workspace.app.signing_secret
    signature = hmac.new(key.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    request = urllib.request.Request(f"http://127.0.0.1:{http_stage.settings.http_port}/slack/events", data=body)
    request.add_header("X-Slack-Request-Timestamp", timestamp.encode().decode("latin-1"))
    request.add_header("X-Slack-Signature", f"v0={signature}")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 401, why


def test_health_is_told(http_stage: Stage) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{http_stage.settings.http_port}/healthz") as answer:
        assert b'"ok":true' in answer.read()
