"""What the other tests lean on: a story's copies are the story, and know nothing of each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import database as databases
from tests.database import World
from tests.replay import once
from tests.worlds import Template


@pytest.mark.sqlite
def test_a_story_is_played_once_and_nobody_sees_what_another_made_of_it(template: Template, tmp_path: Path) -> None:
    played = []

    @once
    def story(world: World) -> str:
        played.append(world)
        return world.ncr()

    found = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        with databases.copied(*template, tmp_path / name) as world:
            number = story(world)
            found.append((number, world.head(), world.look(number)))
            world.act("magda", number, "void", reason="Typed twice")
            assert story(world) != number, "where something happened before, it is played anew"
    assert found[0] == found[1]
    assert len(played) == 3
