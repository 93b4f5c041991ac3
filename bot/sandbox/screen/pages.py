"""The three shells and the policy that keeps what they show inert.

The page shows foreign text all day (mails, file names, messages), so the policy allows no inline script and
no remote content at all. The one nonce is for the styles of a shown mail: its frame inherits this policy,
and without the nonce an HTML mail could only be shown bare.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.sandbox.screen.static import VERSION

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Shell:
    """One tab: where it lies, how it is called, which script starts it."""

    path: str
    name: str
    title: str
    script: str


@dataclass(frozen=True, slots=True)
class First:
    """Where a first visitor finds themselves: ids of the person whom they act as and of the channel that is open."""

    person: str = ""
    channel: str = ""


PAGES = (
    Shell("/", "workspace", "Workspace", "workspace-page.js"),
    Shell("/mail", "mail", "Mail", "mail-page.js"),
    Shell("/clock", "clock", "Clock", "clock-page.js"),
)

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'nonce-{nonce}'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}

_templates = Environment(
    loader=PackageLoader("bot.sandbox.screen"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def fresh_nonce() -> str:
    return secrets.token_urlsafe(16)


def page(shell: Shell, first: First, nonce: Callable[[], str]) -> Endpoint:
    async def show(_: Request) -> Response:
        once = nonce()
        template = _templates.get_template(f"{shell.name}.html")
        html = template.render(shell=shell, pages=PAGES, static=f"/static/{VERSION}", first=first, nonce=once)
        return HTMLResponse(html, headers=_headers(once))

    return show


def _headers(nonce: str) -> dict[str, str]:
    policy = "; ".join(f"{directive} {sources}" for directive, sources in POLICY.items())
    return {
        "Content-Security-Policy": policy.format(nonce=nonce),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
