"""Places of a text that look like codes and are none: phones, accounts, tax numbers, dates, money,
addresses.

They are found first; a pattern never takes a value out of such a place. Every pattern is linear: no
repetition stands inside another one without a separator between. And where it can, a pattern begins with
the signs that may begin it and looks behind itself only then, "0(?<![\\w.-].)" for a nought that stands
alone: the engine skips to such a sign and tries nowhere else, which is several times as fast.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.numbered import matches_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlers.intake.reading.fields.numbered import Stretches

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

# Each with signs of which one stands, folded, in every place that it fits: without any, a text is not searched.
_WITHOUT_DIGITS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("@",), re.compile(r"[\w.+-]{1,64}+@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")),
    (("://", "ww."), re.compile(r"(?-i:[HhWw])(?:(?<=h)ttps?://|(?<=w)ww\.)[^\s<>\"]{1,2000}", re.IGNORECASE)),
    (
        ("mailto:", "cid:"),
        re.compile(r"(?-i:[<Cc])(?:(?<=<)mailto:[^>\s]{1,300}>|(?<=\bc)id:[\w.@-]{1,200})", re.IGNORECASE),
    ),
)

_NEVER_A_CODE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iban", re.compile(r"[A-Z](?<=\b.)[A-Z]\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")),
    ("tax", re.compile(
        r"[A-Z][A-Z](?<=\b..)(?:(?<=AT)U\d{8}"
        r"|(?:(?<=DE|PL|CZ|SK|HU|DK|FI|FR|IT|ES|BE|SE|GB|PT|RO|NL)|(?<=ES)B)\d{8,12}(?:B\d\d)?)\b")),
    ("phone", re.compile(r"[+0](?<![\w./-].)(?:(?<=\+)|0)[1-9]\d{0,2}(?:[ \u00a0./()-]{0,3}\d{1,6}){2,8}(?!\w)")),
    ("phone", re.compile(r"\((?<![\w.-].)0\d{1,5}\)(?:[ ./-]{0,2}\d{1,6}){1,6}(?![\w-])")),
    ("phone", re.compile(r"0(?<![\w.-].)\d{2,4} ?/ ?\d{3,8}(?:[ -]\d{1,6}){0,3}(?!\w)")),
    ("phone", re.compile(r"[1-9](?<![\w./-].)(?:(?<=1)-[2-9]|(?<!1))\d\d-\d{3}-\d{4}(?![\w-])")),
    ("tax", re.compile(
        r"[BC\d](?<=\b.)(?:(?<=C)HE-?\d{3}\.\d{3}\.\d{3}|(?<=B)E ?[01]\d{3}\.\d{3}\.\d{3}"
        r"|(?<=\d)\d\.\d{3}\.\d{3}/\d{4}-\d\d)\b")),
    ("phone", re.compile(r"0(?<![\w./-].)\d(?:[ .]\d\d){4}(?![\w-])")),
    ("phone", re.compile(r"0(?<![\w./-].)\d{2,4}(?:[ -]\d{2,8}){2,5}(?![\w-])")),
    ("date", re.compile(
        r"[0-9](?<![\w/].)(?<![A-Z]-.)(?:(?<=[1-9])|(?<=0)[1-9]|(?<=[12])\d|(?<=3)[01])([./-])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)?\d\d(?![\w/])"
    )),
    ("date", re.compile(r"[12](?<![\w/].)(?:(?<=1)9|(?<=2)0)\d\d([./-])\d{1,2}\1\d{1,2}(?![\w/])")),
    ("date", re.compile(
        rf"\d(?<=\b.)\d?(?:st|nd|rd|th)?[. -]{{1,2}}{_MONTH}\b\.?(?:[ -]?(?:19|20)?\d\d\b)?", re.IGNORECASE)),
    ("date", re.compile(rf"\b(?=[^\W\d_]{{3,12}}+ \d){_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:, ?(?:19|20)\d\d)?\b", re.IGNORECASE)),
    ("date", re.compile(r"\d(?<![\w.].)(?:|(?<=[0-2])\d|(?<=3)[01])\.(?:0?[1-9]|1[0-2])\.(?!\d)")),
    ("time", re.compile(
        r"\d(?:(?<![\w:.].)(?:(?<=[0-2])\d)?[:.][0-5]\d(?::[0-5]\d)?(?= ?(?:h|uhr|am|pm|cet|utc)\b)"
        r"|(?<=\b.)(?:(?<=[0-2])\d)?:[0-5]\d\b)", re.IGNORECASE)),
    ("money", re.compile(
        r"[€$£CEGPSU](?:(?<=[€$£])|(?<=\bE)UR\b|(?<=\bU)SD\b|(?<=\bG)BP\b|(?<=\bC)(?:HF|ZK)\b|(?<=\bP)LN\b|(?<=\bS)EK\b)"
        r" ?\d[\d.,' ]{0,14}")),
    ("money", re.compile(
        r"\d(?<=\b.)[\d.,']{0,14} ?(?:€|\$|£|(?:EUR|USD|GBP|CHF|PLN|CZK|zł|Kč|euros?|dollars)\b)", re.IGNORECASE)),
    ("measure", re.compile(

            r"[+\d-](?<![\w-].)(?:(?<=\d)\d{0,8}|(?<=[+-])\d{1,9})(?:[.,]\d{1,6})? ?(?:mm|cm|km|µm|um|μm|nm|°C|degC|°|kV|mV|kW|mA"
            r"|MPa|kPa|mbar|bar|psi|HRC|HV|HB|dB|"
        r"N/mm(?:2|²|\^2)|N/m|Nm|kN|rpm|Hz|kHz|MHz|ppm|mph|ml|cl|mg|kWp|MOhm|cP|Ohm|Grad"
            r"|g/(?:m²|m2|cm³|cm3)|kg/m[³3]|l/min|m/s|m/min|1/min|min-1|U/min|kΩ|MΩ|Ω)(?![\w-])"
    )),
    ("percent", re.compile(r"\d\d{0,6}(?:[.,]\d{1,4})? ?%")),
)  # fmt: skip

_STANDARD = re.compile(
    r"[ABDEGHIJMNQRSUV](?<=\b.)(?:(?<=D)IN|(?<=I)(?:SO|EC|ATF|PC?)|(?<=E)N|(?<=V)D[AE]|(?<=R)(?:AL|EACH)|(?<=A)(?:STM|S|QL|NSI)"
    r"|(?<=S)AE|(?<=U)(?:L|NI?)|(?<=M)IL|(?<=J)(?:EDEC|-STD)|(?<=Q)S|(?<=B)(?:S|GB)|(?<=N)F|(?<=G)B|(?<=H)GB)"
    r"(?:[ -](?:EN|ISO|IEC|STD)){0,2}[ -]?\n?\d[\d.:-]{0,14}\b"
)
_NO_PART_ALONE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("thread", re.compile(r"M(?<=\b.)\d{1,2}(?:[.,]\d)?(?:x\d{1,3}(?:[.,]\d{1,2})?)?\b")),
    ("week", re.compile(r"\b(?=[^\W\d_]{2,8}+ ?\d)(?:KW|CW|WK|week|semaine|semana|settimana|týden) ?\d{1,2}\b", re.IGNORECASE)),
    ("postcode", re.compile(r"[A-Z\d](?<=\b.)(?:(?<=[A-Z])[A-Z]{0,2}-\d)?(?<=\d)\d{3,4}(?: [A-Z]{2})? [A-ZÄÖÜ][a-zäöüßé]{2,30}")),
    ("postcode", re.compile(r"[A-Z](?<=\b.)[A-Z]?\d[A-Z\d]? \d[A-Z]{2}\b")),
    ("postcode", re.compile(
        r"[A-Z\d](?<=\b.)(?:(?:(?<=P)L-\d)?(?<=\d)\d-\d{3}|(?:(?<=P)T-\d)?(?<=\d)\d{3}-\d{3}"
        r"|[A-Z](?<=SE|DK|FI|NO|CZ|SK|GR)-\d{3,4}(?: ?\d\d)?)"
        r" [A-ZÅÄÖŁŚŻČŠ][a-zà-ž]{2,30}"
    )),
    ("steel", re.compile(
        r"(?-i:[1AaPpCc])(?<=\b.)(?:(?<=1)\.[0-9]{4}\b|(?<=a)[WA]-\d{4}\b(?:-T\d+)?|(?<=p)[AEP]\d{0,3}-GF\d\d\b"
        r"|(?<=c)OVID-19\b)", re.IGNORECASE)),
    ("clock", re.compile(r"[2-8](?<=\b.)(?:(?<=2)4[/-]7\b|(?<=8)D\b|(?<=[3-8])D-?[A-Z])", re.IGNORECASE)),
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


def masks_of(text: str, folded: str, stretches: Stretches) -> Masks:
    """`stretches` are those with digits (`numbered`)."""
    everywhere = [pattern for signs, pattern in _WITHOUT_DIGITS if any(sign in folded for sign in signs)]
    return Masks(
        _merged(
            [
                *(match.span() for pattern in everywhere for match in pattern.finditer(text)),
                *(match.span() for _, pattern in _NEVER_A_CODE for match in matches_in(pattern, text, stretches)),
            ]
        )
    )


def names_of_standards(text: str, stretches: Stretches) -> list[tuple[int, int]]:
    """ISO 9001, IATF 16949: neither a code nor a count."""
    return [match.span() for match in matches_in(_STANDARD, text, stretches)]


def no_parts_alone(text: str, stretches: Stretches) -> list[tuple[int, int]]:
    """Threads, weeks, towns and steels: no unlabelled code, yet allowed behind a label."""
    return [match.span() for _, pattern in _NO_PART_ALONE for match in matches_in(pattern, text, stretches)]
