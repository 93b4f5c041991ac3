"""The From, To and Cc values of a forwarded mail, after what clients and gateways did to them.

"A <a@b<mailto:a@b>>", "A [mailto:a@b]", "[a@b](mailto:a@b)", "*A* <a@b>", "A a@b", or only a name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from handlers.intake.reading.addresses import PLAIN_ADDRESS, bare_address, parse_addresses, shown_name
from handlers.intake.reading.facts import Address
from handlers.intake.reading.languages.form_labels import LABELS_OF_NAMES
from handlers.intake.reading.languages.meanings import meaning_of
from handlers.intake.reading.lines import unescaped

NESTED_MAILTO = re.compile(
    r"<\s*(?:mailto:)?([^\s<>@]{1,120}@[^\s<>@]{1,120}?)\s*<\s*mailto:[^<>]{0,300}>\s*>?", re.IGNORECASE
)
TWICE_MAILTO = re.compile(
    r"\[\s*mailto:([^\s<>\[\]@]{1,120}@[^\s<>\[\]]{1,120}?)<mailto:[^<>]{0,300}>\s*\]", re.IGNORECASE
)
BEHIND_ADDRESS = re.compile(r"([^\s<>@]{1,120}@[^\s<>@]{1,120})\s*<\s*mailto:[^<>]{0,300}>", re.IGNORECASE)
WIKI = re.compile(r"<?\[([^\[\]|]{1,200})\|mailto:([^\[\]|\s]{3,250})\]>?", re.IGNORECASE)
OPEN_LINK = re.compile(r"<\s*mailto:\s*([^\s<>@]{1,120}@)", re.IGNORECASE)  # its end is lost
MARKDOWN = re.compile(r"<?\[([^\[\]]{1,200})\]\(mailto:([^()\s]{3,250})\)>?", re.IGNORECASE)
BRACKETED = re.compile(
    r"[\[(]\s*(?:mailto:|smtp:)?\s*([^\s\[\]()<>@]{1,120}@[^\s\[\]()<>@]{1,120})\s*[\])]", re.IGNORECASE
)
ON_BEHALF = re.compile(
    r"\b(?:on behalf of|im auftrag von|de la part de|en nombre de|per conto di|em nome de|namens|på vegne af|"
    r"på vegne av|för|w imieniu|jménem|от имени|代表|の代理)\b",
    re.IGNORECASE,
)
VIA_LIST = re.compile(
    r"[\"'\u2018\u201c ]*(?P<name>[^<>\"]{2,80}?)['\u2019\u201d]* (?:via|über|через|par) "
    r"(?P<list>[^<>\"]{2,80}?)[\" ]+(?:[<(\[]|(?=[^\s@]+@))"
)
# A link of a protecting gateway with the mailto link inside it, plain or percent-encoded.
AROUND_MAILTO = re.compile(
    r"[<(]?\s*https?://[^\s<>()]{0,300}?mailto(?::|%3A)([^\s<>()&?;_]{1,120}(?:@|%40)[^\s<>()&?;_]{1,120})[^\s<>()]{0,400}[>)]?",
    re.IGNORECASE,
)
QUERY = re.compile(r"(mailto:[^\s<>@?]{1,120}@[^\s<>@?]{1,120})\?[^\s<>()\[\]]{0,300}", re.IGNORECASE)
NO_ADDRESS = re.compile(r"<(?:/o=|imceaex)[^<>]{0,400}>", re.IGNORECASE)  # Exchange's internal addresses
EMPTIED = re.compile(r"\s*<[^<>@]{0,80}>?\s*\Z")  # what a gateway put for an address
AT = re.compile(
    r"(?<=[\w.-])\s?(?:[\[({]\s?(?:@|at|ät|kukac|zavináč|małpa|arroba|chiocciola|arobase|apenstaartje)\s?[\])}]|\s?@\s?)\s?(?=\w)",
    re.IGNORECASE,
)
WHOLE_ADDRESS = re.compile(r"\w@[\w-]{1,60}\.\w")
DOT = re.compile(r"\s?(?:[\[({]\s?(?:\.|dot|punkt|point|punto|ponto|kropka|tečka)\s?[\])}]|\s\.)\s?", re.IGNORECASE)
APART_ADDRESS = re.compile(
    r"[\w.+-]{1,80}(?:[\[({]\.[\])}][\w+-]{1,40}){0,4}@[\w-]{1,80}(?:\s?(?:[\[({]\s?(?:\.|dot|punkt|point|punto|ponto|kropka|tečka)\s?[\])}]|\s?\.)\s?[\w-]{2,60}){1,6}",
    re.IGNORECASE,
)
MARKDOWN_ESCAPE = re.compile(r"\\(?=[\"'<>\[\]()*_@.#-])")  # '\"A\" \<a@b\>', where a ticket system wrote Markdown
BESIDE = " <([\"'·•|/–—,"  # a name
# What a gateway writes beside the name of an outsider.
OUTSIDER = re.compile(
    r"[\[({<*]{1,2}\s?(?:ext|extern\w*|externe[rn]?|esterno|zewn\w*|outside\w*|suspect\w*|spam\??|внешн\w*|外部|社外|외부)"
    r"(?: [^\s\[\](){}<>@*]{1,15}){0,2}\s?[\])}>*]{1,2}:?",
    re.IGNORECASE,
)
# "From: Name: Nuala Feeney <…>", "المرسل ← الاسم: …": a label, or its arrow, that a form left before the name.
CALLED = re.compile(
    r"[\s\"'*]*(?:(?P<label>[^\W\d_][^:：=←→⇒<>@\n]{0,24}?)[ \xa0]*[:：=←→⇒]|[←→⇒])[\s:：]*(?=[^\s:：]|$)",
)
BOLD = re.compile(r"\*{1,2}|_{2}")
ODD_BRACKETS = str.maketrans("‹›⟨⟩＜＞〈〉《》", "<>" * 5)  # of word processors and of keyboards of the East


def joined_address(value: str) -> str:
    """Whole again what OCR took apart ("a @ b . example") and what somebody made harmless ("a[@]b[.]example", "a (at) b")."""
    if not AT.search(value) or WHOLE_ADDRESS.search(value):
        return value
    return APART_ADDRESS.sub(lambda found: DOT.sub(".", found.group()), AT.sub("@", value))


def tidy_people(value: str) -> str:
    value = OUTSIDER.sub(" ", joined_address(unescaped(value).translate(ODD_BRACKETS)))
    if "\\<" in value:
        value = MARKDOWN_ESCAPE.sub("", value)
    if "//" in value or "mailto" in value.lower():
        value = without_protection(WIKI.sub(_markdown, value))
    value = NESTED_MAILTO.sub(r"<\1>", TWICE_MAILTO.sub(r"<\1>", value))
    value = BEHIND_ADDRESS.sub(r"<\1>", value)
    value = OPEN_LINK.sub(r"<\1", MARKDOWN.sub(_markdown, value))
    value = BRACKETED.sub(r"<\1>", value)
    return BOLD.sub("", NO_ADDRESS.sub("", value)).strip()


def without_protection(value: str) -> str:
    """Addresses as they were before a gateway made links of them, or a link of its own around the link."""
    value = AROUND_MAILTO.sub(lambda link: f"<{unquote(link.group(1))}>", value)
    return QUERY.sub(r"\1", value)


def _markdown(found: re.Match[str]) -> str:
    shown, address = found.groups()
    return f"<{address}>" if "@" in shown else f"{shown} <{address}>"


@lru_cache(maxsize=64)  # one block is asked several times
def sender_of(value: str) -> tuple[Address, tuple[str, ...]]:
    """The one mailbox of a From line, and what speaks against it."""
    doubts: list[str] = []
    value = tidy_people(value)
    behalf = ON_BEHALF.search(value)
    if behalf and "@" in value[: behalf.start()]:
        doubts.append("on behalf of")
        value = _with_address_of(value[behalf.end() :], value[: behalf.start()])
    listed = VIA_LIST.match(value)
    if listed and not _shows_name(listed.group("name"), value[listed.end() :]):
        return Address(shown_name(listed.group("name")), ""), (*doubts, "a list wrote its own address")
    found = list(PLAIN_ADDRESS.finditer(value))
    if not found:
        return Address(shown_name(EMPTIED.sub("", value)), ""), (*doubts, "no address")
    addresses = {bare_address(each.group()).lower() for each in found}
    chosen = found[-1] if "<" in value[found[-1].start() - 2 : found[-1].start()] else found[0]
    address = bare_address(chosen.group())
    name = shown_name(value[: found[0].start()].strip(BESIDE)) or shown_name(value[chosen.end() :].strip(" >)]"))
    if len(addresses) > 1:
        name, *_ = [shown_name(value[: chosen.start()].strip(" <([\"'"))]
        inside = value[: found[0].start()].rstrip().endswith("<") and chosen is not found[0]
        if inside or any(each != address.lower() and each not in name.lower() for each in addresses):
            doubts.append("several addresses")
        else:
            doubts.append("the name is another address")
    name = _without_label(name)
    return Address("" if name.lower() == address.lower() else name, address), tuple(doubts)


def _without_label(name: str) -> str:
    found = CALLED.match(name)
    if found is None:
        return name
    label = (found["label"] or "").strip().lower()
    meaning = meaning_of(label) if label else None
    called = not label or label in LABELS_OF_NAMES or (meaning is not None and meaning[0] in {"from", "address"})
    return name[found.end() :] if called else name


def _with_address_of(writer: str, office: str) -> str:
    """Who writes for a person that is shown without an address can be reached at the office that sent the mail."""
    addresses = PLAIN_ADDRESS.findall(office)
    return writer if "@" in writer or len(addresses) != 1 else f"{writer} <{addresses[0]}>"


def _shows_name(name: str, address: str) -> bool:
    local = address.partition("@")[0].lower()
    return any(word in local for word in name.lower().split() if len(word) > 3)


def people_of(value: str) -> tuple[Address, ...]:
    return parse_addresses(tidy_people(value))
