"""Bytes to text, whatever the mail says its charset is.

The order is: a byte order mark, the declared charset, UTF-8, the fallback, and charset-normalizer last,
since it turns iso-8859-15 into shift_jis now and then. A single-byte charset decodes anything, so valid
UTF-8 wins over it.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from handlers.intake.reading import japanese

if TYPE_CHECKING:
    from collections.abc import Sequence

# What mailers write, and the codec that reads it best (WHATWG Encoding Standard: Latin-1 means windows-1252).
ALIASES = {
    "ansi": "cp1252",
    "ansi_x3.4-1968": "ascii",
    "ascii-8bit": "ascii",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "cp-850": "cp850",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso-8859-1": "cp1252",
    "iso-8859-8-e": "iso8859-8",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "latin1": "cp1252",
    "macintosh": "mac_roman",
    "shift-jis": "cp932",
    "shift_jis": "cp932",
    "sjis": "cp932",
    "tis-620": "cp874",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "x-mac-roman": "mac_roman",
    "x-sjis": "cp932",
    "x-windows-949": "cp949",
}
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NOT_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}  # some are quadratic
MULTI_BYTE = ("utf", "gb", "big5", "cp9", "euc", "iso2022", "shift", "johab", "hz")
WESTERN = {"cp1252", "iso8859-1", "iso8859-15", "cp850", "mac_roman"}
OTHER_SCRIPTS = [
    *("gb18030", "big5hkscs", "cp949", "cp932", "euc_jp", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp874"),
]
FOREIGN_WORD = re.compile(rb"[\x80-\xff]{4,}")
THREE_BYTES = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")  # a letter of UTF-8 as most of Asia has them
NO_CHANCE = 4  # of them in valid UTF-8 are not another charset
DIFFERENT = 3  # bytes of such a word; a row of dashes or dots is none
FEWEST_WORDS = 3
REPLACEMENT = "\ufffd"
ENOUGH_TO_GUESS = 64  # bytes; below it a guess is a dice roll and windows-1252 is the better bet

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufff9-\ufffb\u2028\u2029\u202a-\u202e\u2066-\u2069\x85]"
)
_SHOWN = {
    "\u202d": "[U+202D]",
    "\u202e": "[U+202E]",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x0c": "\n",
    "\x0b": "\n",
}


@lru_cache(maxsize=256)
def codec(declared: str) -> str:
    """The name of a Python codec for a declared charset, "" when there is none."""
    name = declared.strip().strip("\"'").lower()[:60]
    name = re.sub(r"^(3d|cs|charset=)|\s*\(.*", "", name).strip("\"' ")
    try:
        found = codecs.lookup(ALIASES.get(name, name))
    except (LookupError, ValueError):
        return ""
    if found.name in NOT_CHARSETS or not _is_text(found.name):
        return ""
    return ALIASES.get(found.name, found.name)


def _is_text(name: str) -> bool:
    """Python also calls base64, zip and the like codecs; bytes.decode refuses them."""
    try:
        b"".decode(name)
    except (LookupError, ValueError):
        return False
    return True


def decode(data: bytes, declared: str = "", fallback: str = "") -> tuple[str, str]:
    """The text and the charset that it turned out to be in."""
    if data.isascii():
        return _from_ascii(data, declared)
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    for name in _candidates(declared, fallback, data):
        if name in WESTERN and (found := _of_another_script(data)):
            return data.decode(found, "replace"), found
        try:
            return data.decode(name, "surrogatepass" if name == "utf-8" else "strict"), name
        except (UnicodeError, ValueError):
            continue
    return _guess(data, codec(declared))


def _of_another_script(data: bytes) -> str:
    """The charset of a text that calls itself Western European and is none: no such text has words of foreign bytes alone."""
    runs = [run for run in FOREIGN_WORD.findall(data[:20_000]) if len(set(run)) >= DIFFERENT]
    if len(runs) < FEWEST_WORDS:
        return ""
    return _likeliest(data, OTHER_SCRIPTS)


def _likeliest(data: bytes, among: Sequence[str] | None = None) -> str:
    """What charset-normalizer takes the beginning for; "" when it cannot tell."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  (40 ms of import for the few mails that need it)

    best = from_bytes(data[:20_000], cp_isolation=list(among) if among else None).best()
    return best.encoding if best is not None else ""


def _from_ascii(data: bytes, declared: str) -> tuple[str, str]:
    name = codec(declared)
    escapes = name.startswith(("iso2022", "utf-7", "utf-16", "utf-32", "hz")) and (b"\x1b" in data or name[:3] != "iso")
    if escapes and (text := _of_escapes(data, name)) is not None:
        return text, name
    return data.decode("ascii"), "ascii"


def _of_escapes(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, ValueError):
        return japanese.of_vendors(data) if name.startswith("iso2022_jp") else None


def _candidates(declared: str, fallback: str, data: bytes) -> list[str]:
    name = codec(declared)
    believed = name.startswith(MULTI_BYTE) and len(THREE_BYTES.findall(data[:20_000])) < NO_CHANCE
    believed = believed or name.startswith(("utf-16", "utf-32"))
    order = [name, "utf-8", codec(fallback)] if believed else ["utf-8", name, codec(fallback)]
    return [each for each in dict.fromkeys(order) if each and each != "ascii"]


def _guess(data: bytes, declared: str) -> tuple[str, str]:
    if declared in {"", "ascii"} and (found := japanese.undeclared(data[:20_000])):
        return data.decode(found, "replace"), found
    if declared.startswith(MULTI_BYTE) or not declared:
        name = declared or "utf-8"
        text = data.decode(name, "replace")
        damaged = text.count(REPLACEMENT)
        whole = sum(not character.isascii() for character in text) - damaged
        if whole >= damaged:  # a cut or damaged character, not another charset
            return text, name
    if len(data) >= ENOUGH_TO_GUESS and (likeliest := _likeliest(data)):
        return data.decode(likeliest, "replace"), likeliest
    return data.decode("cp1252", "replace"), "cp1252"


def clean(text: str) -> str:
    """Text without NUL, surrogates and control characters; line ends are \\n; bidi overrides are shown."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _UNSEEN.search(text):
        text = _UNSEEN.sub(lambda found: _SHOWN.get(found.group(), ""), text)
    return text


def one_line(text: str) -> str:
    """A header's value: clean, without line breaks, runs of white space made one space."""
    return " ".join(clean(text).split())
