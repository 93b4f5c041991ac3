"""Things that are counted without a unit that any table knows: "sixty bearing jaws", "sechzig Klemmbacken", "16 waaiers"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.languages import lengths_of_time
from handlers.intake.reading.fields.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

# How the plural of a noun ends; German has capitals instead.
_ENDINGS = {
    "en": "s", "fr": "sx", "es": "s", "pt": "s", "it": "iea", "nl": "ns", "sv": "rna", "da": "re", "pl": "yiaeówch",
    "cs": "yieaůuhé", "fi": "a", "hu": "", "ro": "ie", "tr": "", "ru": "ыиаейв",
    "no": "re", "sk": "yieaovuhm", "hr": "aie", "sl": "vijea", "bg": "иаея", "uk": "ивйаьі", "sr": "аие", "el": "ςαων",
    "et": "ta", "lv": "ius", "lt": "saių", "ca": "s", "is": "rm",
}  # fmt: skip
_NOUN = re.compile(r"[ \t](?:\n)?(?:([a-zà-ÿ]{3,16})[ \t])?([^\W\d_]{4,30})(?![\w-])")
_GERMAN = re.compile(r"[ \t\n](?:[a-zäöüß]{3,20}(?:e|en|er|es)[ \t\n])?[A-ZÄÖÜ][a-zäöüß]{3,30}(?![\w-])")
_NEVER = re.compile(
    r"(?:times|percent|euros?|dollars?|pounds|cents?|years?|hours?|minutes?|seconds?|weeks?|months?|degrees?|this|that"
    r"|does|was|these|those|his"
    r"|has|is|volts?|amps?|microns?|people|persons?|users?|patients?|customers?|employees?|operators?|colleagues"
    r"|prozent|grad|uhr|tage?n?|woche\w*|monate?n?|jahre?n?|stunden?|minuten|sekunden|mitarbeiter\w*|kunden?|kollegen"
    r"|personen|meter|schicht\w*"
    r"|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
    r"|jours|heures|semaines|ans|fois|mois|dans|sous|sans|mais|nous|vous|dans|après|plus|moins|personnes|clients|lignes?"
    r"|d[ií]as|horas|semanas|meses|años|veces|más|antes|después|giorni|ore|settimane|mesi|anni|volte|dagen|weken|jaren"
    r"|keren|werkdagen|van|voor|een"
    r"|dni|tygodni\w*|godzin\w*|miesi\w*|lata|razy|złotych|dnů|dny|týdn\w*|hodin\w*|měsíc\w*|krát|korun|dagar|veckor"
    r"|timmar|kronor|dage|timer|kroner)$",
    re.IGNORECASE,
)


def counts_things(text: str, end: int, spoken: Sequence[str]) -> bool:
    """A noun in the plural stands behind the number that ends here, with one adjective at the most between."""
    if spoken[0] == "de":
        found = _GERMAN.match(text, end)
        return found is not None and not _NEVER.search(found.group().split()[-1])
    match = _NOUN.match(text, end)
    lengths = lengths_of_time(spoken[0])
    endings = _ENDINGS.get(spoken[0], "")
    if match is None or not endings:
        return False
    words = [word for word in match.groups() if word]
    if any(fold(word) in lengths for word in words):
        return False
    return any(
        word[-1] in endings and len(word) >= _SHORTEST and not _NEVER.fullmatch(word) for word in words
    ) and not any(_NEVER.fullmatch(word) for word in words)


_SHORTEST = 4
