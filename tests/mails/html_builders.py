"""Forwards in HTML as desktop clients, webmail and phones send them, with the story of the text builders."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tests.mails.builders import ADDRESS, BODY, CC, COMMENT, NAME, SUBJECT, TO

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.mails.languages import Words

PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY.split("\n") if line)


def gmail(words: Words) -> str:
    return (
        f'<div dir="ltr">{COMMENT}<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
        f"---------- {words.forwarded} ---------<br>{words.sender}: "
        f'<strong class="gmail_sendername" dir="auto">{NAME}</strong> <span dir="auto">&lt;'
        f'<a href="mailto:{ADDRESS}">{ADDRESS}</a>&gt;</span><br>{words.date}: '
        f"{words.short}<br>{words.subject}: {SUBJECT}<br>"
        f"{words.to}:  {escape(TO)}<br>{words.cc}: {escape(CC)}<br></div><br><br>{PARAGRAPHS}</div></div>"
    )


def outlook(words: Words) -> str:
    return (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p.MsoNormal "
        "{margin:0cm}</style></head>"
        f"<body><div class=WordSection1><p class=MsoNormal>{COMMENT}<o:p></o:p></p><p "
        f"class=MsoNormal><o:p>&nbsp;</o:p></p>"
        "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm "
        "0cm 0cm'><p class=MsoNormal>"
        f"<b>{words.sender}:</b> {NAME} &lt;{ADDRESS}&gt; <br><b>{words.sent}:</b> {words.long}<br>"
        f"<b>{words.to}:</b> {escape(TO)}<br><b>{words.cc}:</b> "
        f"{escape(CC)}<br><b>{words.subject}:</b> {SUBJECT}<o:p></o:p></p></div></div>"
        f"<p class=MsoNormal><o:p>&nbsp;</o:p></p>{PARAGRAPHS}</div></body></html>"
    )


def outlook_web(words: Words) -> str:
    return (
        f'<html><body><div>{COMMENT}</div><div id="appendonsend"></div><hr '
        f'style="display:inline-block;width:98%">'
        f'<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>{words.sender}:</b> <a '
        f'href="mailto:{ADDRESS}">{NAME}</a><br>'
        f"<b>{words.sent}:</b> {words.long}<br><b>{words.to}:</b> "
        f"{escape(TO)}<br><b>{words.subject}:</b> {SUBJECT}</font>"
        f"<div>&nbsp;</div></div>{PARAGRAPHS}</body></html>"
    )


def apple(words: Words) -> str:
    rows = (
        (words.sender, f'{NAME} &lt;<a href="mailto:{ADDRESS}">{ADDRESS}</a>&gt;'),
        (words.subject, f"<b>{SUBJECT}</b>"),
        (words.date, words.long),
        (words.to, escape(TO)),
    )
    lines = "".join(f"<div><span><b>{label}: </b></span><span>{value}<br></span></div>" for label, value in rows)
    return (
        f'<html><body>{COMMENT}<br><div><br><blockquote type="cite"><div>{words.begin}</div><br>{lines}<br>'
        f"<div>{PARAGRAPHS}</div></blockquote></div></body></html>"
    )


def thunderbird(words: Words) -> str:
    rows = (
        (words.subject, SUBJECT),
        (words.date, "Tue, 17 Mar 2026 15:04:00 +0100"),
        (
            words.sender,
            f'{NAME} <a class="moz-txt-link-rfc2396E" href="mailto:{ADDRESS}">&lt;{ADDRESS}&gt;</a>',
        ),
        (words.to, escape(TO)),
    )
    table = "".join(
        f'<tr><th valign="BASELINE" align="RIGHT" nowrap="nowrap">{label}: </th><td>{value}</td></tr>'
        for label, value in rows
    )
    return (
        f'<html><body><p>{COMMENT}</p><div class="moz-forward-container"><br><br>-------- '
        f"{words.forwarded} --------"
        f'<table class="moz-email-headers-table" cellspacing="0" cellpadding="0" '
        f'border="0"><tbody>{table}</tbody></table>'
        f"<br><br>{PARAGRAPHS}</div></body></html>"
    )


def yahoo(words: Words) -> str:
    return (
        f"<html><body><div "
        f'class="yahoo-style-wrap"><div>{COMMENT}</div><div><br></div></div><div '
        f'id="yahoo_quoted_1" class="yahoo_quoted">'
        f"<div><div>----- {words.forwarded} -----</div><div><b>{words.sender}:</b> {NAME} "
        f"&lt;{ADDRESS}&gt;</div>"
        f"<div><b>{words.to}:</b> {escape(TO)}</div><div><b>{words.sent}:</b> "
        f"{words.long}</div><div><b>{words.subject}:</b> {SUBJECT}</div>"
        f"<div><br></div><div>{PARAGRAPHS}</div></div></div></body></html>"
    )


def gmx(words: Words) -> str:
    return (
        f'<html><body><div style="font-family: Verdana"><div>{COMMENT}</div><div '
        f'name="quote" style="margin:10px 5px; border-left:2px solid #C3D9E5;">'
        f'<div style="margin:0 0 10px 0;"><b>{words.sent}:</b>&nbsp;'
        f"{words.long}<br/><b>{words.sender}:</b>&nbsp;&quot;{NAME}&quot; &lt;{ADDRESS}&gt;"
        f"<br/>"
        f"<b>{words.to}:</b>&nbsp;{escape(TO)}<br/><b>{words.subject}:</b>&nbsp;"
        f"{SUBJECT}</div><div "
        f'name="quoted-content">{PARAGRAPHS}</div></div></div></body></html>'
    )


HTML_CLIENTS: dict[str, Callable[[Words], str]] = {
    "gmail": gmail,
    "outlook": outlook,
    "outlook_web": outlook_web,
    "apple": apple,
    "thunderbird": thunderbird,
    "yahoo": yahoo,
    "gmx": gmx,
}
