"""Builds mails as clients, gateways and people would: by client and language, damaged on request.

Every forward carries the same invented story, so that tests can say what a reader must find in it.
"""

from __future__ import annotations

import html
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.mails.languages import WORDS, Words

if TYPE_CHECKING:
    from collections.abc import Callable

NAME, ADDRESS = "Ottilie Brandvold", "o.brandvold@fjordpumper.example"
SUBJECT = "Lekkasje 4711-B: 12 of 40 housings porous"
TO = "Rasmus Quill <rasmus.quill@castwell.example>"
CC = "Ines Tabor <ines@castwell.example>"
BODY = "Good day Rasmus,\n\n12 of 40 housings of lot L-2231 are porous.\nWe need a replacement by Friday.\n\nOttilie"
COMMENT = "Please take over, this is urgent."
FORWARDER = "Rasmus Quill <rasmus.quill@castwell.example>"
INTAKE = "quality@castwell.example"
DATE = "Wed, 18 Mar 2026 08:30:00 +0100"


def mail(
    text: str = "",
    *,
    subject: str = "Hello",
    sender: str = FORWARDER,
    to: str = INTAKE,
    type: str = "text/plain; charset=utf-8",  # noqa: A002 - the header's own word
    headers: str = "",
    newline: str = "\n",
) -> bytes:
    """One mail with raw UTF-8 headers; `headers` are further lines, each with its line end."""
    head = (
        f"From: {sender}\nTo: {to}\nSubject: {subject}\nDate: {DATE}\nMessage-ID: "
        f"<m1@castwell.example>\n{headers}"
        f"MIME-Version: 1.0\nContent-Type: {type}\nContent-Transfer-Encoding: 8bit\n\n"
    )
    return (head + text).replace("\n", newline).encode("utf-8", "surrogatepass")


def _lines(pairs: list[tuple[str, str]], colon: str = ": ") -> str:
    return "\n".join(f"{label}{colon}{value}" for label, value in pairs)


def gmail(words: Words) -> str:
    pairs = [
        (words.sender, f"{NAME} <{ADDRESS}>"),
        (words.date, words.short),
        (words.subject, SUBJECT),
        (words.to, TO),
        (words.cc, CC),
    ]
    return f"{COMMENT}\n\n---------- {words.forwarded} ---------\n{_lines(pairs)}\n\n\n{BODY}\n"


def outlook(words: Words) -> str:
    pairs = [
        (words.sender, f"{NAME} <{ADDRESS}>"),
        (words.sent, words.long),
        (words.to, TO),
        (words.cc, CC),
        (words.subject, SUBJECT),
    ]
    return f"{COMMENT}\n\nRasmus\n\n{_lines(pairs)}\n\n{BODY}\n"


def outlook_web(words: Words) -> str:
    pairs = [
        (words.sender, f"{NAME} <{ADDRESS}>"),
        (words.sent, words.long),
        (words.to, TO),
        (words.subject, SUBJECT),
    ]
    return f"{COMMENT}\n________________________________\n{_lines(pairs)}\n\n{BODY}\n"


def outlook_bold(words: Words) -> str:
    pairs = [
        (f"*{words.sender}:*", f"{NAME} <{ADDRESS}<mailto:{ADDRESS}>>"),
        (f"*{words.sent}:*", words.long),
        (f"*{words.to}:*", TO),
        (f"*{words.subject}:*", SUBJECT),
    ]
    return f"{COMMENT}\n\n{_lines(pairs, ' ')}\n\n{BODY}\n"


def outlook_mac(words: Words) -> str:
    pairs = [
        (words.sender, f"{NAME} <{ADDRESS}>"),
        (words.date, words.long),
        (words.to, TO),
        (words.cc, CC),
        (words.subject, SUBJECT),
    ]
    return f"{COMMENT}\n\n{_lines(pairs)}\n{BODY}\n"


def apple(words: Words) -> str:
    pairs = [
        (words.sender, f"{NAME} <{ADDRESS}>"),
        (words.subject, SUBJECT),
        (words.date, words.long),
        (words.to, TO),
        (words.cc, CC),
    ]
    quoted = "\n".join(f"> {line}".rstrip() for line in f"{_lines(pairs)}\n\n{BODY}".split("\n"))
    return f"{COMMENT}\n\n{words.begin}\n\n{quoted}\n"


def thunderbird(words: Words) -> str:
    pairs = [
        (words.subject, SUBJECT),
        (words.date, "Tue, 17 Mar 2026 15:04:00 +0100"),
        (words.sender, f"{NAME} <{ADDRESS}>"),
        (words.to, TO),
        (words.cc, CC),
    ]
    return f"{COMMENT}\n\n\n-------- {words.forwarded} --------\n{_lines(pairs, ': 	')}\n\n\n\n{BODY}\n"


def yahoo(words: Words) -> str:
    pairs = [
        (words.sender, f"{NAME} <{ADDRESS}>"),
        (words.to, TO),
        (words.cc, CC),
        (words.sent, words.long),
        (words.subject, SUBJECT),
    ]
    return f"{COMMENT}\n\n----- {words.forwarded} -----\n{_lines(pairs)}\n\n{BODY}\n"


def proton(words: Words) -> str:
    pairs = [
        (words.sender, f"{NAME} <{ADDRESS}>"),
        (words.date, words.long),
        (words.subject, SUBJECT),
        (words.to, TO),
    ]
    return (
        f"{COMMENT}\n\n------- {words.forwarded} -------\n{_lines(pairs)}\n\n> "
        f"{BODY.replace(chr(10), chr(10) + '> ')}\n"
    )


