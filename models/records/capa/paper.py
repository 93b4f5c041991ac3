"""An 8D on paper: its disciplines in their order, each with what it has to hold."""

from __future__ import annotations

from models.kernel.papers import PaperSection

PAPER = (
    PaperSection("D0 Occasion", ("capa_type", "part", "process")),
    PaperSection("D1 Team", ("champion_id",), tables=("capa_team_member",)),
    PaperSection(
        "D2 Problem",
        (
            "problem", "where_found", "when_found", "who_found", "how_many", "extent",
            "risk_before",
        ),
        tables=("capa_is_is_not",),
        clause="ISO 9001:2015 10.2.1 b",
    ),
    PaperSection("D3 Interim containment", ("containment", "containment_removal"), clause="ISO 9001:2015 10.2.1 a"),
    PaperSection(
        "D4 Root cause",
        ("cause_method", "cause_occurrence", "cause_escape", "cause_system", "cause_verified_by", "cause_evidence"),
        clause="ISO 9001:2015 10.2.1 b 2",
    ),
    PaperSection("D5 Chosen actions", ("actions_selected", "no_adverse_effect"), clause="ISO 13485:2016 8.5.2 e"),
    PaperSection("D6 Implementation", ("validation",), tables=("actions",), clause="ISO 9001:2015 10.2.1 c"),
    PaperSection(
        "D7 Prevention",
        ("documents", "fmea", "control_plan", "training", "read_across", "risk_register", "qms_change"),
        clause="ISO 9001:2015 10.2.1 e, f",
    ),
    PaperSection(
        "Effectiveness",
        (
            "ec_metric", "ec_baseline", "ec_target", "ec_window_days", "ec_sample", "verifier_id", "ec_result",
            "ec_recurrence", "ec_adverse", "ec_waived_because",
        ),
        tables=("capa_effectiveness_check",),
        clause="ISO 9001:2015 10.2.1 d",
        empty="Not planned yet.",
    ),
    PaperSection("D8 Closing", ("lessons", "thanks")),
    PaperSection(
        "Who decided", tables=("decisions", "approvals", "approval_questions", "separation_waiver"),
        empty="Nobody has decided yet.",
    ),
)  # fmt: skip
