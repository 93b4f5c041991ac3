"""Numbers that count no goods, whatever stands around them: which of the packages, which weeks, how many people or mails."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlers.intake.reading.fields.numbers import Number

_FAR = 34  # characters before a number
_PACKAGE = (
    r"\b(?:skid|pallet|box|carton|crate|case|drum|bag|parcel|package|page|sheet|kiste|karton|palette|paket|packstück|gitterbox"
    r"|seite|blatt|colli|collo|colis|caisse|pagina|scatola|bancale|caja|bulto|palet|página|doos|pakket|paleta|paczka|balík"
    r"|krabice|strona|strana|kolli|låda|sida|kasse|side)\.? (?:no\.? |nr\.? |n° ?)?"
)
_OF = r" ?(?:of|von|/|sur|di|de|van|z|ze|av|af) ?"
_NAMED, _SERIES_BEHIND = re.compile(rf"{_PACKAGE}$", re.IGNORECASE), re.compile(rf"{_OF}\d{{1,3}}\b")
_LAST_OF_SERIES = re.compile(rf"{_PACKAGE}\d{{1,3}}{_OF}$", re.IGNORECASE)
_WEEKS = re.compile(  # "weeks 31 to 34 of 2025"
    r"\b(?:weeks?|wks?|kw|kalenderwochen?|semaines?|settiman[ae]|semanas?|weken|týdn[yů]|tygodni[eu])\.? ?"
    r"(?:\d{1,2} ?(?:to|until|till|through|bis|and|und|et|e|y|en|a|do|-|–|/) ?)?(?:\d{1,2} ?(?:of|in|/|de|van) ?)?$",
    re.IGNORECASE,
)
_NO_GOODS = re.compile(
    r" (?:of (?:your|our|my|the|these) )?"
    r"(?:(?:more|last|other|different|letzten|weiteren?|anderen?|unserer|ihrer|derni[eè]re?s|autres|ultim[ei]|últim[oa]s"
    r"|ostatnich|poslední(?:ch)?) )?"
    r"(?:people|persons?|men|colleagues|operators?|inspectors?|fitters?|technicians?|engineers?|customers?|deliveries|shipments"
    r"|consignments|calls|e?-?mails?|reminders?|attempts|photos?|pictures|reports?"
    r"|personen|leuten?|kollegen|mitarbeitern?|prüfern?|monteuren?|technikern?|kunden|lieferungen|sendungen|anrufen?|fotos|bildern?"
    r"|versuchen?|erinnerungen|personnes|livraisons|clients|appels|relances|persone|consegne|clienti|telefonate|foto"
    r"|personas|entregas|clientes|llamadas|leveringen|klanten|foto's|os[oó]by|dostaw[yę]?|klientów|zdjęcia|zdjęć"
    r"|lidé|lidi|dodáv(?:ky|ek)|zákazníci|fotky|fotografie|personer|leveranser|kunder|bilder)\b",
    re.IGNORECASE,
)


def counts_no_goods(text: str, number: Number) -> bool:
    if _NO_GOODS.match(text, number.end):
        return True
    if number.from_word:
        return False
    floor = max(0, number.start - _FAR)
    if _NAMED.search(text, floor, number.start) and _SERIES_BEHIND.match(text, number.end):
        return True
    return any(before.search(text, floor, number.start) for before in (_LAST_OF_SERIES, _WEEKS))
