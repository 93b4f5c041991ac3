"""A Slack workspace on loopback: Web API, Socket Mode, signed HTTP, block rules and gestures."""

from .routes import slack_routes
from .workspace import Workspace

__all__ = ["Workspace", "slack_routes"]
