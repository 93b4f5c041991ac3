"""What sanitisers, list servers and gateways do to the source of a page, and how they make text of it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from random import Random

from handlers.intake.reading.html import to_text
from tests.intake.reading.gateway_words import BANNERS


def styles_stripped(source: str, _: Random) -> str:
    source = re.sub(r"<style>.*?</style>", "", source)
    return re.sub(r"<(?!a )(\w+(?::\w+)?)\s[^<>]*>", r"<\1>", source)


def bold_lost(source: str, _: Random) -> str:
    return re.sub(r"</?(?:b|strong|th)\b[^<>]*>", "", source) if "<th" not in source else source


def bold_as_asterisks(source: str, chosen: Random) -> str:
    mark = chosen.choice(("*", "**"))
    source = re.sub(r"<(?:b|strong)\b[^<>]*>", mark, source)
    return re.sub(r"</(?:b|strong)>", mark, source)


def links_lost(source: str, _: Random) -> str:
    return re.sub(r"</?a\b[^<>]*>", "", source)


def no_break_spaces(source: str, _: Random) -> str:
    return re.sub(r"(?<=:)(</\w+>)*\s", lambda found: (found.group(1) or "") + "&nbsp;", source).replace(
        "<br>", "<br>&#8203;"
    )


def spans_everywhere(source: str, _: Random) -> str:
    """An editor that wraps every word, and the newlines of a formatter between them."""
    return re.sub(r">([^<>\n]{2,40}) ([^<>\n]{2,60})<", r"><span>\1</span>\n<span> \2</span><", source)


def source_wrapped(source: str, _: Random) -> str:
    """Lines of source end at spaces, wherever these stand."""
    words, lines, line = source.split(" "), [], ""
    for word in words:
        if len(line) + len(word) > 70 and "<pre" not in source:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def breaks_doubled(source: str, _: Random) -> str:
    return re.sub(r"<br\b[^<>]*>", "<br><br>", source)


def breaks_as_paragraphs(source: str, _: Random) -> str:
    return re.sub(r"<br\b[^<>]*>", "</p>\n<p>", source)


def upper_case_tags(source: str, _: Random) -> str:
    return re.sub(r"</?\w+", lambda found: found.group().upper(), source)


def banner_over_the_head(source: str, chosen: Random) -> str:
    """A table of the gateway stands right above the first label, or right above the page."""
    banner = f'<table border=1 bgcolor="#ffeb9c"><tr><td><b>{chosen.choice(BANNERS)}</b></td></tr></table>'
    place = source.find("<body>")
    return source[: place + 6] + banner + source[place + 6 :] if place >= 0 else banner + source


def wbr_in_addresses(source: str, _: Random) -> str:
    return re.sub(r"(?<=>|;|\s)([\w.]+)@([\w.]+example)(?=<|&|\s)", r"\1@<wbr>\2", source)


OF_SOURCE: tuple[Callable[[str, Random], str], ...] = (
    *(styles_stripped, bold_lost, bold_as_asterisks, links_lost, no_break_spaces, spans_everywhere, source_wrapped),
    *(breaks_doubled, breaks_as_paragraphs, upper_case_tags, banner_over_the_head, wbr_in_addresses),
)
TAG = re.compile(r"<[^<>]*>")
BLOCK = re.compile(r"</?(?:p|div|br|tr|table|blockquote|hr|pre|li|dt|dd|section)\b[^<>]*>", re.IGNORECASE)
WITHIN = re.compile(r"<wbr>|</?span>", re.IGNORECASE)  # what stands inside words and sentences
HEAD = re.compile(r"<head>.*?</head>", re.IGNORECASE | re.DOTALL)


# How gateways make text of a page.
def a_line_for_each_block(source: str) -> str:
    text = TAG.sub("", BLOCK.sub("\n", HEAD.sub("", source).replace("\n", " ")))
    return _tidy(text)


def a_line_for_each_tag(source: str) -> str:
    """Label and value stand on lines of their own, and so do names and addresses."""
    return _tidy(TAG.sub("\n", WITHIN.sub("", HEAD.sub("", source)).replace("\n", " ")))


def a_line_for_each_closed_tag(source: str) -> str:
    return _tidy(re.sub(r"(?:<[^<>]*>\s*)+", "\n", WITHIN.sub("", HEAD.sub("", source)).replace("\n", " ")))


def links_numbered(source: str) -> str:
    return a_line_for_each_block(re.sub(r"<a\b[^<>]*>", "[1]", source, flags=re.IGNORECASE))


def marked_down(source: str) -> str:
    source = re.sub(r'<a\b[^<>]*href="([^"]*)"[^<>]*>(.*?)</a>', r"[\2](\1)", source, flags=re.IGNORECASE | re.DOTALL)
    return a_line_for_each_block(re.sub(r"</?(?:b|strong)\b[^<>]*>", "**", source, flags=re.IGNORECASE))


def links_behind(source: str) -> str:
    source = re.sub(
        r'<a\b[^<>]*href="([^"]*)"[^<>]*>(.*?)</a>', r"\2&lt;\1&gt;", source, flags=re.IGNORECASE | re.DOTALL
    )
    return a_line_for_each_block(re.sub(r"</?(?:b|strong)\b[^<>]*>", "*", source, flags=re.IGNORECASE))


def as_this_reader_does(source: str) -> str:
    return to_text(source)


def _tidy(text: str) -> str:
    lines = [" ".join(line.split()) for line in html.unescape(text).replace("\xa0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


FLATTENERS = (
    *(a_line_for_each_block, a_line_for_each_tag, a_line_for_each_closed_tag, links_numbered, marked_down),
    *(links_behind, as_this_reader_does),
)
