"""The order in which a mail is read; the README's section "How a mail is read" is generated from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading import mime
from handlers.intake.reading.answering import answering
from handlers.intake.reading.authentication import authentication_of
from handlers.intake.reading.bodies import collect
from handlers.intake.reading.colleagues import is_colleague
from handlers.intake.reading.envelope import behind_list, read_envelope
from handlers.intake.reading.facts import Folded
from handlers.intake.reading.formats.opening import (
    calendar_of,
    open_signatures,
    open_winmail,
    signed_and_encrypted,
)
from handlers.intake.reading.formats.outlook_msg import is_msg, msg_to_mail
from handlers.intake.reading.forms import filled_in_by
from handlers.intake.reading.forwards.attached import mails_attached
from handlers.intake.reading.forwards.chain import chain_of, customer_of, unwrap_text
from handlers.intake.reading.forwards.doubted import hides_a_forward
from handlers.intake.reading.guard import MAX_RAW
from handlers.intake.reading.machine.bounces import bounce_of
from handlers.intake.reading.machine.reports import report_type
from handlers.intake.reading.machine.sorting import machine_kind
from handlers.intake.reading.prefixes import prefix_of
from handlers.intake.reading.replies.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from handlers.intake.reading.draft import Draft
    from handlers.intake.reading.forwards.inline import Unwrapped

NO_PERSON = {"bounce", "auto_reply", "feedback_report", "own_loop"}


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    what: str  # one line for the README
    run: Callable[[Draft], None]

    def attempt(self, draft: Draft) -> None:
        """A failure is noted and the steps after it still run."""
        try:
            self.run(draft)
        except Exception as error:  # noqa: BLE001 - no part of a mail may stop the reading of the rest
            draft.flags.fail(self.name, error)


def _limits(draft: Draft) -> None:
    if not draft.raw.strip():
        draft.flags.add("empty")
    if len(draft.raw) > MAX_RAW:
        draft.flags.add("cut_at_the_size_limit")
        draft.raw = draft.raw[:MAX_RAW]


def _structure(draft: Draft) -> None:
    raw = draft.raw
    if is_msg(raw):
        draft.flags.add("outlook_msg")
        raw = msg_to_mail(raw)
    draft.root = mime.parse(raw, draft.flags)
    open_signatures(draft.root, draft.flags)


def _envelope(draft: Draft) -> None:
    draft.envelope = read_envelope(draft.root, draft.flags)


def _trust(draft: Draft) -> None:
    draft.authentication = authentication_of(draft.envelope, draft.own)


def _body(draft: Draft) -> None:
    draft.body = collect(draft.root, draft.flags)
    open_winmail(draft.body, draft.flags)
    draft.signed, draft.encrypted = signed_and_encrypted(draft.body)
    draft.calendar = calendar_of(draft.body)


def _machine(draft: Draft) -> None:
    draft.bounce = bounce_of(report_type(draft.root), draft.envelope, draft.body)
    draft.machine, draft.machine_because = machine_kind(draft.root, draft.envelope, draft.body, draft.bounce, draft.own)
    if draft.machine != "bounce":
        draft.bounce = None


def _forwards(draft: Draft) -> None:
    if draft.machine in NO_PERSON:
        return
    draft.form = filled_in_by(draft.envelope, draft.body.plain)
    if draft.form:
        return
    mails = mails_attached(draft.body)
    draft.unwrapped = unwrap_text(draft.body, draft.envelope, draft.flags)
    comment = (
        fold(draft.unwrapped.before, _name(draft))[0] if mails else ""
    )  # only beside attached mails it is asked for
    draft.chain = chain_of(draft.unwrapped, mails, comment, draft.envelope)
    draft.forwarded = bool(draft.chain) or draft.unwrapped.head_lost
    if not draft.chain and _seems_forwarded(draft, draft.unwrapped):
        draft.flags.add("forward_not_unwrapped")


def _seems_forwarded(draft: Draft, unwrapped: Unwrapped) -> bool:
    return unwrapped.head_lost or prefix_of(draft.envelope.subject) == "forward" or hides_a_forward(draft)


def _replies(draft: Draft) -> None:
    unwrapped = draft.unwrapped
    if unwrapped is None or not unwrapped.hops:
        draft.reply_text, draft.folded = fold(draft.body.plain, _name(draft))
        return
    draft.reply_text, folded = fold(unwrapped.before, _name(draft))
    draft.folded = (*folded, Folded("forward", unwrapped.wrapped, "forwarded mail"))


def _name(draft: Draft) -> str:
    return draft.envelope.sender.name if draft.envelope.sender else ""


def _customer(draft: Draft) -> None:
    if draft.machine in NO_PERSON:
        return
    if draft.chain:
        draft.customer = customer_of(draft.chain)
        if draft.customer and draft.customer.address.lower() in draft.own.addresses:
            draft.customer = None  # our own notice, passed on: it has no customer
            draft.flags.add("original_is_ours")
        elif draft.customer is None:
            draft.flags.add("customer_unsure")
    elif "forward_not_unwrapped" in draft.flags:
        draft.flags.add("customer_unsure")
    else:
        writer = draft.form or behind_list(draft.envelope) or draft.envelope.sender
        draft.customer = None if writer and is_colleague(writer, draft.own) else writer


def _answering(draft: Draft) -> None:
    draft.may_answer, draft.not_answered_because = answering(draft.envelope, draft.machine, draft.own)


STEPS: tuple[Step, ...] = (
    Step("limits", "Nothing, or more than 64 MB: flagged and cut before anything is decoded.", _limits),
    Step(
        "structure",
        "The MIME tree, from the bytes, at most 1,000 parts and 30 levels deep; broken headers are repaired.",
        _structure,
    ),
    Step("envelope", "Sender, recipients, subject, date and identifiers, whatever their encoding.", _envelope),
    Step(
        "trust",
        "What our own mail server says of SPF, DKIM and DMARC; the word of others is kept and not believed.",
        _trust,
    ),
    Step(
        "body",
        "The text in its charset, HTML as text with its tables, every other part as an attachment.",
        _body,
    ),
    Step(
        "machine",
        "Bounces, automatic answers, feedback reports, lists and our own mail coming back.",
        _machine,
    ),
    Step(
        "forwards",
        "Who filled in a web site's form; else the chain of forwarded mails, from attached mails first, then from the text, "
        "each with a confidence.",
        _forwards,
    ),
    Step(
        "replies",
        "Quotes, signatures, disclaimers, footers and banners are folded away; nothing is deleted.",
        _replies,
    ),
    Step(
        "customer",
        "Who really wrote it: the innermost sender when that is sure, otherwise nobody.",
        _customer,
    ),
    Step("answering", "May an automatic answer go out, and if not, why.", _answering),
)
