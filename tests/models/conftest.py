"""The world of the models' tests, and an action item in it."""

from __future__ import annotations

from tests.models.items import accepted, capa, item
from tests.worlds import template, world

__all__ = ["accepted", "capa", "item", "template", "world"]
