"""HTML parsed and laid out by libraries; imported only where a mail has HTML.

inscriptis keeps the line structure best; before it runs, addresses that stand only in mailto links are written out and
hidden preview text is dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inscriptis import Inscriptis
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.html_properties import Display
from inscriptis.model.config import ParserConfig
from inscriptis.model.html_element import HtmlElement as Shown
from lxml import etree, html

from handlers.intake.reading import charsets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_MAILTO = re.compile(r"mailto:\s*([^?\s<>\"']{3,250})", re.IGNORECASE)
_BLOCKS = ("dl", "dt", "dd", "section", "fieldset", "center")  # beside those that inscriptis knows
_LONGEST_CELL = 2_000
_MOST_QUOTES = 60
_BLANK = " \t\r\n\xa0\u200b\ufeff"


def laid_out(source: str) -> str:
    """Readable text, untidy; "" when nothing can be parsed. Raises what inscriptis raises on odd trees."""
    tree = _tree(source)
    if tree is None:
        return ""
    _write_out_addresses(tree)
    _drop_hidden(tree)
    _mark_quotes(tree)
    return _text_of(tree)


def _text_of(tree: HtmlElement) -> str:
    css = CSS_PROFILES["strict"].copy()
    for name in _BLOCKS:
        css.setdefault(name, Shown(display=Display.block))
    return str(Inscriptis(tree, ParserConfig(css=css)).get_text())


def tables(source: str) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Every innermost table, cell by cell, without its empty rows."""
    tree = _tree(source)
    for table in tree.iter("table") if tree is not None else ():
        if next(table.iterdescendants("table"), None) is None:
            rows = (tuple(_cell(cell) for cell in row.iter("td", "th")) for row in table.iter("tr"))
            if found := tuple(row for row in rows if any(row)):
                yield found


def _tree(source: str) -> HtmlElement | None:
    source = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", source, count=1)
    try:
        return html.fromstring(source)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _cell(cell: HtmlElement) -> str:
    return charsets.one_line(" ".join(cell.itertext()))[:_LONGEST_CELL]


def _write_out_addresses(tree: HtmlElement) -> None:
    """<a href="mailto:j@x">John</a> becomes John <j@x>: the address is what matters in a forward's header."""
    for link in tree.iter("a"):
        found = _MAILTO.match(link.get("href") or "")
        if not found:
            continue
        shown = "".join(link.itertext())
        if "@" not in shown and shown.strip():
            link.tail = f" <{found[1]}>{link.tail or ''}"


def _drop_hidden(tree: HtmlElement) -> None:
    for element in list(tree.iter("style", "script", "title")):
        element.text = None
    for element in list(tree.iter("div", "span")):
        style = (element.get("style") or "").replace(" ", "").lower()
        if "display:none" in style and element.getparent() is not None:
            element.drop_tree()


def _mark_quotes(tree: HtmlElement) -> None:
    """Where somebody writes below or between what is quoted, its lines get "> ", since a text shows no indentation."""
    quotes = [each for each in tree.iter("blockquote") if _is_quote(each)]
    if not 0 < len(quotes) <= _MOST_QUOTES or not _written_below(tree, quotes[0]):
        return
    for quote in reversed(quotes):  # the innermost first
        lines = _text_of(quote).strip("\n").split("\n")
        shown = html.Element("pre")
        shown.text, shown.tail = "\n".join(f"> {line.strip()}" for line in lines), quote.tail
        parent = quote.getparent()
        if parent is not None:
            parent.replace(quote, shown)


def _is_quote(element: HtmlElement) -> bool:
    """A mail program's quote, not a paragraph that is only set in."""
    signs = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    bar = "border-left" in (element.get("style") or "")
    return element.get("type") == "cite" or element.get("cite") is not None or "quote" in signs or bar


def _written_below(tree: HtmlElement, first: HtmlElement) -> bool:
    """Any words behind the first quote that stand in no quote."""
    after = False
    for element in tree.iter():
        after = after or element is first
        if not after or any(_is_quote(each) for each in element.iterancestors("blockquote")):
            continue
        own = element.text if isinstance(element.tag, str) and element.tag != "blockquote" else ""
        if f"{own or ''}{element.tail or ''}".strip(_BLANK):
            return True
    return False
