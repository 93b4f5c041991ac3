"""The PDF: what it says, that it obeys nothing, and that the same facts are the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.printing import Press
from models.kernel.papers import Printing
from templates.printed import FONTS, render
from templates.printed.glyphs import Glyphs
from tests.database import World
from tests.papers import drawn, photograph, press, printed, story
from tests.worlds import template, world

__all__ = ["template", "world"]
HOSTILE = '#read("/etc/passwd") $x$ = H\n- _it_ *b* `c` @ref <label> // /* c */ #set page(width: 1pt)'


@pytest.fixture
def the_press(tmp_path: Path) -> Iterator[Press]:
    yield press(tmp_path)


def said(pdf: bytes) -> str:
    """The text of all pages, as it would be copied."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_paper_says_number_facts_trail_and_hash_on_every_page(world: World, the_press: Press) -> None:
    found = printed(world, story(world, the_press.store))
    pages = PdfReader(io.BytesIO(the_press.render(found))).pages
    assert len(pages) >= 2
    for number, page in enumerate(pages, start=1):
        shown = flat(page.extract_text())
        assert "NCR-2026-0001" in shown
        assert f"Page{number}of{len(pages)}" in shown
        assert found.sha256 in shown
    text = flat(said(the_press.render(found)))
    for words in (
        "Drawing HX-20 rev. D, note 7", "Lot L-4711 blocked, 388 pieces", "ISO 9001:2015 8.7.2 d", "Quirina Engström",
        "Reason: Revision read from the label.", "dispositioned → executed",
        "Norrby deviation D-88", "Dorian Konstruk (design authority)", "measurements.pdf", found.paper.trail_hash,
        "The scratch fits the gripper of cell 2.", "similar to", "Printed 2026-11-23 10:30 CET by Magda Quast",
    ):  # fmt: skip
        assert flat(words) in text, words


def test_the_same_facts_are_the_same_bytes(world: World, the_press: Press) -> None:
    found = printed(world, story(world, the_press.store))
    assert the_press.render(found) == the_press.render(found)


def test_it_is_an_archive_pdf_with_its_title(world: World, the_press: Press) -> None:
    reader = PdfReader(io.BytesIO(the_press.render(printed(world, world.ncr()))))
    assert reader.metadata
    assert str(reader.metadata.title).startswith("NCR-2026-0001")
    xmp = reader.xmp_metadata
    assert xmp
    raw = xmp.stream.get_data().decode()
    assert re.search(r"pdfaid:part>2<", raw)
    assert re.search(r"pdfaid:conformance>B<", raw)


def test_hostile_text_stands_there_as_it_was_written(world: World, the_press: Press) -> None:
    number = world.ncr(description=HOSTILE, part='#image("x")', lot="[[\\u{41}]]")
    text = flat(said(the_press.render(printed(world, number))))
    assert flat(HOSTILE) in text
    assert flat('#image("x")') in text
    assert "root:" not in text


def test_text_that_reorders_is_shown_and_not_obeyed(world: World, the_press: Press) -> None:
    world.put(number := world.ncr(), part="HX \u202etxt.exe\u202c")
    assert "HX \ufffdtxt.exe\ufffd" in said(the_press.render(printed(world, number)))


def test_characters_that_the_typeface_lacks_are_named_and_never_dropped(world: World, the_press: Press) -> None:
    number = world.ncr(description="面に傷 🏭 Größe Ø±0,2 µm Ж Ω 😀 ok\ufe0f")
    text = said(the_press.render(printed(world, number)))
    assert flat("⟨U+9762 U+306B U+50B7⟩ ⟨U+1F3ED⟩ Größe Ø±0,2 µm Ж Ω 😀 ok") in flat(text)
    assert flat("code points in angle brackets") in flat(text)


def test_the_typeface_is_read_as_it_is() -> None:
    glyphs = Glyphs.of([FONTS])
    assert len(glyphs.covered) > 5_000
    assert {ord(c) for c in "AzÄßčłŘŞğĐđ€→≥Ωжשع"} <= glyphs.covered
    assert ord("面") not in glyphs.covered
    assert glyphs.printable("a\U000e0100b\u3000c\n面") == "ab c\n⟨U+9762⟩"


def test_pictures_are_shown_and_what_is_none_is_said_to_be_none(world: World, the_press: Press) -> None:
    number = world.ncr()
    photograph(world, the_press.store, number, "broken.png", b"\x89PNG\r\n\x1a\nnope")
    photograph(world, the_press.store, number, "letter.jpg", b"Dear all", "image/jpeg")
    photograph(world, the_press.store, number, "scratch.png", drawn())
    pdf = the_press.render(printed(world, number))
    assert sum(len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages) == 1
    assert flat("cannot be read: broken.png, letter.jpg.") in flat(said(pdf))


def test_a_picture_that_is_gone_or_too_large_keeps_no_paper_back(
    world: World, the_press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = world.ncr()
    photograph(world, the_press.store, number, "gone.png", drawn(20, 20))
    photograph(world, the_press.store, number, "large.png", drawn(30, 30))
    found: Printing = printed(world, number)
    the_press.store._path(found.paper.files[0].sha256).unlink()
    monkeypatch.setattr("bot.printing.MOST_PICTURE", found.paper.files[1].size - 1)
    assert flat("Not shown here, because they are too large or cannot be read: gone.png, large.png.") in flat(
        said(the_press.render(found))
    )


def test_a_long_text_and_a_long_word_break_over_lines_and_pages(world: World, the_press: Press) -> None:
    number = world.ncr(title="long", description=("Ж" * 2990) + " ending.", part="x")
    pages = PdfReader(io.BytesIO(the_press.render(printed(world, number)))).pages
    assert 20 < max(line.count("Ж") for page in pages for line in page.extract_text().split("\n")) < 110
    assert sum(page.extract_text().count("Ж") for page in pages) == 2 * 2990  # in its section and in the trail


def test_a_folder_of_more_typefaces_may_be_missing_or_empty(world: World, tmp_path: Path) -> None:
    found = printed(world, world.ncr())
    (tmp_path / "fonts").mkdir()
    assert render(found, {}, tmp_path / "fonts") == render(found, {}, tmp_path / "none") == render(found, {})
