"""Fixtures that several floors use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stage import Stage, staged


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One sandbox and one Andon for a module; each test plays its own story on it."""
    with staged(tmp_path_factory.mktemp("stage")) as playing:
        yield playing


@pytest.fixture
def fresh_stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path) as playing:
        yield playing
