"""A nonconformance on paper: what has to be retained of it, under the clause's own four heads (ISO 9001:2015 8.7.2)."""

from __future__ import annotations

from models.kernel.papers import PaperSection

PAPER = (
    PaperSection(
        "Nonconformity",
        (
            "description", "requirement", "part", "revision", "lot", "order_number", "supplier", "customer_part", "source",
            "detected_where", "quantity", "quantity_affected", "quantity_total",
        ),
        clause="ISO 9001:2015 8.7.2 a",
    ),
    PaperSection(
        "Actions taken",
        (
            "containment", "in_stock", "in_process", "in_transit", "at_customer", "shipped", "customer_notification",
            "no_costs_reason", "capa_needed", "capa_reason",
        ),
        tables=("disposition_line", "cost_line", "actions"),
        clause="ISO 9001:2015 8.7.2 b",
    ),
    PaperSection("Concessions", tables=("concessions",), clause="ISO 9001:2015 8.7.2 c", empty="None were obtained."),
    PaperSection(
        "Authority deciding",
        tables=("decisions", "approvals", "approval_questions", "separation_waiver"),
        clause="ISO 9001:2015 8.7.2 d",
        empty="Nobody has decided yet.",
    ),
)  # fmt: skip
