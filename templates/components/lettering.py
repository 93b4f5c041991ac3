"""Letters are written in Jinja2, and yet nothing foreign in them is ever parsed.

A template's own words may say `*bold*` and begin a line with `> ` for a quotation; `{{ … | buttons }}` puts buttons between lines.
Whatever comes out of `{{ … }}` is wrapped in private-use characters, so that the converter can tell ours from theirs: theirs
becomes a plain rich text element as it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment

from templates.components.blocks import Block, Element, actions, button, escaped, moment, rich, section, words

_OPEN, _SHUT, _DATE, _BUTTONS = "\ue000", "\ue001", "\ue002", "\ue003"
_PRIVATE = re.compile("[\ue000-\ue003]")
_FOREIGN = f"{_OPEN}[^{_SHUT}]*{_SHUT}"
#: What is foreign, or what our own asterisks make bold; a foreign text may stand between them.
_PIECES = re.compile(f"({_FOREIGN})|\\*((?:{_FOREIGN}|[^*\n{_OPEN}{_SHUT}])+)\\*")
_MARKS = re.compile(r"\*|^> ", re.MULTILINE)
MOST_FALLBACK = 3000
LETTERS = Path(__file__).parent.parent / "letters"


def slack_face(name: str, facts: Mapping[str, Any]) -> tuple[str, list[Block]]:
    """The fallback text and the blocks of a letter in Slack."""
    written = _slack().get_template(f"{name}/slack.txt").render(facts)
    blocks: list[Block] = []
    for part in re.split(f"({_OPEN}{_BUTTONS}[^{_SHUT}]*{_SHUT})", written.strip()):
        blocks += _pressed(part) if part.startswith(f"{_OPEN}{_BUTTONS}") else _said(part)
    blocks += _buttons(facts.get("actions") or ())
    for number, block in enumerate(blocks):
        if block["type"] == "actions":
            block["block_id"] = f"letter.{number}"
    return escaped(_fallback(written), MOST_FALLBACK), blocks or [rich(section(words(" ")))]


def _said(part: str) -> list[Block]:
    lines = _lines(part)
    return [rich(*(_line(line, last=line is lines[-1]) for line in lines))] if lines else []


def _pressed(part: str) -> list[Block]:
    return _buttons(json.loads(part[2:-1]))


def _buttons(given: Iterable[Mapping[str, str]]) -> list[Block]:
    """What can be pressed, as it stood in the letter's facts: gesture, label, value, style. A mail has none of it."""
    made = [button(a["gesture"], a["label"], a["value"], a.get("style", "")) for a in given]
    return [actions(made, "letter")] if made else []


def mail_face(name: str, facts: Mapping[str, Any]) -> tuple[str, str]:
    """Subject (one line) and text of a letter by mail."""
    subject = _mail().get_template(f"{name}/subject.txt").render(facts)
    text = _mail().get_template(f"{name}/text.txt").render(facts)
    return " ".join(subject.split()), text.strip() + "\n"


def _fallback(written: str) -> str:
    """For a phone's notification: the words alone, without our marks."""
    bare = "".join(
        part if part.startswith(_OPEN) else _MARKS.sub("", part) for part in re.split(f"({_FOREIGN})", written)
    )
    bare = re.sub(f"{_OPEN}{_BUTTONS}[^{_SHUT}]*{_SHUT}", "", bare)
    dated = re.sub(f"{_DATE}([^{_SHUT}]*)", lambda m: str(_Moment(m[1])), bare)
    return _PRIVATE.sub("", dated).strip()


def _lines(written: str) -> list[str]:
    """Split at line breaks that the template wrote; a foreign text keeps its own inside."""
    parts = re.split(f"({_OPEN}[^{_SHUT}]*{_SHUT})|\n", written)
    lines, present = [""], 0
    for part in parts:
        if part is None:
            lines.append("")
            present += 1
        else:
            lines[present] += part
    return [line for line in lines if line.strip()]


def _line(line: str, *, last: bool) -> Element:
    quoted = line.startswith("> ")
    elements = _elements(line[2:] if quoted else line)
    if quoted:
        return {"type": "rich_text_quote", "elements": elements}
    return section(*elements, *([] if last else [words("\n")]))


def _elements(line: str) -> list[Element]:
    elements: list[Element] = []
    position = 0
    for found in _PIECES.finditer(line):
        if found.start() > position:
            elements.append(words(line[position : found.start()]))
        elements += [_foreign(found[1])] if found[1] else _bold(found[2])
        position = found.end()
    if position < len(line):
        elements.append(words(line[position:]))
    return elements or [words(" ")]


def _bold(piece: str) -> list[Element]:
    return [
        _foreign(part, bold=True) if part.startswith(_OPEN) else words(part, bold=True)
        for part in re.split(f"({_FOREIGN})", piece)
        if part
    ]


def _foreign(wrapped: str, *, bold: bool = False) -> Element:
    text = wrapped[1:-1]
    if text.startswith(_DATE):
        return moment(datetime.fromisoformat(text[1:]))
    return words(text or " ", bold=bold)


def _wrap(value: object) -> str:
    if isinstance(value, _Moment):
        return f"{_OPEN}{_DATE}{value.iso}{_SHUT}"
    if isinstance(value, _Buttons):
        return f"{_OPEN}{_BUTTONS}{json.dumps(value.actions)}{_SHUT}"  # in ASCII: no private character of anybody's survives
    return f"{_OPEN}{_PRIVATE.sub('', str(value))}{_SHUT}"


class _Moment:
    def __init__(self, iso: str) -> None:
        self.iso = datetime.fromisoformat(iso).isoformat()

    def __str__(self) -> str:
        return datetime.fromisoformat(self.iso).strftime("%Y-%m-%d %H:%M UTC")


class _Buttons:
    def __init__(self, actions: list[dict[str, str]]) -> None:
        self.actions = actions

    def __str__(self) -> str:
        return ""


@cache
def _slack() -> jinja2.Environment:
    return _environment(finalize=_wrap)


@cache
def _mail() -> jinja2.Environment:
    return _environment(finalize=str)


def _environment(finalize: Any) -> jinja2.Environment:
    environment = SandboxedEnvironment(
        loader=jinja2.FileSystemLoader(LETTERS),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # neither face is HTML; what is foreign is wrapped, or goes into a text/plain part
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["moment"] = _Moment
    environment.filters["buttons"] = _Buttons
    return environment