def ionos(words: Words) -> str:
    pairs = [
        (words.sender, f"{NAME} <{ADDRESS}>"),
        (words.to, TO),
        (words.date, words.long),
        (words.subject, SUBJECT),
    ]
    return f"{COMMENT}\n\n---------- {words.forwarded} ----------\n{_lines(pairs)}\n\n{BODY}\n"


def gmx(words: Words) -> str:
    pairs = [
        (words.sent, words.long),
        (words.sender, f'"{NAME}" <{ADDRESS}>'),
        (words.to, TO),
        (words.subject, SUBJECT),
    ]
    return f"{COMMENT}\n\n{_lines(pairs)}\n\n{BODY}\n"


def hubspot(words: Words) -> str:
    pairs = [
        (words.sender, f"{NAME} <{ADDRESS}>"),
        (words.date, words.long),
        (words.subject, SUBJECT),
        (words.to, TO),
        (words.cc, CC),
    ]
    return f"{COMMENT}\n\n---------- {words.forwarded} ----------\n\n{_lines(pairs)}\n\n\n{BODY}\n"


def missive(words: Words) -> str:
    pairs = [
        (words.sender, f"{NAME} <{ADDRESS}>"),
        (words.date, words.long),
        (words.subject, SUBJECT),
        (words.to, TO),
    ]
    return f"{COMMENT}\n\n---------- {words.forwarded} ----------\n{_lines(pairs)}\n\n{BODY}\n"


def mailmate(words: Words) -> str:
    pairs = [
        (words.sender, f"{NAME} <{ADDRESS}>"),
        (words.to, TO),
        (words.subject, SUBJECT),
        (words.date, "Tue, 17 Mar 2026 15:04:00 +0100"),
    ]
    quoted = "\n".join(f"> {line}".rstrip() for line in f"{_lines(pairs)}\n\n{BODY}".split("\n"))
    return f"{COMMENT}\n\n{words.forwarded}:\n\n{quoted}\n"


def samsung(words: Words) -> str:
    pairs = [
        (words.sender, f"{NAME} <{ADDRESS}>"),
        (words.date, "17.03.26 15:04 (GMT+01:00)"),
        (words.to, TO),
        (words.subject, SUBJECT),
    ]
    return f"{COMMENT}\n\n-------- Original message --------\n{_lines(pairs)}\n\n{BODY}\n"


CLIENTS: dict[str, Callable[[Words], str]] = {
    "gmail": gmail,
    "outlook": outlook,
    "outlook_web": outlook_web,
    "outlook_bold": outlook_bold,
    "outlook_mac": outlook_mac,
    "apple": apple,
    "thunderbird": thunderbird,
    "yahoo": yahoo,
    "proton": proton,
    "ionos": ionos,
    "gmx": gmx,
    "hubspot": hubspot,
    "missive": missive,
    "mailmate": mailmate,
    "samsung": samsung,
}


# What gateways, lists and people do to a text on its way.
def banner(text: str) -> str:
    return f"CAUTION: This email originated from outside of the organization. Do not click links.\n\n{text}"


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def no_break_spaces(text: str) -> str:
    return text.replace(": ", ":\xa0").replace("\n\n", "\n\xa0\n")


def trailing_spaces(text: str) -> str:
    return "\n".join(f"{line}  " for line in text.split("\n"))


def escaped(text: str) -> str:
    return html.escape(text, quote=False)


def double_spaced(text: str) -> str:
    return text.replace("\n", "\n\n")


def rewrapped(text: str) -> str:
    return "\n".join(
        textwrap.fill(line, 60, break_long_words=False, break_on_hyphens=False) if line else ""
        for line in text.split("\n")
    )


def mailto(text: str) -> str:
    return text.replace(f"<{ADDRESS}>", f"[mailto:{ADDRESS}]") if f"<{ADDRESS}>" in text else text


def brackets_stripped(text: str) -> str:
    return text.replace(f"<{ADDRESS}>", ADDRESS)


def indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


def signature_above(text: str) -> str:
    return f"Rasmus Quill\nSales\nT +47 555 01 88 | rasmus.quill@castwell.example\n\n{text}"


def signature_below(text: str) -> str:
    return f"{text}\n-- \nRasmus Quill\nsales@castwell.example\n"


DAMAGES: dict[str, Callable[[str], str]] = {
    "banner": banner,
    "quoted": quoted,
    "no_break_spaces": no_break_spaces,
    "trailing_spaces": trailing_spaces,
    "escaped": escaped,
    "double_spaced": double_spaced,
    "rewrapped": rewrapped,
    "mailto": mailto,
    "brackets_stripped": brackets_stripped,
    "indented": indented,
    "signature_above": signature_above,
    "signature_below": signature_below,
}


@dataclass(frozen=True, slots=True)
class Forward:
    client: str
    language: str
    damage: str
    raw: bytes


def forward(client: str, language: str, damage: str = "", *, subject: str = "", newline: str = "\n") -> Forward:
    words = WORDS[language]
    text = CLIENTS[client](words)
    if damage:
        text = DAMAGES[damage](text)
    subject = subject or f"{words.prefix}: {SUBJECT}"
    return Forward(client, language, damage, mail(text, subject=subject, newline=newline))
