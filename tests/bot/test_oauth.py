"""Mail hosts that take no passwords: the token is fetched afresh, used by XOAUTH2, and never shown."""

from __future__ import annotations

import json
import smtplib
import socketserver
import threading
import urllib.parse
from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from bot.mail_sender import Letter, MailSender
from bot.mailbox import connection
from bot.oauth import TokenRefused, access_token
from bot.sandbox.server import free_port
from bot.settings import Settings

KEY = "marsupilami-secret"


@pytest.fixture
def token_service() -> Iterator[tuple[str, list[dict[str, list[str]]]]]:
    asked: list[dict[str, list[str]]] = []

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            asked.append(form)
            fine = form["client_secret"] == [KEY]
            body = (
                {"access_token": f"token-{len(asked)}"}
                if fine
                else {"error": "invalid_client", "error_description": "no"}
            )
            self.send_response(200 if fine else 401)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/token", asked
        server.shutdown()


def settings(url: str, **more: object) -> Settings:
    given: dict[str, object] = {
        "mail_login": "xoauth2", "oauth_token_url": url, "oauth_client_id": "andon", "oauth_client_secret": KEY,
        "oauth_scope": "mail", "mailbox": "complaints@falkenau.example", "imap_security": "none", "smtp_security": "none",
    }  # fmt: skip
    return Settings(**{"_env_file": None, **given, **more})  # type: ignore[arg-type]


def test_the_application_is_the_client_unless_there_is_a_refresh_token(
    token_service: tuple[str, list[dict[str, list[str]]]],
) -> None:
    url, asked = token_service
    assert access_token(settings(url)) == "token-1"
    assert asked[0]["grant_type"] == ["client_credentials"]
    assert access_token(settings(url, oauth_refresh_token="r")) == "token-2"
    assert (asked[1]["grant_type"], asked[1]["refresh_token"]) == (["refresh_token"], ["r"])


def test_a_refusal_says_why_and_never_what_was_sent(token_service: tuple[str, list[dict[str, list[str]]]]) -> None:
    with pytest.raises(TokenRefused) as refused:
        access_token(settings(token_service[0], oauth_client_secret="wrong-secret"))
    assert "invalid_client" in str(refused.value)
    assert "wrong-secret" not in str(refused.value)


def test_imap_logs_in_by_xoauth2(token_service: tuple[str, list[dict[str, list[str]]]]) -> None:
    seen: list[str] = []

    class Imap(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR] ready\r\n")
            for line in self.rfile:
                tag, command, *rest = line.decode().split()
                if command == "AUTHENTICATE":
                    if len(rest) < 2:
                        self.wfile.write(b"+ \r\n")
                        rest.append(self.rfile.readline().decode().strip())
                    seen.append(b64decode(rest[1]).decode())
                self.wfile.write(f"{tag} OK done\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Imap) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection(settings(token_service[0], imap_host="127.0.0.1", imap_port=server.server_address[1])).shutdown()
        server.shutdown()
    assert seen == ["user=complaints@falkenau.example\x01auth=Bearer token-1\x01\x01"]


class _Xoauth2(Controller):
    class Server(SMTP):
        async def auth_XOAUTH2(self, _server: SMTP, args: list[str]) -> AuthResult:
            fine = b"Bearer token-1" in b64decode(args[1])
            return AuthResult(success=fine, handled=True)

    def factory(self) -> SMTP:
        return self.Server(self.handler, auth_required=True, auth_require_tls=False)


def test_smtp_logs_in_by_xoauth2(token_service: tuple[str, list[dict[str, list[str]]]]) -> None:
    kept: list[bytes] = []

    class Handler:
        async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
            kept.append(envelope.content or b"")
            return "250 OK"

    controller = _Xoauth2(Handler(), hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        sender = MailSender(
            settings(
                token_service[0], smtp_host="127.0.0.1", smtp_port=controller.port, smtp_user="andon@falkenau.example"
            )
        )
        letter = Letter(UUID(int=1), "elin@norrby.example", "Hello", "Text.\n", datetime(2026, 11, 23, tzinfo=UTC))
        assert sender.send(letter) == f"<{UUID(int=1)}@andon.falkenau.example>"
    except smtplib.SMTPException as error:
        pytest.fail(str(error))
    finally:
        controller.stop()
    assert b"Auto-Submitted: auto-generated" in kept[0]
