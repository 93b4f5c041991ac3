"""The README says what is there: its tables are generated, its commands exist, its picture too."""

from __future__ import annotations

import re

import pytest

from bot.cli import app
from tests.house.tables import README, SECTIONS, renewed

TEXT = README.read_text(encoding="utf-8")


def test_its_tables_are_fresh() -> None:
    assert renewed(TEXT) == TEXT, "run `make readme`"


@pytest.mark.parametrize("section", SECTIONS)
def test_every_generated_table_stands_in_it(section: str) -> None:
    assert f"<!-- generated: {section} -->" in TEXT


def test_every_make_target_that_it_names_exists() -> None:
    makefile = (README.parent / "Makefile").read_text()
    for target in set(re.findall(r"`make (\w+)`", TEXT)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_andon_command_that_it_names_exists() -> None:
    known = {c.name or (c.callback.__name__ if c.callback else "") for c in app.registered_commands}
    groups = {g.name for g in app.registered_groups}
    for command in set(re.findall(r"`andon ([a-z]+)", TEXT)):
        assert command in known | groups, command


def test_every_file_that_it_shows_is_there() -> None:
    for path in re.findall(r"\]\(([\w/.-]+)\)", TEXT):
        assert (README.parent / path).exists(), path
