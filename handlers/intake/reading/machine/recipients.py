"""Whom a bounce could not reach, told in its own words: first where it lists them, then wherever one is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import PLAIN_ADDRESS, bare_address
from handlers.intake.reading.languages.bounce_words import LISTED_BELOW

if TYPE_CHECKING:
    from collections.abc import Iterable

_WHOLE = r"[^\s<>@,;:：()\[\]\"']{1,120}@[^\s<>@,;:：()\[\]\"']{1,120}"
ADDRESS = f"{_WHOLE}?"  # as short as what follows allows
ALONE = re.compile(rf"^[ \t*>|-]*<?({ADDRESS})>?[ \t]*[:.,;]?[ \t]*$", re.MULTILINE)
FIRST_ON_LINE = re.compile(
    rf"^[ \t*>|-]*[<\"(]?({ADDRESS})[>\")]?[ \t]*(?:[:;(\[-]|\.\.\.|\s-\s|$)",
    re.MULTILINE,
)
BESIDE_WORDS = re.compile(
    r"(?:rcpt to|recipient|recipients|to|for|address|mailbox|user|account|an|empfänger|"
    r"destinataire|destinatario|destinatário|adresse|宛先|送信先|收件人|addressee|utente|"
    r"usuario|utilisateur|:)"
    rf"[^\n@<]{{0,40}}[<\"(\[' :]\s*({_WHOLE})",
    re.IGNORECASE,
)
QMAIL = re.compile(rf"^[ \t]{{0,8}}<({ADDRESS})>[ \t]{{0,8}}:[ \t]{{0,8}}$", re.MULTILINE)
RECEIVED_FOR = re.compile(r"\bfor[ \t]{1,4}<([^\s<>@]{1,120}@[^\s<>@]{1,120})>\s{0,4};")
BEGINS = re.compile(rf"[ \t*>|•-]*[<\"'(\[]*({ADDRESS})[>\"')\]]*(?=[\s:;,(<]|\.\s|\.?$)")
LIST_BEGINS = re.compile("|".join(map(re.escape, LISTED_BELOW)))
WORDS_END = re.compile(r"^[\w()/-]{0,12}[ \t]{0,8}:?")  # "(s):" of "recipient(s):"
OLD_KIND = re.compile(r"^.{0,200}?\bsmtp[:=]", re.IGNORECASE)  # "c=us;o=house;dda:SMTP=a@b" of X.400
NEVER_RECIPIENTS = (
    "mailer-daemon",
    "postmaster",
    "abuse",
    "support",
    "helpdesk",
    "noreply",
    "no-reply",
    "mailmaster",
    "hostmaster",
)
NAMED_ID = re.compile(r"\bid(?:ent\w*)?\b[^<\n@]{0,20}<[^<>\s]{3,300}>", re.IGNORECASE)  # a Message-ID is no address
MAX_LINES = 60  # of a list of addresses, with the reasons below each
MAX_LIST = 8_000  # characters


def listed(text: str) -> list[str]:
    """Those behind "the following recipients:" and its like, or each on a line before its reason ("<a@b>:")."""
    lower = text.lower()
    if len(lower) != len(text):  # some capitals change their length
        text = lower
    begins = [match.end() for match in LIST_BEGINS.finditer(lower)]
    found = [address for place in begins for address in _behind(text[place : place + MAX_LIST])]
    found += [match.group(1) for match in QMAIL.finditer(text)]
    return list(dict.fromkeys(_whole(each) for each in found))


def _behind(text: str) -> Iterable[str]:
    """The rest of the line, else the lines below: an address begins each, what stands deeper is its reason."""
    rest, _, below = text.partition("\n")
    beside = BEGINS.match(WORDS_END.sub("", OLD_KIND.sub("", rest)))
    if beside:
        return [beside.group(1)]
    found: list[str] = []
    depth = 0
    for line in (each for each in below.split("\n")[:MAX_LINES] if each.strip()):
        begins = BEGINS.match(OLD_KIND.sub("", line))
        indent = len(line) - len(line.lstrip())
        if begins is None and (not found or indent <= depth):
            break
        if begins:
            found.append(begins.group(1))
            depth = indent
    return found


def named(text: str, ours: set[str], returned_to: list[str]) -> list[str]:
    """Addresses that stand where bounces put the recipient; one that the returned mail went to is surest."""
    sent = {address.lower() for address in (*returned_to, *RECEIVED_FOR.findall(text))}
    text = NAMED_ID.sub(" ", text)
    found = [
        _whole(match.group(1)) for pattern in (ALONE, FIRST_ON_LINE, BESIDE_WORDS) for match in pattern.finditer(text)
    ]
    found += [bare_address(match.group()) for match in PLAIN_ADDRESS.finditer(text)]
    found = [each for each in dict.fromkeys(found) if each.lower() not in ours and not _is_no_recipient(each)]
    confirmed = [each for each in found if each.lower() in sent]
    return confirmed or found[:1]


def _whole(address: str) -> str:
    return bare_address(address).rstrip(".-")


def _is_no_recipient(address: str) -> bool:
    local, _, domain = address.lower().partition("@")
    looks_like_id = len(local) > 30 and sum(character.isdigit() for character in local) > 8
    return local.startswith(NEVER_RECIPIENTS) or looks_like_id or "." not in domain
