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

#: Ten seconds and more of a processor each.
LONGEST = (
    "test_capa_in_the_browser.py", "test_kills.py", "test_in_the_browser.py", "test_workspace.py", "test_digests.py", "test_cli.py",
    "test_reminders.py", "test_forwards.py", "test_lifecycles.py", "test_mail.py", "test_reply_in_the_browser.py",
    "test_same_promises.py", "test_server.py", "test_board.py", "test_capa_plans.py", "test_train.py", "test_faces.py",
    "test_two_weeks.py",
)  # fmt: skip


def pytest_collection() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    """Modules and thousands of collected tests stay to the end: the collector need not go through them again and again."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What only SQLite has is not asked of PostgreSQL. What takes longest begins first: no process then works alone at the end."""
    config.hook.pytest_deselected(items=[item for item in items if _only_sqlite_has(item)])
    asked = [item for item in items if not _only_sqlite_has(item)]
    items[:] = sorted(
        asked, key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST)
    )


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
