"""The page on which a person sees the sandbox: its Slack workspace, its mail host, its clock.

The page knows nothing of Andon: it speaks the control API below `/sandbox/` from the browser, as a person's
own screen would. Python serves three shells and the static files; the rest is a little plain JavaScript.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.routing import BaseRoute, Route

from bot.sandbox.screen.pages import PAGES, First, fresh_nonce, page
from bot.sandbox.screen.static import static_file

__all__ = ["First", "screen_routes"]


def screen_routes(first: First | None = None, *, nonce: Callable[[], str] = fresh_nonce) -> list[BaseRoute]:
    """`/`, `/mail`, `/clock` and `/static/{version}/…`.

    `first` is where a first visitor finds themselves; `nonce` gives each page its own.
    """
    shells: list[BaseRoute] = [
        Route(shell.path, page(shell, first or First(), nonce), name=shell.name) for shell in PAGES
    ]
    return [*shells, Route("/static/{version}/{name:path}", static_file, name="static")]
