"""The world of the models' tests."""

from __future__ import annotations

from tests.worlds import template, world

__all__ = ["template", "world"]
