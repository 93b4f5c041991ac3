"""Names of materials, which look like codes and counts: "316L" is no 316 litres, "1.4404" and "42CrMo4" are no parts."""

from __future__ import annotations

import re

_AISI = r"(?:30[1-5]|31[0-7]|321|329|347|409|410|416|420|430|904)"
_STAINLESS = rf"{_AISI}(?:LN|L|Ti|Nb|H|F|S\d\d)"
_NAME = (
    rf"(?:AISI|SUS|SS|TP)?[ -]?{_STAINLESS}|(?:AISI|SUS)[ -]?\d{{3}}L?|1\.\d{{4}}|S(?:235|275|355|420|460|690)(?:J[R02]|K2|[NMQ]L?)"
    r"(?:\+[A-Z]{1,2})?|X?\d{1,3}Cr[A-Z]\w{0,12}(?:-\d{1,2}){0,3}|\d{1,3}Mn[A-Z]\w{0,8}"
    r"|(?:Cu(?:Sn|Zn|Al)|AlMg|AlSi|AlZn|EN-GJ[SL]-)\w{1,12}(?:-\d{1,2}){0,2}"
)
_BEHIND_WORD = re.compile(
    r"(?:material|werkstoff|steel|stainless|grade|edelstahl|stahl|güte|inox|acier|mati[eè]re|nuance|acero|acciaio|materiale"
    r"|materiál|materiał|stal|gatunek|ocel|rvs|AISI|V[24]A|材質|材料)[ :：=(]{1,3}$",
    re.IGNORECASE,
)
_WHOLE = re.compile(rf"(?:{_NAME})(?:[/,](?:{_NAME}))*")
_NUMBER = re.compile(rf"{_STAINLESS}(?!\w|[ -](?:of|oil|water|drums?|barrels?|tanks?|Fass|Fässer|Öl)\b)")
_APART = re.compile(rf"{_AISI}(?: (?:LN|L|Ti|H|F))?(?!\w|[.,]\d)")


def is_material(code: str) -> bool:
    """All of it is the name of one material, or of one in two systems ("316L/1.4404")."""
    return _WHOLE.fullmatch(code) is not None


def names_material(text: str, at: int) -> bool:
    """The number that begins here is the number of a steel; with a space before its letter only behind a word of materials."""
    if _NUMBER.match(text, at):
        return True
    return bool(_APART.match(text, at) and _BEHIND_WORD.search(text, max(0, at - 14), at))
