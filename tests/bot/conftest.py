"""The world of the tests of bot."""

from __future__ import annotations

from tests.worlds import template, world

__all__ = ["template", "world"]
