"""What is right, stage by stage: each judge compares one reading with one label and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from handlers.intake.reading.facts import Own
from handlers.intake.reading.understanding import Understanding, understand
from tests.score.corpus import Mail
from tests.score.outcomes import Outcome, Verdict, plain, verdict

OWN = Own(addresses=frozenset({"complaints@falkenau.example"}))
SALUTATION = 40  # characters of a line that a writer of labels may have passed over
MACHINE = frozenset({"bounce", "auto_reply", "feedback_report"})

CLEAN, DAMAGED = "forwards, clean: all right", "forwards, damaged: all right"
WRONG_PERSON, UNNAMEABLE = "forwards: no wrong person named", "forwards whose writer nobody can know: nobody named"
DATED, HOPS = "forwards: date", "forwards: number of hops"
NO_FORWARD = "no reply or other mail taken for a forward"
REPLIES = "replies: text exactly as trimmed by a person"
NO_ERROR, SENDER, SUBJECT, ATTACHMENTS = "MIME: no error", "MIME: sender", "MIME: subject", "MIME: attachments"
BOUNCES, BOUNCED = "bounces recognised", "bounces: recipient, Message-ID and status"
AUTO_REPLIES, REPORTS = "auto-replies recognised", "feedback reports recognised"
NO_FALSE_ALARM, MAY_ANSWER = "no false alarm (no person's mail called machine mail)", "may it be answered"
KIND, SUBKIND = "kind", "subkind of notices"
ROWS = (
    *(
        NO_ERROR,
        SENDER,
        SUBJECT,
        ATTACHMENTS,
        CLEAN,
        DAMAGED,
        WRONG_PERSON,
        UNNAMEABLE,
        DATED,
        HOPS,
        NO_FORWARD,
        REPLIES,
    ),
    *(BOUNCES, BOUNCED, AUTO_REPLIES, REPORTS, NO_FALSE_ALARM, MAY_ANSWER, KIND, SUBKIND),
)


@dataclass(frozen=True, slots=True)
class Read:
    """A mail and all that the reading says of it; `said` is what `andon intake read --json` prints."""

    mail: Mail
    understood: Understanding
    said: dict[str, Any]

    @property
    def label(self) -> dict[str, Any]:
        return self.mail.label

    def outcome(self, row: str, judged: Verdict, expected: object, got: object) -> Outcome:
        return Outcome(row, judged, self.mail.name, str(expected), str(got))

    def same(self, row: str, expected: object, got: object) -> Outcome:
        return self.outcome(row, verdict(right=expected == got), expected, got)


def read(mail: Mail) -> Read:
    understood = understand(mail.raw, OWN)
    return Read(mail, understood, understood.as_json())


def judged(one: Read) -> Iterator[Outcome]:
    for judge in JUDGES:
        yield from judge(one)


def mime(one: Read) -> Iterator[Outcome]:
    label, said = one.label, one.said
    yield one.same(NO_ERROR, None, said["error"])
    if "from" in label:
        yield one.same(SENDER, _person(label["from"]), _person(said["from"]))
    if "subject" in label:
        yield one.same(SUBJECT, plain(label["subject"]), plain(said["subject"]))
    if "attachments" in label:
        got = [attachment["name"] for attachment in said["attachments"]]
        yield one.same(ATTACHMENTS, list(label["attachments"]), got)


def forwards(one: Read) -> Iterator[Outcome]:
    label, said = one.label, one.said
    if "forwarded" not in label:
        return
    if not label["forwarded"]:
        yield one.outcome(NO_FORWARD, verdict(right=not said["forwarded"]), "no forward", _shown(said))
        return
    customer = said["customer"]
    if not label.get("named", True):
        yield one.outcome(UNNAMEABLE, verdict(right=customer is None), None, customer)
        return
    original = label["original"]
    row = DAMAGED if label.get("damage") else CLEAN
    yield one.outcome(row, _unwrapped(original, said), original, _shown(said))
    wrong = customer is not None and not _is(original, customer)
    yield one.outcome(WRONG_PERSON, verdict(right=not wrong), _person(original), customer and _person(customer))
    first = said["chain"][0] if said["chain"] else {}
    if original.get("date"):
        yield one.outcome(DATED, verdict(right=_same_moment(original["date"], first.get("date"))), original["date"],
                          first.get("date"))  # fmt: skip
    if "chain" in label:
        yield one.same(HOPS, label["chain"], len(said["chain"]))


def _unwrapped(original: dict[str, Any], said: dict[str, Any]) -> Verdict:
    """Flag, person, subject and beginning of the text: all of them, or it is wrong."""
    if said["customer"] is None and (said["forwarded"] or "forward_not_unwrapped" in said["flags"]):
        return "abstained"
    if not said["chain"]:
        return "wrong"
    first = said["chain"][0]
    subject = "subject" not in original or plain(original["subject"]) == plain(first["subject"])
    return verdict(right=_is(original, said["customer"]) and subject and _begins(first["text"], original))


def _begins(text: str, original: dict[str, Any]) -> bool:
    """With the words that the label has, or with a salutation above them; nothing else may stand there."""
    expected = plain(original.get("text_start", ""))
    if plain(text).startswith(expected):
        return True
    salutation, _, rest = text.lstrip().partition("\n")
    return len(salutation) <= SALUTATION and plain(rest).startswith(expected)


def _is(original: dict[str, Any], person: dict[str, Any]) -> bool:
    """By the address; where the layout shows none, by the name; where the damage left neither readable, anybody."""
    if original.get("address"):
        return bool(str(original["address"]).lower() == (person["address"] or "").lower())
    return "name" not in original or bool(plain(original["name"]).lower() == plain(person["name"]).lower())


def _shown(said: dict[str, Any]) -> object:
    first = said["chain"][0] if said["chain"] else None
    if first is None:
        return f"no forward, flags {said['flags']}"
    keys = ("name", "address", "subject", "confidence", "because")
    return {key: first[key] for key in keys} | {"text": plain(first["text"])[:80]}


def _same_moment(expected: str, got: str | None) -> bool:
    """Without a zone in the label only what the clock showed is compared."""
    return got is not None and got[: min(len(expected), 16)] == expected[:16]


def replies(one: Read) -> Iterator[Outcome]:
    if "reply_text" in one.label:
        yield one.same(REPLIES, plain(one.label["reply_text"]), plain(one.said["reply_text"]))


def machines(one: Read) -> Iterator[Outcome]:
    label, said = one.label, one.said
    kind = label.get("kind")
    row = {"bounce": BOUNCES, "auto_reply": AUTO_REPLIES, "feedback_report": REPORTS}.get(kind or "")
    if row:
        yield one.same(row, kind, said["kind"])
    elif kind:
        yield one.outcome(NO_FALSE_ALARM, verdict(right=said["kind"] not in MACHINE), kind, said["kind"])
    if label.get("bounce"):
        got = said["bounce"] or {}
        yield one.same(BOUNCED, _bounce(label["bounce"], label["bounce"]), _bounce(label["bounce"], got))
    if "may_answer" in label:
        yield one.same(MAY_ANSWER, label["may_answer"], said["may_answer"])


def _bounce(keys: dict[str, str], values: dict[str, str]) -> dict[str, str]:
    """A status is held against one that stands in the mail; what is derived from a reason in words, nobody labelled."""
    return {key: plain(values.get(key)).lower() for key in sorted(keys) if key != "status" or keys[key]}


def kinds(one: Read) -> Iterator[Outcome]:
    label, said = one.label, one.said
    if "kind" not in label:
        return
    called: Verdict = "abstained" if said["kind"] == "unsure" else verdict(right=said["kind"] == label["kind"])
    why = f"{said['kind']} {said['confidence']:.2f} {said['because']}"
    yield one.outcome(KIND, called, f"{label['kind']} {label.get('subkind', '')}".strip(), why)
    if label["kind"] == said["kind"] == "supplier_notice" and label.get("subkind"):
        abstains = not said["subkind"]
        right = verdict(right=said["subkind"] == label["subkind"])
        yield one.outcome(SUBKIND, "abstained" if abstains else right, label["subkind"], said["subkind"])


def _person(person: dict[str, Any] | None) -> tuple[str, str]:
    person = person or {}
    return plain(person.get("name")), plain(person.get("address")).lower()


JUDGES: tuple[Callable[[Read], Iterator[Outcome]], ...] = (mime, forwards, replies, machines, kinds)
