"""Fixtures of a small company in a real database, for the tests that need no sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from tests import database as databases
from tests.database import World

Template = tuple[Path, dict[str, UUID]]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    path = tmp_path_factory.mktemp("template") / "andon.sqlite"
    return path, databases.build(path)


@pytest.fixture
def world(template: Template, tmp_path: Path) -> Iterator[World]:
    with databases.copied(*template, tmp_path) as copied:
        yield copied
