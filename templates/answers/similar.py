"""Records that look like one, as a list with the reasons."""

from __future__ import annotations

from collections.abc import Sequence

from models.kernel.likeness import Likeness
from models.kernel.text import shorten
from templates.components import blocks as b


def similar_list(number: str, likely: Sequence[Likeness], hint: str) -> list[b.Block]:
    items = [_item(each) for each in likely]
    foot = [b.context(hint)] if hint else []
    return [
        b.header(f"Similar to {number}"),
        b.rich({"type": "rich_text_list", "style": "bullet", "elements": items}),
        *foot,
    ]


def _item(likeness: Likeness) -> b.Element:
    return b.section(
        b.words(likeness.number, bold=True),
        b.words(f" {shorten(likeness.title, 120)} – "),
        b.words(likeness.state, code=True),
        b.words(f", {likeness.because}, registered "),
        b.moment(likeness.registered_at),
    )
