"""The tables of words, one file a language: everything that differs by language is data in `labels/`, and adding a language is
adding a file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache, reduce
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING, Any

from handlers.intake.reading.fields.lexicon import key_of
from handlers.intake.reading.fields.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COMMON = ("en", "de", "fr", "it", "es", "nl", "pl", "cs", "pt", "sv", "da", "fi", "ro", "hu", "tr", "ru", "zh", "ja")
_NO_CALENDAR: Mapping[str, Any] = {"months": (), "weekdays": (), "units": {}}


@dataclass(frozen=True, slots=True)
class Language:
    """One table: label phrases by field, units, number words, calendar words, defects, injuries, asks."""

    code: str
    small_words: frozenset[str]
    only_here: frozenset[str]  # labels and units that are other words elsewhere, by their keys in the lexicon
    labels: Mapping[str, tuple[str, ...]]
    units: Mapping[str, tuple[str, ...]]
    quantity_words: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    calendar: Mapping[str, Any]
    defects: tuple[str, ...]
    injuries: tuple[str, ...]
    no_injuries: tuple[str, ...]
    asks: Mapping[str, tuple[str, ...]]


def _language(code: str, table: Mapping[str, Any]) -> Language:
    """A small table leaves out the sections for which it has no words, and defects that are its words of harm."""
    quantities = dict(table.get("quantities", {}))
    about = table["language"]
    prefixes = ("", *about.get("prefixes", ()))
    injuries = table.get("injury", {})
    defects = table["defects"]["words"] if "defects" in table else quantities.get("affected_words", ())
    return Language(
        code=code,
        small_words=frozenset(map(fold, about["words"])),
        only_here=frozenset(map(key_of, (*about.get("only_here", ()), *_units_only_here(table)))),
        labels=_phrases_by_name(table["labels"], prefixes),
        units=_phrases_by_name(quantities.pop("units", {})),
        quantity_words=_phrases_by_name(quantities, prefixes),
        numbers=dict(_number_words_of(table.get("numbers", {}))),
        calendar=_NO_CALENDAR | table.get("calendar", {}),
        defects=tuple(defects),
        injuries=tuple(injuries.get("words", ())),
        no_injuries=tuple(injuries.get("not", ())),
        asks=_phrases_by_name(table.get("asks", {})),
    )


def _units_only_here(table: Mapping[str, Any]) -> Iterator[str]:
    """All units of a language whose nouns look like words of others: "14 van 50" are no Vietnamese valves."""
    if table["language"].get("units_only_here"):
        yield from chain.from_iterable(table["quantities"]["units"].values())


def _phrases_by_name(table: Mapping[str, Sequence[str]], prefixes: Sequence[str] = ("",)) -> dict[str, tuple[str, ...]]:
    """Hebrew and Arabic write small words such as "in" and "the" as a part of the next word."""
    return {
        name: tuple(f"{prefix}{phrase}" for phrase in phrases for prefix in prefixes) for name, phrases in table.items()
    }


def _number_words_of(table: Mapping[str, int | str]) -> Iterator[tuple[str, int]]:
    """`"fél tucat" = 6`, or all forms of one number in a line: `2 = "dva dve dvoch"`."""
    for key, value in table.items():
        if isinstance(value, int):
            yield key, value
        else:
            yield from ((word, int(key)) for word in value.split())


@lru_cache(maxsize=1)
def languages() -> Mapping[str, Language]:
    folder = resources.files(__package__) / "labels"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda f: f.name)
    tables = {file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8")) for file in files}
    for code, table in tables.items():
        if "like" in table:
            tables[code] = _rewritten(tables[table["like"]], table["letters"])
    # What means several things where none of its languages is spoken means the first of them.
    return {code: _language(code, tables[code]) for code in sorted(tables, key=lambda code: (code not in COMMON, code))}


def _rewritten(table: Any, letters: Mapping[str, str]) -> Any:
    """A table in the letters of another script; "8D" stays, and so do the names of things."""
    if isinstance(table, str) and not any(map(str.isdigit, table)):
        return reduce(lambda text, pair: text.replace(*pair), letters.items(), table)
    if isinstance(table, list):
        return [_rewritten(entry, letters) for entry in table]
    return {key: _rewritten(value, letters) for key, value in table.items()} if isinstance(table, dict) else table
