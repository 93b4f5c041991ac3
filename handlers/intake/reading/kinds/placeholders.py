"""Links, addresses, sums of money and shares as placeholders: which one it is says nothing about the kind of a mail."""

from __future__ import annotations

import re

# Each with signs of which one stands in every place that it fits: without any, a mail is not searched.
_PLACEHOLDERS: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = (
    (
        ("//", "ww."),
        re.compile(r"(?-i:[HhWw])(?:(?<=h)ttps?://|(?<=w)ww\.)\S{1,500}", re.IGNORECASE),
        " zzurl ",
    ),
    (("@",), re.compile(r"[\w.+-]{1,64}+@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"), " zzmail "),
    (
        ("€", "$", "£", "eur", "usd", "gbp"),
        re.compile(r"(?-i:[€$£EeUuGg])(?:(?<=[€$£])|(?<=\be)ur\b|(?<=\bu)sd\b|(?<=\bg)bp\b)", re.IGNORECASE),
        " zzmoney ",
    ),
    (("%",), re.compile(r"\d\d{0,11}(?:[.,]\d{1,6})?\s?%"), " zzshare "),
)


def with_placeholders(text: str) -> str:
    folded = text.casefold()
    for signs, pattern, name in _PLACEHOLDERS:
        if any(sign in folded for sign in signs):
            text = pattern.sub(name, text)
    return text
