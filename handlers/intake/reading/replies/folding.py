"""What the sender wrote in this mail, and what the view folds away: quotes, signature, disclaimer,
footer, banner.

Works from the outside in: first a gateway's banner from the top, then everything quoted, then from the bottom of
what is left the footer, the disclaimer and the signature. The whole text stays in Reading.text; each fold keeps
its own text and its reason.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.attributions import attribution_at
from handlers.intake.reading.banners import banner_end, behind_banner
from handlers.intake.reading.facts import Folded
from handlers.intake.reading.forwards.head_reader import find_block
from handlers.intake.reading.forwards.separators import separator_of
from handlers.intake.reading.lines import BARS, Line, lines_of, unescaped, with_usual_quote_marks
from handlers.intake.reading.tails import POSTSCRIPT, tail_start

if TYPE_CHECKING:
    from handlers.intake.reading.facts import FoldKind

REPLY_ABOVE = re.compile(
    r"(?:[-#=_*~ ]{0,20})(?:please )?(?:reply|respond|write|type your reply) (?:above|"
    r"over) (?:this|the) line|"
    r"bitte (?:oberhalb|über) dieser (?:linie|zeile)|répondre au-dessus|responda (?:encima|acima)|##- ",
    re.IGNORECASE,
)
# A gateway that drops a line break leaves both on one line: "Lot 7 it is On Tue, 17 Mar 2026 at 15:04, Ida wrote:"
SHARED_LINE = re.compile(
    r"(?m)(?<=[^\s>|*_-])[ \t]*-{0,4} ?(?=On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [A-Z\d][^\n]{8,150} wrote:[ \t]*$)"
)
WRAPS_AT = 60  # characters of a quoted line
MAX_WRAPPED_OFF = 40
LINK = re.compile(r"<?https?://[^\s<>]{1,300}>?")
PGP_BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----"
PGP_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
PGP_END = "-----END PGP SIGNATURE-----"
NEAR = 4  # lines
MAX_POSTSCRIPT = 12  # lines
BLANK = Line(0, "", "")
Cut = tuple[int, str]


def fold(text: str, name: str = "") -> tuple[str, tuple[Folded, ...]]:
    """(what the sender wrote, what was folded away). `name` is the sender's, by which a bare signature is known."""
    text = unescaped(text)
    lines = lines_of(_with_usual_marks(SHARED_LINE.sub("\n", text) if " wrote:" in text else text))
    folded: list[Folded] = []
    lines = _without_banner(_without_armour(lines, folded), folded)
    lines = _without_quotes(lines, folded)
    lines, postscript = _apart(_without_tail(lines, folded, name))
    lines = _without_tail(lines, folded, name)
    return _text([*lines, *postscript]), tuple(folded)


def _without_banner(lines: list[Line], folded: list[Folded]) -> list[Line]:
    """First of all, since it is there even where nothing below it is the sender's own, or a single word of thanks."""
    first = next((place for place, line in enumerate(lines) if line.text), 0)
    below = lines[first + 1].text if first + 1 < len(lines) else ""
    rest = behind_banner(lines[first].text, below) if lines else ""
    if lines and rest != lines[first].text:  # a gateway that drops a line break leaves both on one line
        warning = lines[first].text.removesuffix(rest)
        _fold(folded, "banner", [Line(0, warning, warning)], "banner of a mail gateway")
        return [Line(0, rest, rest), *lines[first + 1 :]]
    begin = banner_end(lines)
    if begin:
        _fold(folded, "banner", lines[:begin], "banner of a mail gateway")
    return lines[begin:]


def _with_usual_marks(text: str) -> str:
    """Quotes that a client marked with bars, told from rows of a table by the attribution above them."""
    if not any(bar in text for bar in BARS):
        return text
    lines = lines_of(text)
    ends = (place + count for place in range(len(lines)) if (count := attribution_at(lines, place)))
    below = (next((line.text for line in lines[end : end + NEAR] if line.text), "") for end in ends)
    return with_usual_quote_marks(text, fewest=1) if any(each.startswith(tuple(BARS)) for each in below) else text


def _without_tail(lines: list[Line], folded: list[Folded], name: str) -> list[Line]:
    """Without footer, disclaimer and signature, in whatever order they stand."""
    end = len(lines)
    for _ in range(6):
        closed = any(each.kind == "signature" for each in folded)
        start, kind, because = tail_start(lines[:end], name, closed=closed)
        if start >= end or not kind:
            break
        _fold(folded, kind, lines[start:end], because)
        end = start
    return lines[:end]


