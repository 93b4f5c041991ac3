"""The same gestures as signed HTTP requests to a Bolt app behind a WSGI server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk.signature import SignatureVerifier

from .conftest import Site, quiet
from .kit import Json, actions, button, modal, section, text_input


class Silent(WSGIRequestHandler):
    def log_message(self, *_args: Any) -> None:
        return


@contextmanager
def wsgi_server(application: Any) -> Iterator[str]:
    with make_server("127.0.0.1", 0, application, handler_class=Silent) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/slack/events"
        server.shutdown()
        thread.join()


def test_commands_modals_and_events_travel_signed(open_site: Callable[..., Site]) -> None:
    heard: list[Json] = []
    app = App(signing_secret="a secret", token="xoxb-later", token_verification_enabled=False, logger=quiet())

    @app.command("/ncr")
    def ncr(ack: Any, body: Json, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(text_input("what", "What?")))
        ack("opened")

    @app.view("report")
    def reported(ack: Any) -> None:
        ack(response_action="errors", errors={"what": "Say more."})

    @app.event("message")
    def message(event: Json) -> None:
        heard.append(event)

    with wsgi_server(SlackRequestHandler(app)) as url:
        site = open_site(request_url=url, signing_secret="a secret", bot_token="xoxb-later")
        app.client.base_url = f"{site.base_url}api/"
        assert site.mara.command("/ncr", "urgent", "#quality")["ok"]
        assert site.mara.submit(site.mara.view(), {"What?": "burr"})["errors"] == {"what": "Say more."}
        assert site.mara.say("#quality", "hello")["ok"]
        assert site.mara.messages("#quality")[0]["text"] == "opened"
        site.driver.wait_for(lambda: heard, what="the event")
    assert site.driver.problems() == []


def test_the_signature_is_slacks_and_a_refused_event_is_sent_again_with_its_number(
    open_site: Callable[..., Site],
) -> None:
    requests: list[tuple[dict[str, str], str]] = []

    def refusing(environ: Json, start_response: Any) -> list[bytes]:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode()
        requests.append(({key: value for key, value in environ.items() if key.startswith("HTTP_X_")}, body))
        start_response("200 OK" if len(requests) > 2 else "500 No", [("Content-Length", "0")])
        return [b""]

    with wsgi_server(refusing) as url:
        site = open_site(request_url=url, signing_secret="a secret")
        first = site.mara.say("#quality", "hello")
        site.driver.wait_for(lambda: len(requests) == 3, what="two retries")
    assert first["ok"]
    assert first["error"] == "operation_timeout"
    headers, body = requests[2]
    assert headers["HTTP_X_SLACK_RETRY_NUM"] == "2"
    assert headers["HTTP_X_SLACK_RETRY_REASON"] == "http_error"
    assert len({body for _headers, body in requests}) == 1
    assert SignatureVerifier("a secret").is_valid(
        body, headers["HTTP_X_SLACK_REQUEST_TIMESTAMP"], headers["HTTP_X_SLACK_SIGNATURE"]
    )


def test_a_refused_click_is_not_sent_again(open_site: Callable[..., Site]) -> None:
    requests: list[str] = []

    def refusing(environ: Json, start_response: Any) -> list[bytes]:
        requests.append(environ["PATH_INFO"])
        start_response("500 No", [("Content-Length", "0")])
        return [b""]

    with wsgi_server(refusing) as url:
        site = open_site(request_url=url)
        site.client.chat_postMessage(channel="quality", blocks=[section("card"), actions(button("OK", "ok"))], text="x")
        card = site.mara.messages("#quality")[0]
        result = site.mara.click(card, "OK")
    assert result["error"] == "dispatch_failed"
    assert result["notice"]
    assert len(requests) == 1
