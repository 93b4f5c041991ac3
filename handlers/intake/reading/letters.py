"""Letters that were damaged on the way and can be read all the same: UTF-8 that a gateway took for another charset, once or
twice, quoted-printable that nobody undid, accents that stand as characters of their own, Turkish letters taken for Icelandic.

Mended is only what proves itself: a line in which every run of foreign letters turns into another one without a remainder.
"""

from __future__ import annotations

import binascii
import re
import unicodedata

TIMES = 3  # UTF-8 misread, and that misread again
FOREIGN = re.compile(r"[^\x00-\x7f]+")
# The first byte of a UTF-8 letter and one that goes on, as windows-1252 and windows-1251 show them.
MISREAD = re.compile(
    "[\xc2-\xf4][\x80-\xbf\u20ac\u2013-\u203a\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2122]"
)
IMPLAUSIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u0700-\u08ff\u0b80-\u0dff\u1000-\u1cff\ue000-\uf8ff]")
TAG_ENDS = re.compile("([<>])")
HALF = re.compile("\xc3 (?= )")  # "à" misread ends in a no-break space that became a plain one
ESCAPES = re.compile(r"=(?:[0-9A-Fa-f]{2}|[ \t]{0,3}(?=\n|\Z))")
SIGNS = re.compile(r"=(?:3D|[ \t]{0,3}\n|20\n)")
UTF_8 = re.compile(r"=[C-F][0-9A-F](?:=[89AB][0-9A-F])+")
FEWEST_SIGNS = 2
RULES = re.compile("(={3,})")  # lines of a separator, which no encoding wrote


TURKISH = str.maketrans("ýþðÝÞÐ", "ışğİŞĞ")
IN_TURKISH_PLACE = re.compile("[ýþðÝÞÐ]")
NOT_TURKISH = re.compile(
    "[áíóúéæøåèàìòùñãõÁÍÓÚÉÆØÅ]"
)  # of Iceland, the Faroes, Bohemia and whoever else writes a ý or ð
OF_TURKEY = re.compile("[çüÇÜ]")
FEWEST_TURKISH = 3
MANY_TO_ONE = 4  # a foreign name stands in many a text


def mended(text: str) -> str:
    """The text with all of these undone; the same object when there is nothing to do."""
    if "=" in text:
        text = without_quoted_printable(text)
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if MISREAD.search(text):
        text = without_mojibake(text)
    return text.translate(TURKISH) if IN_TURKISH_PLACE.search(text) and is_turkish(text) else text


def is_turkish(text: str) -> bool:
    """Windows-1254 taken for windows-1252, which has the letters of Iceland in the place of six Turkish ones."""
    found = len(IN_TURKISH_PLACE.findall(text))
    return (
        found >= FEWEST_TURKISH
        and bool(OF_TURKEY.search(text))
        and len(NOT_TURKISH.findall(text)) * MANY_TO_ONE <= found
    )


def without_mojibake(text: str) -> str:
    return "\n".join(_line(line) if MISREAD.search(line) else line for line in text.split("\n"))


def _line(line: str) -> str:
    better = _whole(line)
    if better is line and "<" in line:  # of a page, parts may be damaged and others not
        return "".join(_whole(part) if MISREAD.search(part) else part for part in TAG_ENDS.split(line))
    return better


def _whole(line: str) -> str:
    for _ in range(TIMES):
        better = _reread(HALF.sub("\xc3\xa0", line))
        if better is None:
            break
        line = better
    return line


def _reread(line: str) -> str | None:
    """None unless all foreign letters of the line are bytes of UTF-8 and make sense as such."""
    if not MISREAD.search(line):
        return None
    try:
        better = FOREIGN.sub(lambda run: _bytes(run.group()).decode(), line)
    except UnicodeError:
        return None
    return None if IMPLAUSIBLE.search(better.replace("\t", " ")) and not MISREAD.search(better) else better


def _bytes(run: str) -> bytes:
    """As windows-1252 with its five holes, which Latin-1 fills."""
    return b"".join(
        bytes([ord(each)]) if ord(each) < 0xA0 or 0xA0 <= ord(each) <= 0xFF else each.encode("cp1252") for each in run
    )


def without_quoted_printable(text: str) -> str:
    """Undone only where every "=" of the text belongs to the encoding and some can be nothing else."""
    bare = RULES.sub("", text) if "===" in text else text
    if len(SIGNS.findall(bare)) < FEWEST_SIGNS and not UTF_8.search(bare):
        return text
    if bare.count("=") != len(ESCAPES.findall(bare)):
        return text
    parts = [part.encode("utf-8", "surrogatepass") for part in RULES.split(text)]
    raw = b"".join(part if part.startswith(b"===") else binascii.a2b_qp(part) for part in parts)
    try:
        better = raw.decode()
    except UnicodeError:
        better = raw.decode("cp1252", "replace")
    return text if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", better) else better
