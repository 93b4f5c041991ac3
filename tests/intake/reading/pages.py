"""A forward as HTML: how clients lay out the head, what sanitisers take away, and how gateways make text of it again."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from random import Random

from tests.intake.reading.damage_of_source import FLATTENERS, OF_SOURCE
from tests.intake.reading.drafts import LABEL, Draft, Lines

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
    top = f'<div class="gmail_attr">{separator}{head}<br></div>'
    return f'<div dir="ltr">{before}<br><div class="gmail_quote">{top}<br><br>{body}</div></div>'


def _gmail_in_word(before: str, separator: str, rows: list[Row], body: str) -> str:
    """Gmail's quote that Outlook sent on and Gmail quoted once more."""
    head = "<br>".join(f"<b>{label}</b>&nbsp;{value}" for label, value in rows)
    return (
        '<div class="gmail_quote"><blockquote class="gmail_quote" style="margin:0"><div class="WordSection1">'
        f'<div>{before}</div><div><blockquote style="border:none;border-left:solid #CCC 1pt">'
        f'<div><div>{separator}<p class="MsoNormal">{head}</p></div></div>'
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
        f"<tr valign=top><td><font size=1 color=gray>{label}</font></td><td>&nbsp;</td><td><font>{value}</font></td></tr>"
        for label, value in rows
    )
    table = f"<font color=purple>{separator}</font><br><table border=0>{head}</table>"
    return f"<font size=2>{before}</font><br>{table}<br><hr noshade><br>{body}"


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
