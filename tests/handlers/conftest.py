"""The world of the handlers' tests."""

from __future__ import annotations

from tests.worlds import template, world

__all__ = ["template", "world"]
