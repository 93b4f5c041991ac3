"""Labels with something around them: "1) Absender/in . . .", "Original sender", "Von / From", and as OCR misread them ("0d")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.languages.subjects import ORIGINAL_STEM_LIST

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBER = re.compile(r"\A\(?\d{1,2}[).]\s*")
LEADERS = re.compile(r"[\s.·…_]+\Z")
GENDER = re.compile(r"(?<=\w)(?:[/*_]-?|\(-?)(?:in|innen|r|n|e|a|trice|ka|yni|czyni)\)?\Z")
ALTERNATIVES = re.compile(r"\s*[/|]\s*|\s+\(|\)\s*\Z")
OF_WHAT = {
    *("ticket", "message", "mail", "e-mail", "email", "request", "case", "issue", "nachricht", "anfrage", "bericht"),
    *("wiadomość", "zpráva", "mensaje", "correo", "messaggio"),
}
BESIDE = 18  # letters of an adjective

# What OCR takes for each other, brought to one letter.
TWO_FOR_ONE = (("rn", "m"), ("vv", "w"), ("ii", "n"))
LOOKALIKES = str.maketrans("01i|!58", "ollllsb")


def undressed(word: str) -> Iterator[str]:
    """What the label may be without what stands around it, the likeliest first; a word that wears nothing yields nothing."""
    bare = GENDER.sub("", LEADERS.sub("", NUMBER.sub("", word)))
    if bare != word and bare:
        yield bare
    if "/" in bare or "(" in bare or "|" in bare:
        yield from (part for part in ALTERNATIVES.split(bare) if part)
    if " " in bare:
        yield from _without_original(bare)


def _without_original(word: str) -> Iterator[str]:
    """ "Original sender", "expéditeur d'origine": what the forwarding machine calls the sender of the other mail."""
    first, _, rest = word.partition(" ")
    lead, _, last = word.rpartition(" ")
    if first in OF_WHAT or (len(first) <= BESIDE and any(stem in first for stem in ORIGINAL_STEM_LIST)):
        yield rest
    if len(last) <= BESIDE and any(stem in last for stem in ORIGINAL_STEM_LIST):
        yield lead


def skeleton(word: str) -> str:
    for pair, one in TWO_FOR_ONE:
        word = word.replace(pair, one)
    return word.translate(LOOKALIKES)
