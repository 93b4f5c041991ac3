"""A record on paper: facts in, a PDF out. The same facts, printed by the same person at the same moment, give the same bytes.

Typst gets the facts as data and never as markup, so that nothing that somebody wrote is obeyed. The pages keep to PDF/A-2b,
for an archive that has to be readable in thirty years.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.kernel.papers import Paper, Printing
from templates.printed.glyphs import Glyphs
from templates.printed.layout import laid_out

if TYPE_CHECKING:
    import typst

TEMPLATE = Path(__file__).with_name("record.typ")
FONTS = Path(__file__).parent.parent / "fonts"


def render(printing: Printing, pictures: Mapping[str, bytes], more_fonts: Path | None = None) -> bytes:
    """The PDF. `pictures` are the bytes of attachments by SHA-256; one that cannot be shown is said to be so.

    `more_fonts` is a folder with typefaces for scripts that the shipped one lacks.
    """
    folders = [FONTS, *([more_fonts] if more_fonts and more_fonts.is_dir() else [])]
    fonts = _fonts(folders)
    with tempfile.TemporaryDirectory(prefix="andon-print-") as work:
        folder = Path(work)
        shown = {sha: path for sha, content in pictures.items() if (path := _usable(folder, fonts, sha, content))}
        facts = laid_out(printing, shown, Glyphs.of(folders))
        (folder / "record.typ").write_bytes(TEMPLATE.read_bytes())
        data = {**facts, "fonts": sorted(set(fonts.families()), key=lambda name: (name != "DejaVu Sans", name))}
        return _compile(folder / "record.typ", folder, fonts, data, _moment(printing.paper))


def _fonts(folders: list[Path]) -> typst.Fonts:
    import typst  # noqa: PLC0415  (80 MB that only printing needs)

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _compile(source: Path, root: Path, fonts: typst.Fonts, data: Mapping[str, Any], moment: int) -> bytes:
    import typst  # noqa: PLC0415

    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return typst.compile(
        source, root=root, font_paths=fonts, sys_inputs=inputs, pdf_standards=["a-2b"], timestamp=moment
    )


def _moment(paper: Paper) -> int:
    """The document's own date: when the last thing happened to the record."""
    moments = [line.at for line in paper.trail] or [at for _, at in paper.head.moments]
    return int(max(moments).timestamp())


def _usable(folder: Path, fonts: typst.Fonts, sha256: str, content: bytes) -> str:
    """The picture's name in `folder`, if typst can put it on a page by itself; else nothing."""
    import typst  # noqa: PLC0415

    name = f"{sha256}.{_suffix(content)}"
    (folder / name).write_bytes(content)
    probe = folder / "probe.typ"
    probe.write_text(f'#image("{name}", width: 1cm)')
    try:
        _compile(probe, folder, fonts, {}, 0)
    except typst.TypstError:
        return ""
    return name


def _suffix(content: bytes) -> str:
    return "png" if content.startswith(b"\x89PNG") else "jpg"
