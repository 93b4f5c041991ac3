"""A complaint on paper, under the heads of 21 CFR 820.35(a): product, date, complainant, details, correction, reply."""

from __future__ import annotations

from models.kernel.papers import PaperSection

PAPER = (
    PaperSection(
        "Complaint",
        ("description", "part", "lot", "serial", "quantity", "order_number", "event_date", "harm"),
        clause="21 CFR 820.35(a)(1)–(3), (5)",
    ),
    PaperSection(
        "Complainant",
        ("complainant_name", "organisation", "complainant_email", "complainant_phone", "channel"),
        clause="21 CFR 820.35(a)(4)",
    ),
    PaperSection(
        "Evaluation and investigation",
        ("evaluation", "findings", "no_nonconformance_reason"),
        clause="ISO 13485:2016 8.2.2; 21 CFR 820.35(a)(6)",
        empty="Not evaluated yet.",
    ),
    PaperSection(
        "Replies to the complainant",
        ("acknowledgement", "response", "no_contact_reason"),
        clause="21 CFR 820.35(a)(7)",
        empty="None yet.",
    ),
    PaperSection(
        "Decisions",
        tables=("decisions", "approvals", "approval_questions"),
        clause="ISO 13485:2016 8.2.2",
        empty="Nobody has decided yet.",
    ),
)
