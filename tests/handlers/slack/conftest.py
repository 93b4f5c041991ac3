"""A workspace before a house of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.slack.occasion import House
from handlers.slack.registry import help_lines
from models.store import Store
from tests.database import World
from tests.handlers.slack.desk import Workspace


@pytest.fixture
def workspace(world: World, tmp_path: Path) -> Workspace:
    return Workspace(world, House(world.database, Store(tmp_path / "files"), help_lines()))
