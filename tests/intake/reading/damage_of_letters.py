"""What happens to the letters of a whole forward: charsets mistaken, encodings left as they are, letters lost or added."""

from __future__ import annotations

import quopri
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.intake.reading.drafts import Draft, Lines

LABEL_START = re.compile(r"^(\W{0,4}\w)(\w+[^:：]{0,24}[:：])", re.MULTILINE)


def mojibake(draft: Draft, _: Random) -> Draft:
    """UTF-8 read as windows-1252."""
    return _letters(draft, _misread)


def mojibake_twice(draft: Draft, _: Random) -> Draft:
    return _letters(draft, lambda text: _misread(_misread(text)))


def question_marks(draft: Draft, _: Random) -> Draft:
    """A system that knows only ASCII."""
    return _lost_letters(draft, lambda text: text.encode("ascii", "replace").decode())


def replacement_marks(draft: Draft, _: Random) -> Draft:
    """Latin-1 read as UTF-8: one mark for each letter that is not ASCII."""
    return _lost_letters(draft, lambda text: re.sub(r"[^\x00-\x7f]", "\ufffd", text))


def accents_lost(draft: Draft, _: Random) -> Draft:
    def bare(text: str) -> str:
        return "".join(
            each for each in unicodedata.normalize("NFD", text) if unicodedata.category(each) != "Mn" or each > "\u0400"
        )

    return _lost_letters(draft, bare)


def decomposed(draft: Draft, _: Random) -> Draft:
    """Files and clients of a Mac write an accent as a character of its own."""
    return _letters(draft, lambda text: unicodedata.normalize("NFD", text))


def quoted_printable_left(draft: Draft, _: Random) -> Draft:
    """The encoding was never undone, since its header was lost: "=3D", "=C3=A4", a soft "=" at line ends."""

    def encoded(lines: Lines) -> Lines:
        return tuple(quopri.encodestring("\n".join(lines).encode()).decode().split("\n"))

    return draft.every(encoded)


def entities_left(draft: Draft, _: Random) -> Draft:
    """Letters that are not ASCII and the brackets of addresses as HTML writes them."""

    def escaped(text: str) -> str:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        return "".join(each if each.isascii() else f"&#{ord(each)};" for each in text)

    return _letters(draft, escaped)


def unseen_letters(draft: Draft, chosen: Random) -> Draft:
    """Soft hyphens, joiners and marks of direction inside labels and behind them."""
    unseen = chosen.choice(("\u00ad", "\u200b", "\u200d", "\u2060", "\u200e", "\ufeff"))
    return replace(
        draft,
        head=tuple(LABEL_START.sub(rf"\1{unseen}\2{unseen}", line) for line in draft.head),
        body=tuple(line.replace("ous", f"o{unseen}us") for line in draft.body),
    )


def _misread(text: str) -> str:
    return "".join(
        chr(byte) if byte in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )


def _letters(draft: Draft, change: Callable[[str], str]) -> Draft:
    return draft.every(lambda lines: tuple(change(line) for line in lines))


def _lost_letters(draft: Draft, change: Callable[[str], str]) -> Draft:
    """What is lost is not asked for."""
    return replace(_letters(draft, change), letters=change)


OF_LETTERS = (
    *(mojibake, mojibake_twice, question_marks, replacement_marks, accents_lost, decomposed, quoted_printable_left),
    *(entities_left, unseen_letters),
)
