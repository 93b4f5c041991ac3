"""What stands right beside a number and says that it counts nothing: "cage 4", "shift 2", "3 weeks", "only 480 came"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlers.intake.reading.fields.numbers import Number

INSTEAD = (
    r"(?:instead of|rather than|an?statt|statt|anstelle von|au lieu d[e']|en lugar de|en vez de|em vez de|invece di|anziché"
    r"|in plaats van|zamiast|místo|namísto|istället för|i stället för|i stedet for|în loc de|вместо|замість)"
)
ONLY = (
    r"(?:only|just|nur|lediglich|bloß|seulement|que|solo|sólo|solamente|soltanto|maar|slechts|alleen|tylko|jen|pouze|só|apenas"
    r"|bara|endast|kun|bare|vain|csak|doar|sadece|только|лише)"
)
_ONLY = re.compile(
    rf"(?:{ONLY}"
    r"|instead of|statt|au lieu de|en lugar de|invece di|in plaats van|zamiast|místo|istället för|i stedet for"
    r"|the (?:other|remaining|rest of the)|remaining|übrigen?|restlichen?|restants|restanti|demás"
    r"|restantes|overige|pozostał\w*|ostatní\w*|zbývající\w*|övriga|resterande|øvrige|muut|celelalte|остальны\w) $",
    re.IGNORECASE,
)
OF_WHICH = re.compile(
    r"[ \t]?[\w.]{0,12}[,;:(]? ?(?:davon|hiervon|darunter|of which|thereof|of these|of those|dont|parmi lesquel\w*"
    r"|di cui|tra cui|de las cuales|de los cuales"
    r"|waarvan|w tym|z tego|z czego|z toho|z nich|das quais|dos quais|varav|hvoraf|hvorav|joista|dintre care|ebből"
    r"|из них|з них|其中|うち|のうち) ?"
    r"(?:ca\.? |about |approx\.? |etwa |environ |circa )?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:(?:maschine|anlage|linie|halle|ofen|presse|station|werkzeug)\.? ?|\b(?:line|cage|cell|cavity|machine|oven"
    r"|furnace|station|hall|plant|bay|gate|dock|door|tool|drawer|shelf|rack"
    r"|site|building|zone"
    r"|shift|section|clause|page|step|point|item|pos|position|fig|figure|table|sheet|view|size|type|class|grade|level"
    r"|stage|phase|unit"
    r"|week|day|year|no|nr|number|box|pallet|carton|rev|issue|version|room|level|lane|press|mould|row|column|photo"
    r"|picture|chapter|para"
    r"|linie|maschine|ofen|kavität|nest|werk|halle|tor|platz|schicht|abschnitt|punkt|seite|bild|blatt|größe|typ|klasse"
    r"|stufe|kw|karton"
    r"|palette|anlage|presse|form|kammer|zelle|werkzeug|ziffer|ligne|machine|four|poste|atelier|quai|point|étape|page|taille|linea"
    r"|macchina|forno|reparto|punto|pagina|línea|máquina|horno|puerta|lijn|machine|oven|hal|pagina|punt|linia|maszyna"
    r"|piec|hala|strona"
    r"|linka|stroj|pec|linje|maskin|ugn|ovn|sats|dok|brama|bramka)\.? ?|\d ?[–—] ?|\d[x×] |\bx "
    r"|[#§№ØøφΦΔ±<>=+(\[/~-] ?|(?<![^\W_])[Mm] ?|\d[ .,:/-]{1,2})$",
    re.IGNORECASE,
)
_TIME_BEHIND = re.compile(
    r"[ \t-]?(?:(?:more |working |business |calendar )?(?:weeks?|days?|hours?|hrs?|months?|years?|minutes?|mins?"
    r"|seconds?|times|tenths?|turns?)"
    r"|woch\w*|tag\w*|werktag\w*|arbeitstag\w*|stund\w*|monat\w*|jahr\w*|minut\w*|mal\b|uhr|semaine\w*|jour\w*|heure\w*|mois|ans?\b"
    r"|fois|d[ií]as?\b|semana\w*|hora\w*|mes(?:es)?\b|años?|veces|giorn\w*|settiman\w*|ore\b|mes[ei]\b|ann[io]\b|volte"
    r"|weken|week|dagen"
    r"|uur|maanden|jaar|keer|dni\b|dzień|tygodni\w*|godzin\w*|miesi\w+|lat\b|razy|let\b|dn[ůí]\b|týdn\w*|hodin\w*"
    r"|měsíc\w*|krát|veckor|dagar"
    r"|timmar|månader|uger|dage|timer|uker|dager|måneder|viikko\w*|päivä\w*|tunti\w*|tuntia|kuukau\w*|zile|ore|luni|gün"
    r"|hafta|saat|ay\b|nap\b|hét\b"
    r"|óra|дн\w+|день|недел\w+|час\w*|місяц\w+|тиж\w+|лет\b|раз\w?\b|days|shore|shifts?|schicht\w*|u/min|tr/min|rpm|hrc"
    r"|grad|astetta|degrees"
    r"|degrés|degree)",
    re.IGNORECASE,
)


_WANTED = re.compile(
    r"\b(?:target|goal|limit|max|min|minimum|moq|soll|ziel|grenzwert|höchstens|cible|objectif|objetivo|mínimo|minimo"
    r"|obiettivo|doel|cel|cíl|mål"
    r"|allowed|permitted|agreed|zulässig|erlaubt|vereinbart)[.:]? ?(?:of |von |is |ist |de |di )?\(?$",
    re.IGNORECASE,
)
_BESIDE_THE_MATTER = re.compile(
    r"minimum|\bmoq\b|\bmin\.|mindest|muster\b|\bsamples?\b|free of charge|échantillon|gratuit|lot minim|campion"
    r"|lotto minimo|muestra|mínim|monster"
    r"|próbk|minimaln|vzor|minsta|varuprov|prover\b|vareprøve|packed in|per (?:box|carton|pallet|pack|roll)"
    r"|verpackungseinheit|\bvpe\b|price|preis",
    re.IGNORECASE,
)


def is_wanted(text: str, number: Number) -> bool:
    """ "target: 300 ppm", "Soll 50": what should be, not what is."""
    return _WANTED.search(text, max(0, number.start - 24), number.start) is not None


def is_beside_the_matter(text: str, start: int, end: int) -> bool:
    """Least quantities of orders, samples and packs: counts that every notice has and that say nothing of what happened."""
    line = text.rfind("\n", 0, start) + 1
    return _BESIDE_THE_MATTER.search(text, max(line, start - 40), end + 24) is not None


def is_what_is_there(text: str, number: Number) -> bool:
    """ "only 480 of them came", "instead of 500": what is there or should be, not what is bad."""
    return _ONLY.search(text, max(0, number.start - 16), number.start) is not None


def names_something(text: str, number: Number) -> bool:
    """ "cage 4", "Ofen 4", "M8", "(2)", "3 weeks": a number that names something, numbers a list, or counts time."""
    if _TIME_BEHIND.match(text, number.end) or is_what_is_there(text, number):
        return True
    if number.from_word:
        return False
    before = text[max(0, number.start - 24) : number.start]
    after = text[number.end : number.end + 2]
    if not before.rsplit("\n", 1)[-1].strip() and after[:1] in {".", ")"}:
        return True
    return bool(_NAMED.search(before)) or after[:1] in {"/", "-", "–", "°", "x", "×"}
