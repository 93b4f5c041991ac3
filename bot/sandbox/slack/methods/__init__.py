"""The Web API's methods by family; what is not listed here is not modelled and refused loudly."""

from __future__ import annotations

from . import chat, conversations, files, people, views
from .call import Call, Method, method


def open_connection(call: Call) -> dict[str, str]:
    """apps.connections.open: a socket URL that serves once."""
    workspace = call.workspace
    socket = workspace.base_url.replace("http", "ws", 1)
    return {"url": f"{socket}link/?ticket={workspace.tickets.socket()}&app_id={workspace.app.id}"}


METHODS: dict[str, Method] = {
    each.name: each
    for each in (
        *chat.METHODS,
        *views.METHODS,
        *conversations.METHODS,
        *people.METHODS,
        *files.METHODS,
        method("apps.connections.open", open_connection, bearer="app"),
    )
}

__all__ = ["METHODS", "Call", "Method"]
