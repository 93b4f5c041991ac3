"""Fixtures that several floors use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import switches
from tests.chromium import chromium
from tests.stage import Stage, staged


def pytest_collection() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    """Modules and thousands of collected tests stay to the end: the collector need not go through them again and again."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What only SQLite has is not asked of PostgreSQL."""
    config.hook.pytest_deselected(items=[item for item in items if _only_sqlite_has(item)])
    items[:] = [item for item in items if not _only_sqlite_has(item)]


def _only_sqlite_has(item: pytest.Item) -> bool:
    on_postgresql = switches.ON_POSTGRESQL or item.path.parent.name == "on_postgresql"
    return on_postgresql and item.get_closest_marker("sqlite") is not None


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One sandbox and one Andon for a module; each test plays its own story on it."""
    with staged(tmp_path_factory.mktemp("stage")) as playing:
        yield playing


@pytest.fixture
def fresh_stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path) as playing:
        yield playing


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all tests: starting it takes longer than most of them."""
    with chromium() as started:
        yield started
