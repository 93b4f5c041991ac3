"""What sort of mail it is: machine mail first, then text and signs together, the cheapest mistake, or
`unsure`.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from handlers.intake.reading.facts import Kind
from handlers.intake.reading.fields.known import NOTHING_KNOWN
from handlers.intake.reading.kinds.classes import CLASSES, NAMES, kind_of
from handlers.intake.reading.kinds.costs import cheapest, kind_shares
from handlers.intake.reading.kinds.evidence import shifts
from handlers.intake.reading.kinds.model import shipped_model
from handlers.intake.reading.kinds.reasons import reasons
from handlers.intake.reading.kinds.signs import signs_of
from handlers.intake.reading.kinds.terms import LONGEST_TEXT, bare_subject, words_and_terms

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from handlers.intake.reading.facts import KindName, Reading
    from handlers.intake.reading.fields.known import KnownThings
    from handlers.intake.reading.kinds.learned import Learned
    from handlers.intake.reading.kinds.model import Model

_MACHINE: dict[str, KindName] = {
    "bounce": "bounce",
    "auto_reply": "auto_reply",
    "feedback_report": "feedback_report",
}
_LONGEST_FOOTER = 600
_ABOVE_FOOTERS = ("\n" + "_" * 20, "\n--")
_OF_LISTS = ("mailing list", "you are subscribed to the google groups", "subscribed to the group")
_LEAST_LETTERS = 3
_BINS = frozenset({"spam", "newsletter", "other"})  # kinds that nobody looks at soon
_UNTELLING = frozenset({"begins", "attached"})  # signs that throw nothing away
_MAY_COMPLAIN = 0.3
_TEXT_COMPLAINS = "the headers speak against it, yet the text alone may be a complaint"
_HARM_AND_REMEDY = "something is named as faulty and asked to be put right: it may be a complaint"
_TOO_LITTLE_SAID = "so little is said that what it is about may stand elsewhere"
_BEYOND_DOUBT = 0.95
_HARM = frozenset({"idefect", "ispoilt", "iwrong_paper", "iinjury"})
_REMEDY = frozenset({"iwant_it_put_right", "iasks replacement", "iasks repair", "iasks credit", "iasks 8D"})
_SUBKIND_SURE = 0.5  # share of the best subkind among the notices; below it the subkind is left to a person


def kind_of_mail(reading: Reading, known: KnownThings = NOTHING_KNOWN, model: Model | None = None) -> Kind:
    """The kind of a whole mail; of a forwarded one, the kind of what was forwarded."""
    if reading.machine in _MACHINE:
        return Kind(_MACHINE[reading.machine], "", 1.0, (reading.machine_because or "machine mail",))
    return classify(*said_by(reading, known), model)


def without_list_footer(text: str) -> str:
    """What a mailing list hangs below everybody's mail says nothing about this one: below a rule, or the dashes of a signature."""
    begin = max(text.rfind(mark, max(len(text) - _LONGEST_FOOTER, 0)) for mark in _ABOVE_FOOTERS)
    footer = text[begin:].lower() if begin >= 0 else ""
    return text[:begin] if any(words in footer for words in _OF_LISTS) else text


def said_by(reading: Reading, known: KnownThings = NOTHING_KNOWN) -> tuple[str, str, frozenset[str]]:
    """Subject, text and signs of the mail that counts: of a forwarded one, what was forwarded."""
    subject = reading.chain[0].subject or reading.subject if reading.forwarded and reading.chain else reading.subject
    return subject, without_list_footer(reading.original_text or reading.text), signs_of(reading, known)


def classify(subject: str, text: str, signs: Collection[str] = (), model: Model | None = None) -> Kind:
    """The kind of a subject and a text, with the signs of its headers (`evidence.SIGNS`)."""
    said = f"{bare_subject(subject)}\n{text[:LONGEST_TEXT]}"
    if not _has_letters(said):
        return Kind("unsure", "", 0.0, ("there is no text to read",))
    model = model or shipped_model()
    words, terms = words_and_terms(subject, text, signs)
    known = model.known(terms, words)
    weighed = model.weigh(known)
    shares = model.shares(weighed.scores, shifts(signs, model.names))
    by_kind = kind_shares(shares)
    called = cheapest(by_kind)
    likeliest = max(by_kind, key=lambda kind: by_kind[kind])
    best = _best_class(shares, likeliest if called == "unsure" else called)
    why = reasons(model.leanings(known, weighed.scales, best), said, signs, best, model)
    confidence, leaning = round(by_kind[kind_of(best)], 3), CLASSES[_best_class(shares, likeliest)]
    doubt = _too_near(by_kind, likeliest) if called == "unsure" else _not_to_be_binned(called, by_kind, signs, terms)
    if not doubt and called in _BINS and not _UNTELLING.issuperset(signs) and _text_complains(model, known):
        doubt = _TEXT_COMPLAINS
    if doubt:
        return Kind("unsure", "", confidence, (doubt, *why), leaning)
    return Kind(called, _subkind(shares, best, by_kind[called]), confidence, why, leaning)


def _too_near(by_kind: Mapping[KindName, float], likeliest: KindName) -> str:
    second = sorted(by_kind.values())[-2]
    return f"perhaps {likeliest} ({by_kind[likeliest]:.0%}), the next {second:.0%}: not sure enough"


def _not_to_be_binned(
    called: KindName, by_kind: Mapping[KindName, float], signs: Collection[str], terms: Collection[str]
) -> str:
    """Why a mail is not thrown where nobody looks soon; "" when nothing speaks against it, or it goes elsewhere."""
    if called not in _BINS:
        return ""
    if by_kind[called] < _BEYOND_DOUBT and _names_harm(terms):
        return _HARM_AND_REMEDY
    return _TOO_LITTLE_SAID if "ytiny" in terms and "list" not in signs else ""


def _has_letters(text: str) -> bool:
    """Stops at the third letter, which nearly always stands in the first line."""
    return sum(1 for _ in islice(filter(str.isalpha, text), _LEAST_LETTERS)) == _LEAST_LETTERS


def _names_harm(terms: Collection[str]) -> bool:
    """Something is broken or wrong and is to be put right, and it is not said to be somebody else's."""
    return not _HARM.isdisjoint(terms) and not _REMEDY.isdisjoint(terms) and "igoods_of_others" not in terms


def _text_complains(model: Model, known: Mapping[Learned, int]) -> bool:
    """Without its headers the mail may well be a complaint: no header is to throw it away."""
    weighed = model.weigh({term: count for term, count in known.items() if term.family != "h"})
    shares = model.shares(weighed.scores)
    return shares["complaint"] >= _MAY_COMPLAIN


def _best_class(shares: Mapping[str, float], kind: KindName) -> str:
    return max((name for name in NAMES if kind_of(name) == kind), key=lambda name: shares[name])


def _subkind(shares: Mapping[str, float], best: str, of_kind: float) -> str:
    return CLASSES[best][1] if of_kind and shares[best] / of_kind >= _SUBKIND_SURE else ""
