"""`andon intake read`: what mails say, without storing or sending anything. One line a mail, and a bad one never stops the next."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handlers.intake.reading.facts import Own
from handlers.intake.reading.fields import KnownThings
from handlers.intake.reading.understanding import Understanding, understand

ENDINGS = (".eml", ".msg")


def files_of(paths: list[Path]) -> Iterator[Path]:
    """The named files, whatever they are called; of folders, the mails in them."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in ENDINGS and p.is_file())
        else:
            yield path


def as_line(path: Path, own: Own, known: KnownThings) -> str:
    return json.dumps(_facts(path, own, known), ensure_ascii=False)


def _facts(path: Path, own: Own, known: KnownThings) -> dict[str, Any]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        return {
            "path": str(path),
            "verdict": "quarantined",
            "kind": "unsure",
            "error": f"cannot be read: {error.strerror}",
        }
    said = understand(raw, own, known)
    return said.as_json(path=str(path), verdict=verdict_of(said))


def verdict_of(said: Understanding) -> str:
    """What the intake would do with it before it looks at records and people."""
    reading = said.reading
    if reading.machine in {"bounce", "auto_reply"}:
        return str(reading.machine)
    if reading.machine in {"feedback_report", "own_loop"}:
        return "machine"
    nothing = not (reading.text or reading.attachments or reading.subject or reading.chain)
    return "quarantined" if nothing else "triage"


def as_text(path: Path, own: Own, known: KnownThings) -> Iterator[tuple[str, str]]:
    """Lines for a person, each with a style."""
    facts = _facts(path, own, known)
    yield f"{path}", "bold"
    if facts["error"]:
        yield f"  not read whole: {facts['error']}", "red"
    if "subject" not in facts:
        return
    yield from _who(facts)
    yield f"  {facts['kind'].replace('_', ' ')} {facts['subkind']} {facts['confidence']:.0%}".rstrip(), "green"
    yield f"    because {', '.join(facts['because']) or 'nothing speaks for anything'}", "dim"
    for name, values in facts["fields"].items():
        told = ", ".join(f"{v['value']} ({v['confidence']:.0%}, {v['where']})" for v in values[:5])
        yield f"  {name.replace('_', ' ')}: {told}", "cyan"
    if not facts["may_answer"]:
        yield f"  never answered: {facts['not_answered_because']}", "yellow"
    for attachment in facts["attachments"]:
        yield f"  file: {attachment['name']} ({attachment['type']}, {attachment['size']:,} bytes)", ""
    if facts["flags"]:
        yield f"  flags: {', '.join(facts['flags'])}", "yellow"
    yield from ((f"  | {line}", "") for line in _first_lines(facts))


def _who(facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield f"  {facts['subject'] or '(no subject)'}", ""
    yield f"  from {_address(facts['from'])}, {facts['date'] or 'no date'}", ""
    for hop in facts["chain"]:
        yield (
            f"  forwarded from {_address(hop)}, {hop['date'] or 'no date'} ({hop['confidence']:.0%}, {hop['source']})",
            "magenta",
        )
    if facts["forwarded"]:
        yield f"  written by {_address(facts['customer']) if facts['customer'] else 'nobody who is certain'}", "bold"


def _address(party: dict[str, Any] | None) -> str:
    return f"{party.get('name') or ''} <{party.get('address') or ''}>".strip() if party else "nobody"


def _first_lines(facts: dict[str, Any]) -> list[str]:
    text = facts["chain"][0]["text"] if facts["chain"] else facts["reply_text"] or facts["text"]
    return [line for line in str(text).splitlines() if line.strip()][:6]
