"""A forward as HTML: how clients lay out the head, what sanitisers take away, and how gateways make text of it again."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from handlers.intake.reading.html import to_text
from tests.intake.reading.drafts import ADDRESS, LABEL, Draft, Lines
from tests.intake.reading.gateway_words import BANNERS

Row = tuple[str, str]  # label with its colon, value as HTML
LINKED = re.compile(r"&lt;([^\s<>@&;]+@[^\s<>@&;]+)&gt;")


def page(draft: Draft, chosen: Random) -> str | None:
    """None when the head is no list of labels and values."""
    if any(line.startswith(">") for line in draft.head):
        draft = draft.every(lambda lines: tuple(line.removeprefix(">").removeprefix(" ") for line in lines))
    rows = _rows(draft.head, chosen)
    if rows is None:
        return None
    separator = "".join(f"<div>{html.escape(line)}</div>" for line in draft.separator if line.strip())
    layout = chosen.choice(LAYOUTS)
    return layout(_lines(draft.before, chosen), separator, rows, _lines(draft.body, chosen))


def _rows(head: Lines, chosen: Random) -> list[Row] | None:
    found = [LABEL.fullmatch(line.strip("> ")) for line in head if line.strip()]
    if len(found) < 3 or not all(found):
        return None
    shown = chosen.choice(
        (
            r'&lt;<a href="mailto:\1">\1</a>&gt;',
            r"&lt;\1&gt;",
            r'<a href="mailto:\1">&lt;\1&gt;</a>',
            r'&lt;<a href="https://eur02.safelinks.example/?url=mailto%3A\1&amp;data=05">\1</a>&gt;',
            r'&lt;<a href="mailto:\1">\1</a>&lt;<a href="mailto:\1">mailto:\1</a>&gt;&gt;',
        )
    )
    return [
        (each["label"].strip("* ") + ":", LINKED.sub(shown, html.escape(each["value"].strip("* "), quote=False)))
        for each in found
        if each
    ]


def _lines(lines: Lines, chosen: Random) -> str:
    kind = chosen.randrange(3)
    if kind == 0:
        return "<br>\n".join(html.escape(line) for line in lines)
    tag, empty = (("p", "&nbsp;"), ("div", "<br>"))[kind - 1]
    return "".join(f"<{tag}>{html.escape(line) or empty}</{tag}>\n" for line in lines)


def _outlook(before: str, separator: str, rows: list[Row], body: str) -> str:
    head = "<br>\n".join(f"<b><span lang=EN-US>{label}</span></b><span> {value}</span>" for label, value in rows)
    return (
        f"<html><head><style>p.MsoNormal{{margin:0}}</style></head><body><div class=WordSection1>{before}{separator}"
        f"<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
        f"<p class=MsoNormal>{head}<o:p></o:p></p></div></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>{body}</div></body></html>"
    )


def _outlook_new(before: str, separator: str, rows: list[Row], body: str) -> str:
    head = "<br>".join(f"<b>{label}</b> {value}" for label, value in rows)
    return (
        f'<div class="elementToProof">{before}</div><hr style="display:inline-block;width:98%" tabindex="-1">{separator}'
        f'<div id="divRplyFwdMsg" dir="ltr"><span style="font-size:11pt">{head}</span><div>&nbsp;</div></div>{body}'
    )


def _gmail(before: str, separator: str, rows: list[Row], body: str) -> str:
    head = "<br>".join(f"{label} <strong>{value}</strong>" for label, value in rows)
    return f'<div dir="ltr">{before}<br><div class="gmail_quote"><div class="gmail_attr">{separator}{head}<br></div><br><br>{body}</div></div>'


def _gmail_in_word(before: str, separator: str, rows: list[Row], body: str) -> str:
    """Gmail's quote that Outlook sent on and Gmail quoted once more."""
    head = "<br>".join(f"<b>{label}</b>&nbsp;{value}" for label, value in rows)
    return (
        f'<div class="gmail_quote"><blockquote class="gmail_quote" style="margin:0"><div class="WordSection1"><div>{before}</div>'
        f'<div><blockquote style="border:none;border-left:solid #CCC 1pt"><div><div>{separator}<p class="MsoNormal">{head}</p></div></div>'
        f"<div><p>&nbsp;</p>{body}</div></blockquote></div></div></blockquote></div>"
    )


