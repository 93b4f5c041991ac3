"""The corrective action itself: its columns, and what its card shows."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, object_session

from models.kernel.forms import Fact
from models.records.capa.clocks import CLOCKS
from models.records.capa.deeds import DEEDS
from models.records.capa.lifecycle import LIFECYCLE
from models.records.capa.lines import EffectivenessCheck, IsIsNot, TeamMember
from models.records.capa.paper import PAPER
from models.records.capa.terms import CapaType, CauseMethod, CauseVerification, State
from models.workflow import fields as f
from models.workflow.record import Record, RecordType
from models.workflow.recurrence import reported_again
from models.workflow.waivers import Waiver

LINK_OR_REASON = "A number or link; or why it is not touched."


def _computed(capa: CAPA) -> tuple[Fact, ...]:
    """When its effectiveness is checked, what was reported meanwhile, and how often it came back."""
    facts = []
    if capa.ec_opens and not capa.is_closed:
        facts.append(Fact("Effectiveness check", f"from {capa.ec_opens} until {capa.ec_closes}"))
    session = object_session(capa)
    if session and capa.state == State.EFFECTIVENESS_WATCH and capa.implemented_at:
        again = reported_again(session, capa, capa.implemented_at)
        facts.append(Fact("Reported again since", ", ".join(r.printed for r in again[:10]) or "nothing"))
    if capa.cycle:
        facts.append(Fact("Not effective", "once" if capa.cycle == 1 else f"{capa.cycle} times"))
    return tuple(facts)


class CAPA(Record):
    """Why something went wrong, what keeps it from happening again, and whether that worked."""

    __tablename__ = "capa"
    __mapper_args__ = {"polymorphic_identity": "capa", "polymorphic_load": "inline"}

    type = RecordType(
        prefix="CAPA",
        noun="corrective action",
        paper_noun="8D report of a corrective action",
        lifecycle=LIFECYCLE,
        opening=("problem", "capa_type", "severity", "part", "where_found"),
        shown=(
            "problem",
            "capa_type",
            "severity",
            "part",
            "process",
            "champion_id",
            "extent",
            "containment",
            "containment_removal",
            "cause_occurrence",
            "cause_escape",
            "cause_system",
            "cause_evidence",
            "actions_selected",
            "ec_metric",
            "ec_target",
            "ec_window_days",
            "verifier_id",
            "validation",
            "ec_result",
        ),
        closing=(
            "part",
            "severity",
            "cause_occurrence",
            "cause_escape",
            "cause_system",
            "lessons",
            "thanks",
        ),
        title_from="problem",
        decided_on=(
            "problem",
            "severity",
            "extent",
            "cause_occurrence",
            "cause_escape",
            "cause_system",
            "cause_evidence",
            "actions_selected",
            "no_adverse_effect",
            "ec_metric",
            "ec_baseline",
            "ec_target",
            "ec_window_days",
            "ec_sample",
            "verifier_id",
        ),
        computed=_computed,
        lines=(TeamMember, IsIsNot, EffectivenessCheck, Waiver),
        deeds=DEEDS,
        paper=PAPER,
        clocks=CLOCKS,
        owner_decided=True,
        action_items_decided=True,
    )

    id: Mapped[UUID] = mapped_column(sa.ForeignKey("record.id"), primary_key=True)
    capa_type: Mapped[CapaType | None] = f.choice(
        "What kind?", CapaType, help="Corrective: it happened. Preventive: it could. Improvement: it could be better."
    )
    champion_id: Mapped[UUID | None] = f.person(
        "Champion", help="Of the management: approves the plan for the process."
    )
    problem: Mapped[str | None] = f.text("What is the problem?", searchable=True)
    part: Mapped[str | None] = f.line("Part or product", longest=80, searchable=True)
    process: Mapped[str | None] = f.line("Process", longest=120, searchable=True)
    where_found: Mapped[str | None] = f.line("Where does it occur?", longest=200)
    when_found: Mapped[str | None] = f.line("Since when, and when?", longest=200)
    who_found: Mapped[str | None] = f.line("Who noticed it, and how?", longest=200)
    how_many: Mapped[str | None] = f.line("How many, how often?", longest=200)
    extent: Mapped[str | None] = f.text(
        "Where else does or could it occur?",
        longest=2000,
        help="Similar products, processes, machines, sites; what was looked at.",
    )
    risk_before: Mapped[str | None] = f.line("Risk before", longest=200, help="What can follow, and how likely it is.")
    containment: Mapped[str | None] = f.text(
        "Interim containment", longest=2000, help="What protects the customer until then; or “none needed because …”."
    )
    containment_removal: Mapped[date | None] = f.day("When is it removed again?")
    cause_method: Mapped[CauseMethod | None] = f.choice("By which method?", CauseMethod)
    cause_occurrence: Mapped[str | None] = f.text("Why did it happen?", longest=2000)
    cause_escape: Mapped[str | None] = f.text("Why was it not noticed?", longest=2000)
    cause_system: Mapped[str | None] = f.text(
        "What in our system allowed both?", longest=2000, help="Design, process, planning, control, instruction."
    )
    cause_verified_by: Mapped[CauseVerification | None] = f.choice("How was the cause verified?", CauseVerification)
    cause_evidence: Mapped[str | None] = f.text("What shows that this is the cause?", longest=2000)
    actions_selected: Mapped[str | None] = f.text("Which actions were considered, and why these?", longest=2000)
    no_adverse_effect: Mapped[str | None] = f.text("Why do they harm nothing else?", longest=1000)
    ec_metric: Mapped[str | None] = f.line("What will be measured?", longest=300)
    ec_baseline: Mapped[str | None] = f.line("Baseline", longest=200, help="What it is now.")
    ec_target: Mapped[str | None] = f.line("Target", longest=200, help="What it shall be then.")
    ec_window_days: Mapped[int | None] = f.number(
        "Window in days", help="Customary: critical 30 to 90, major 60 to 180, minor 90 to 365."
    )
    ec_sample: Mapped[str | None] = f.line("Sample", longest=200, help="How many pieces, lots or cycles.")
    verifier_id: Mapped[UUID | None] = f.person("Who checks the effectiveness?", help="Somebody other than the owner.")
    validation: Mapped[str | None] = f.text(
        "What shows that the actions work?", longest=2000, help="Data from before and after."
    )
    documents: Mapped[str | None] = f.line("Documents changed", longest=300, help=LINK_OR_REASON)
    fmea: Mapped[str | None] = f.line("FMEA", longest=300, help=LINK_OR_REASON)
    control_plan: Mapped[str | None] = f.line("Control plan", longest=300, help=LINK_OR_REASON)
    training: Mapped[str | None] = f.line("Training", longest=300, help=LINK_OR_REASON)
    read_across: Mapped[str | None] = f.line("Read across to similar ones", longest=300, help=LINK_OR_REASON)
    risk_register: Mapped[str | None] = f.line("Risk register", longest=300, help=LINK_OR_REASON)
    qms_change: Mapped[str | None] = f.line("Change of the quality system", longest=300, help=LINK_OR_REASON)
    ec_result: Mapped[str | None] = f.text(
        "Result against the target", longest=2000, help="The data, and where they lie."
    )
    ec_recurrence: Mapped[str | None] = f.text("Why is what was reported again no recurrence?", longest=1000)
    ec_adverse: Mapped[str | None] = f.text(
        "Is there a new adverse effect?", longest=1000, help="Yes or no, and what shows it."
    )
    ec_waived_because: Mapped[str | None] = f.text("Why is no check needed?", longest=1000)
    lessons: Mapped[str | None] = f.text("What can others learn from it?", longest=2000)
    thanks: Mapped[str | None] = f.text("Thanks to the team", longest=1000)
    #: How often it was found not effective.
    cycle: Mapped[int] = mapped_column(default=0, server_default="0")
    implemented_at: Mapped[datetime | None]
    #: First and last day of the effectiveness check, frozen when it was implemented.
    ec_opens: Mapped[date | None]
    ec_closes: Mapped[date | None]
    ec_verified_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