def _apart(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """What stands above a postscript, and the postscript: a signature may stand between the two."""
    for place in range(len(lines) - 1, max(len(lines) - MAX_POSTSCRIPT, 0), -1):
        if not lines[place - 1].text and POSTSCRIPT.match(lines[place].text):
            return lines[:place], [BLANK, *lines[place:]]
    return lines, []


def _text(lines: list[Line]) -> str:
    text = "\n".join(line.raw.replace("\xa0", " ").rstrip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n").strip()


def _fold(folded: list[Folded], kind: FoldKind, lines: list[Line], because: str) -> None:
    text = "\n".join(line.raw for line in lines).strip("\n")
    if text.strip():
        folded.append(Folded(kind, text, because))


def _without_armour(lines: list[Line], folded: list[Folded]) -> list[Line]:
    """The marks and the signature of inline PGP."""
    begin = next((place for place, line in enumerate(lines) if line.text == PGP_BEGIN), None)
    if begin is None:
        return lines
    start = next((place for place in range(begin, len(lines)) if not lines[place].text), begin) + 1
    end = next((place for place in range(start, len(lines)) if lines[place].text == PGP_SIGNATURE), len(lines))
    after = next((place + 1 for place in range(end, len(lines)) if lines[place].text == PGP_END), len(lines))
    _fold(folded, "signature", [*lines[begin:start], *lines[end:after]], "marks of a PGP signature")
    return [*lines[:begin], *lines[start:end], *lines[after:]]


def _without_quotes(lines: list[Line], folded: list[Folded]) -> list[Line]:
    """Everything from the head of a quote on; quoted lines between answers go one by one."""
    cut, because = _head_of_quote(lines)
    own = lines[:cut]
    below = _answers_below(lines, cut)
    if cut < len(lines):
        _fold(folded, "quote", lines[cut : below or len(lines)], because)
        own = [*own, *(lines[below:] if below else [])]
    quoted = {place for place, line in enumerate(own) if line.depth or _wrapped_off(own, place)}
    if not quoted:
        return own
    _fold(folded, "quote", [own[place] for place in sorted(quoted)], "lines marked with >")
    return [BLANK if place in quoted else line for place, line in enumerate(own)]


def _wrapped_off(lines: list[Line], place: int) -> bool:
    """The end of a quoted line that was wrapped without a mark of its own; an answer in between stands apart or begins anew."""
    if not 0 < place < len(lines) - 1 or not lines[place].text:
        return False
    above, below = lines[place - 1], lines[place + 1]
    if not above.depth or below.depth != above.depth or lines[place].text[0].isupper():
        return False
    opened = above.text.count("(") > above.text.count(")") and ")" in lines[place].text
    return (opened and len(lines[place].text) <= MAX_WRAPPED_OFF) or _found_no_room(above, lines[place].text)


def _found_no_room(above: Line, text: str) -> bool:
    """The line above was full when the next word came, and its sentence goes on."""
    goes_on = text[0].islower() or LINK.fullmatch(text) is not None
    short = len(text) <= MAX_WRAPPED_OFF or LINK.fullmatch(text) is not None
    full = len(above.raw.rstrip()) + 1 + len(text.split(maxsplit=1)[0]) > WRAPS_AT
    return goes_on and short and full and above.text[-1:] not in ".?!:;"


def _head_of_quote(lines: list[Line]) -> Cut:
    """The first line of what is quoted in one piece."""
    for place, line in enumerate(lines):
        if not line.text:
            continue
        if attribution_at(lines, place):
            return place, "attribution line"
        if ":" in line.text or "：" in line.text:
            block = find_block(lines, place)
            if block:
                return block.start, "header block"
        if _is_separator(lines, place):
            return place, "separator line"
        if REPLY_ABOVE.match(line.text):
            return place, "reply-above line"
    return len(lines), ""


def _is_separator(lines: list[Line], place: int) -> bool:
    return separator_of(lines[place].text) in {"forward", "original"}


def _answers_below(lines: list[Line], cut: int) -> int:
    """Where the own text goes on below a quote marked with ">" (answers at the bottom or in between); 0
    if nowhere.
    """
    if cut >= len(lines):
        return 0
    skipped = attribution_at(lines, cut)
    if not skipped:
        return 0
    place = cut + skipped
    while place < len(lines) and not lines[place].text:
        place += 1
    if place >= len(lines) or lines[place].depth <= lines[cut].depth:
        return 0
    if lines[cut].depth:
        return 0
    return cut + skipped
