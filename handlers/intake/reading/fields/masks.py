"""Places of a text that look like codes and are none: phones, accounts, tax numbers, dates, money,
addresses.

They are found first; a pattern never takes a value out of such a place. Every pattern is linear: no
repetition stands inside another one without a separator between.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Whole names only: "50 Deckeln" is no day in December, "17 may be short" none in May.
_MONTH = (
    r"(?:jan(?:uary|uar|vier|v|uari|eiro)?|jän(?:ner)?|gennaio|enero"
    r"|feb(?:ruary|ruar|ruari|braio|rero)?|f[ée]v(?:rier|r)?"
    r"|mar(?:ch|s|zo|ca)?|m[äa]rz|mrz|maart|apr(?:il|ile)?|avril|abril"
    r"|may(?! (?:be|have|not|also|contain|need))|mai|maggio|mayo"
    r"|mei|maja|june?|juni|juin|giugno|junio|july?|juli|juillet|luglio|julio|aug(?:ust|ustus)?|août|agosto"
    r"|sep(?:t|tember|tembre|tiembre)?|settembre|o[ck]t(?:ober|obre|ubre)?|ottobre|nov(?:ember|embre|iembre)?"
    r"|de[cz](?:ember)?|décembre|dicembre|diciembre)"
)

_NEVER_A_CODE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("address", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")),
    ("url", re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}", re.IGNORECASE)),
    ("url", re.compile(r"<mailto:[^>\s]{1,300}>|\bcid:[\w.@-]{1,200}", re.IGNORECASE)),
    ("iban", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")),
    ("tax", re.compile(
        r"\b(?:ATU\d{8}|(?:DE|PL|CZ|SK|HU|DK|FI|FR|IT|ESB?|BE|SE|GB|PT|RO|NL)\d{8,12}(?:B\d\d)?)\b")),
    ("phone", re.compile(r"(?<![\w./-])(?:\+|00)[1-9]\d{0,2}(?:[ \u00a0./()-]{0,3}\d{1,6}){2,8}(?!\w)")),
    ("phone", re.compile(r"(?<![\w.-])\(0\d{1,5}\)(?:[ ./-]{0,2}\d{1,6}){1,6}(?![\w-])")),
    ("phone", re.compile(r"(?<![\w.-])0\d{2,4} ?/ ?\d{3,8}(?:[ -]\d{1,6}){0,3}(?!\w)")),
    ("phone", re.compile(r"(?<![\w./-])(?:1-)?[2-9]\d\d-\d{3}-\d{4}(?![\w-])")),
    ("tax", re.compile(r"\bCHE-?\d{3}\.\d{3}\.\d{3}\b|\bBE ?[01]\d{3}\.\d{3}\.\d{3}\b|\b\d{2}\.\d{3}\.\d{3}/\d{4}-\d\d\b")),
    ("phone", re.compile(r"(?<![\w./-])0\d(?:[ .]\d\d){4}(?![\w-])")),
    ("phone", re.compile(r"(?<![\w./-])0\d{2,4}(?:[ -]\d{2,8}){2,5}(?![\w-])")),
    ("date", re.compile(
        r"(?<![\w/])(?<![A-Z]-)(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)?\d\d(?![\w/])"
    )),
    ("date", re.compile(r"(?<![\w/])(?:19|20)\d\d([./-])\d{1,2}\1\d{1,2}(?![\w/])")),
    ("date", re.compile(
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?[. -]{{1,2}}{_MONTH}\b\.?(?:[ -]?(?:19|20)?\d\d\b)?", re.IGNORECASE)),
    ("date", re.compile(rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:, ?(?:19|20)\d\d)?\b", re.IGNORECASE)),
    ("date", re.compile(r"(?<![\w.])(?:[0-2]?\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?!\d)")),
    ("time", re.compile(
        r"(?<![\w:.])[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?(?= ?(?:h|uhr|am|pm|cet|utc)\b)"
        r"|\b[0-2]?\d:[0-5]\d\b", re.IGNORECASE)),
    ("money", re.compile(r"(?:€|\$|£|\b(?:EUR|USD|GBP|CHF|PLN|CZK|SEK)\b) ?\d[\d.,' ]{0,14}")),
    ("money", re.compile(
        r"\b\d[\d.,']{0,14} ?(?:€|\$|£|(?:EUR|USD|GBP|CHF|PLN|CZK|zł|Kč|euros?|dollars)\b)", re.IGNORECASE)),
    ("measure", re.compile(

            r"(?<![\w-])[+-]?\d{1,9}(?:[.,]\d{1,6})? ?(?:mm|cm|km|µm|um|μm|nm|°C|degC|°|kV|mV|kW|mA"
            r"|MPa|kPa|mbar|bar|psi|HRC|HV|HB|dB|"
        r"N/mm2|Nm|kN|rpm|Hz|kHz|MHz|ppm|mph|ml|cl|mg|kWp|MOhm|cP|Ohm|Grad)(?![\w-])"
    )),
    ("percent", re.compile(r"\d{1,7}(?:[.,]\d{1,4})? ?%")),
)  # fmt: skip

_NO_PART_ALONE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("standard", re.compile(
        r"\b(?:DIN|ISO|EN|IEC|VDA|IATF|IPC|RAL|ASTM|SAE|UL|MIL|JEDEC|J-STD|QS|AS|AQL|BS|ANSI|NF|UNI|GB|UN|REACH|IP|HGB|BGB|VDE)"
        r"(?:[ -](?:EN|ISO|IEC|STD)){0,2}[ -]?\n?\d[\d.:-]{0,14}\b"
    )),
    ("thread", re.compile(r"\bM\d{1,2}(?:[.,]\d)?(?:x\d{1,3}(?:[.,]\d{1,2})?)?\b")),
    ("week", re.compile(r"\b(?:KW|CW|WK|week|semaine|semana|settimana|týden) ?\d{1,2}\b", re.IGNORECASE)),
    ("postcode", re.compile(r"\b(?:[A-Z]{1,3}-)?\d{4,5}(?: [A-Z]{2})? [A-ZÄÖÜ][a-zäöüßé]{2,30}")),
    ("postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")),
    ("postcode", re.compile(
        r"\b(?:(?:PL-)?\d\d-\d{3}|(?:PT-)?\d{4}-\d{3}|(?:SE|DK|FI|NO|CZ|SK|GR)-\d{3,4}(?: ?\d\d)?)"
        r" [A-ZÅÄÖŁŚŻČŠ][a-zà-ž]{2,30}"
    )),
    ("steel", re.compile(r"\b1\.[0-9]{4}\b|\b(?:AW|AA)-\d{4}\b(?:-T\d+)?|\bP[AEP]\d{0,3}-GF\d\d\b|\bCOVID-19\b", re.IGNORECASE)),
    ("clock", re.compile(r"\b24[/-]7\b|\b8D\b|\b[3-8]D-?[A-Z]", re.IGNORECASE)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Masks:
    """Sorted places that no value may be taken from."""

    spans: tuple[tuple[int, int], ...]

    def covers(self, start: int, end: int) -> bool:
        """True if any masked place overlaps."""
        return self.over(start, end) is not None

    def over(self, start: int, end: int) -> tuple[int, int] | None:
        """The masked place that overlaps; the last, if there are several."""
        at = bisect_right(self.spans, (end - 1, 1 << 60)) - 1
        return self.spans[at] if at >= 0 and self.spans[at][1] > start else None

    def and_also(self, spans: Iterable[tuple[int, int]]) -> Masks:
        return Masks(_merged([*self.spans, *spans]))


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def masks_of(text: str) -> Masks:
    return Masks(_merged([match.span() for _, pattern in _NEVER_A_CODE for match in pattern.finditer(text)]))


def names_of_standards(text: str) -> list[tuple[int, int]]:
    """ISO 9001, IATF 16949: neither a code nor a count."""
    return [match.span() for match in _NO_PART_ALONE[0][1].finditer(text)]


def standards_in(text: str) -> list[tuple[int, int]]:
    """Names of standards, threads, weeks and towns: no unlabelled code, yet allowed behind a label."""
    return [match.span() for _, pattern in _NO_PART_ALONE for match in pattern.finditer(text)]
