"""The rules, in order; the first that has an opinion decides. Registry and order are this tuple.

Trust is asked for wherever something would happen without a person: an address in From is no identity.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from handlers.intake.deciding.decision import Case, Decision
from handlers.intake.deciding.threads import answered_record, named_by_message_id, record_of_bounce, takes_part
from models.intake import IntakeItem, Verdict
from models.kernel.addresses import identity

#: What a forward may turn out to be, so that a person looks first, even if an employee sent it to the complaints mailbox.
NO_COMPLAINT = frozenset({"supplier_notice", "newsletter", "spam"})


@dataclass(frozen=True, slots=True)
class Step:
    """One rule: its question as the README prints it, and the function that answers it."""

    question: str
    decide: Callable[[Case], Decision | None]


def unreadable(case: Case) -> Decision | None:
    reading = case.reading
    if reading.error and reading.sender is None and not reading.text:
        return Decision(Verdict.QUARANTINED, reading.error)
    if not (reading.text or reading.attachments or reading.subject or reading.chain):
        return Decision(Verdict.QUARANTINED, "the mail is empty")
    return None


def own_letter(case: Case) -> Decision | None:
    if case.reading.machine == "own_loop":
        return Decision(Verdict.MACHINE, "one of our own letters came back")
    return None


def seen_before(case: Case) -> Decision | None:
    """The same content is a duplicate, whatever its Message-ID; one that nobody has seen yet counts for nothing."""
    nobody_saw = (Verdict.UNREAD, Verdict.QUARANTINED)
    others = sa.select(IntakeItem).where(IntakeItem.id != case.item.id, IntakeItem.verdict.not_in(nobody_saw))
    same_content = others.where(IntakeItem.content_hash == case.item.content_hash).order_by(IntakeItem.kept_at)
    first = case.session.scalars(same_content).first() if case.item.content_hash else None
    if first is None:
        return None
    belongs = f" (filed as {first.record.printed})" if first.record else ""
    return Decision(Verdict.DUPLICATE, f"the same mail came before{belongs}", first.record)


def bounce(case: Case) -> Decision | None:
    reading = case.reading
    if reading.machine != "bounce":
        return None
    recipient = reading.bounce.recipient if reading.bounce else ""
    return Decision(
        Verdict.BOUNCE,
        f"could not be delivered to {recipient or 'its recipient'}",
        record_of_bounce(case.session, reading),
    )


def auto_reply(case: Case) -> Decision | None:
    if case.reading.machine != "auto_reply":
        return None
    return Decision(Verdict.AUTO_REPLY, case.reading.machine_because, answered_record(case.session, case.reading))


def report(case: Case) -> Decision | None:
    if case.reading.machine != "feedback_report":
        return None
    return Decision(Verdict.MACHINE, case.reading.machine_because)


def answers_a_record(case: Case) -> Decision | None:
    record = answered_record(case.session, case.reading)
    if record is None or case.reading.forwarded:
        return None
    address = case.reading.sender.address if case.reading.sender else ""
    vouched = is_authenticated(case) or named_by_message_id(case.session, case.reading)
    trusted = takes_part(case.session, record, address, case.sender)
    if trusted and vouched and not is_forged(case):
        return Decision(Verdict.FOLLOW_UP, f"answers {record.printed}", record)
    if trusted:
        because = f"it names {record.printed}, but its sender could not be authenticated"
        return Decision(Verdict.TRIAGE, because, warning=_warning(case) or f"May belong to {record.printed}.")
    because = f"it names {record.printed}, but its sender does not take part in that"
    return Decision(Verdict.TRIAGE, because, warning=f"May belong to {record.printed}: the sender is not known there.")


def trusted_forward(case: Case) -> Decision | None:
    """A known employee's authenticated forward of a mail whose author is certain, to a mailbox for complaints."""
    reading = case.reading
    if not (reading.forwarded and reading.customer and case.sender and is_authenticated(case)):
        return None
    if case.item.mailbox not in case.post.complaints or reading.machine == "list" or case.kind.kind in NO_COMPLAINT:
        return None
    if identity(reading.customer.address) in case.post.addresses:
        return None
    return Decision(Verdict.COMPLAINT, f"forwarded by {case.sender.name}", register=True)


def somebody_decides(case: Case) -> Decision:
    return Decision(Verdict.TRIAGE, _why_a_person(case), warning=_warning(case))


STEPS: tuple[Step, ...] = (
    Step("Can it be read at all? If not: quarantined, kept raw, listed, replayable.", unreadable),
    Step("Is it one of our own letters coming back?", own_letter),
    Step("Was the same content here before, by this or another way?", seen_before),
    Step("Is it a bounce? Then it belongs to the mail that bounced.", bounce),
    Step("Is it an out-of-office or another auto-reply? Filed, without changing any state.", auto_reply),
    Step("Is it a feedback report?", report),
    Step("Does it answer a record, and does its sender take part in that?", answers_a_record),
    Step(
        "Is it a known employee's authenticated forward whose author is certain? Registered at once.", trusted_forward
    ),
    Step("Otherwise a person decides, on the card in the quality channel.", somebody_decides),
)


def decide(case: Case) -> Decision:
    return next(decision for step in STEPS if (decision := step.decide(case)))


def is_authenticated(case: Case) -> bool:
    """A server of ours says that DMARC passes, or that DKIM or SPF passes for the sender's own domain (RFC 8601, RFC 7489)."""
    if case.reading.sender is None:
        return False
    trusted = [a for a in case.reading.authentication if a.trusted and a.verdict == "pass"]
    domain = case.reading.sender.domain
    aligned = any(a.method in {"dkim", "spf"} and _aligned(a.domain, domain) for a in trusted)
    return aligned or any(a.method == "dmarc" for a in trusted)


def is_forged(case: Case) -> bool:
    """A server of ours says that DMARC fails, or (where it does not say) that both SPF and DKIM fail."""
    failed = {a.method for a in case.reading.authentication if a.trusted and a.verdict in {"fail", "softfail"}}
    return "dmarc" in failed or {"spf", "dkim"} <= failed


def _aligned(checked: str, sender: str) -> bool:
    checked = checked.rpartition("@")[2].casefold()
    return bool(checked) and (sender == checked or sender.endswith(f".{checked}"))


def _why_a_person(case: Case) -> str:
    reading = case.reading
    if reading.forwarded and case.sender and not is_authenticated(case):
        return "its sender could not be authenticated"
    if reading.forwarded and reading.customer is None:
        return "who wrote the forwarded mail is not certain"
    if reading.forwarded and case.sender is None:
        return "whoever forwarded it is not in the people file"
    if reading.forwarded and case.kind.kind in NO_COMPLAINT:
        return f"it reads like a {case.kind.kind.replace('_', ' ')}"
    if reading.forwarded:
        return "it did not come to a mailbox for complaints"
    return "it came straight from outside" if reading.sender else "it does not say who wrote it"


def _warning(case: Case) -> str:
    if is_forged(case):
        address = case.reading.sender.address if case.reading.sender else "the sender"
        return f"Forged? The mail server says that this did not come from {address}."
    return ""