def _apple(before: str, separator: str, rows: list[Row], body: str) -> str:
    head = "".join(
        f'<div style="margin:0"><span style="color:rgb(0,0,0)"><b>{label} </b></span><span>{value}<br></span></div>'
        for label, value in rows
    )
    return f'<div>{before}</div><div><br><blockquote type="cite">{separator}<br>{head}<br><div>{body}</div></blockquote></div>'


def _table(before: str, separator: str, rows: list[Row], body: str) -> str:
    head = "".join(f"<tr><th align=right>{label} </th><td>{value}</td></tr>" for label, value in rows)
    return f"<p>{before}</p><div class=moz-forward-container>{separator}<table><tbody>{head}</tbody></table><br><br>{body}</div>"


def _notes(before: str, separator: str, rows: list[Row], body: str) -> str:
    """Notes: grey labels in cells, values in the next cells, an empty cell between them."""
    head = "".join(
        f'<tr valign=top><td><font size=1 color="#5f5f5f">{label}</font></td><td>&nbsp;</td><td><font size=1>{value}</font></td></tr>'
        for label, value in rows
    )
    return f"<font size=2>{before}</font><br><font size=1 color=purple>{separator}</font><br><table border=0>{head}</table><br><hr noshade><br>{body}"


def _one_row_each(before: str, separator: str, rows: list[Row], body: str) -> str:
    """Zimbra, GroupWise and phones: a block each line."""
    head = "".join(f"<div><b>{label} </b>{value}</div>" for label, value in rows)
    return f'{before}<br><hr id="zwchr"><div style="color:#000">{separator}{head}<br>{body}</div>'


def _definitions(before: str, separator: str, rows: list[Row], body: str) -> str:
    head = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows)
    return f"{before}{separator}<dl>{head}</dl>{body}"


def _blocks(before: str, separator: str, rows: list[Row], body: str) -> str:
    """Mobile clients that float the label beside its value: a div each."""
    head = "".join(f"<div><div>{label}</div><div>{value}</div></div>" for label, value in rows)
    return f"{before}{separator}<section>{head}</section><div>{body}</div>"


def _preformatted(before: str, separator: str, rows: list[Row], body: str) -> str:
    head = "\n".join(f"{label} {value}" for label, value in rows)
    return f"{before}{separator}<pre>{head}\n\n</pre>{body}"


LAYOUTS = (
    *(_outlook, _outlook, _outlook_new, _gmail, _gmail_in_word, _apple, _table, _notes, _one_row_each, _definitions),
    *(_blocks, _preformatted),
)


# What sanitisers, list servers and protecting gateways do to the source.
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


@dataclass(frozen=True, slots=True)
class Carried:
    """The parts of the mail that carries the page, and how it came to that."""

    how: tuple[str, ...]
    plain: str = ""
    html: str = ""


def carried(draft: Draft, chosen: Random) -> Carried | None:
    source = page(draft, chosen)
    if source is None:
        return None
    operators = chosen.sample(OF_SOURCE, chosen.choice((0, 1, 1, 2, 2, 3)))
    for operator in sorted(operators, key=OF_SOURCE.index):
        source = operator(source, chosen)
    how = tuple(each.__name__ for each in operators)
    carriage = chosen.randrange(4)
    if carriage == 0:
        return Carried((*how, "html alone"), html=source)
    if carriage == 1:
        stub = chosen.choice(("", "This mail needs a program that shows HTML.", "\n\n\n"))
        return Carried((*how, "text part is a stub"), plain=stub, html=source)
    flatten = chosen.choice(FLATTENERS)
    text = flatten(source)
    if carriage == 2:
        return Carried((*how, flatten.__name__), plain=text)
    return Carried((*how, flatten.__name__, "both parts"), plain=text, html=source)
