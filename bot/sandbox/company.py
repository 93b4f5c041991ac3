"""The sandbox's company: a foundry that does not exist, with people for every role, two customers and a supplier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

NAME, SITE, ZONE = "Falkenau Precision Castings", "FAL", "Europe/Berlin"
DOMAIN = "falkenau.example"
COMPLAINTS = f"complaints@{DOMAIN}"
MAIL_SERVER = f"mx.{DOMAIN}"


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody in the people file and in the workspace."""

    slack_id: str
    handle: str
    name: str
    title: str
    roles: str
    supervisor: str = ""
    time_zone: str = ZONE

    @property
    def email(self) -> str:
        return f"{self.handle}@{DOMAIN}"


EMPLOYEES: tuple[Employee, ...] = (
    Employee("U0MARA", "mara.lindqvist", "Mara Lindqvist", "Machine operator, line 3", "operator", "tomasz.wrona"),
    Employee("U0TOMASZ", "tomasz.wrona", "Tomasz Wrona", "Shift supervisor", "supervisor", "helga.brandt"),
    Employee("U0QUINN", "quinn.adeyemi", "Quinn Adeyemi", "Quality engineer", "quality_engineer", "ines.carvalho"),
    Employee("U0PRIYA", "priya.raman", "Priya Raman", "Quality engineer", "quality_engineer", "ines.carvalho"),
    Employee("U0INES", "ines.carvalho", "Inês Carvalho", "Quality manager", "quality_manager", "helga.brandt"),
    Employee(
        "U0OSKAR",
        "oskar.nyman",
        "Oskar Nyman",
        "Design engineer",
        "design_authority",
        "helga.brandt",
        "Europe/Helsinki",
    ),
    Employee(
        "U0DELPHINE",
        "delphine.roche",
        "Delphine Roche",
        "Customer service",
        "customer_service",
        "helga.brandt",
        "Europe/Paris",
    ),
    Employee("U0RAVI", "ravi.okonkwo", "Ravi Okonkwo", "Purchasing", "purchasing", "helga.brandt"),
    Employee("U0HELGA", "helga.brandt", "Helga Brandt", "Managing director", "top_management"),
)
#: In the workspace, but not in the people file: what a stranger sees can be tried.
VISITOR = {
    "id": "U0VISITOR",
    "name": "vincent.gast",
    "real_name": "Vincent Gast",
    "email": f"vincent.gast@{DOMAIN}",
    "title": "Trainee",
}

ORGANISATIONS: tuple[tuple[str, str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Norrby Pumps AB",
        "customer",
        "norrby.example",
        (("Elin Sandström", "elin.sandstrom@norrby.example", "+46 8 5550 1122"),),
    ),
    (
        "Castelmar Veicoli S.p.A.",
        "customer",
        "castelmar.example",
        (("Bruno Castellani", "b.castellani@castelmar.example", ""),),
    ),
    (
        "Hollingsworth Alloys Ltd",
        "supplier",
        "hollingsworth.example",
        (("Abigail Stroud", "a.stroud@hollingsworth.example", ""),),
    ),
)


def people_csv() -> str:
    """The people file, as a company would write it."""
    rows = [
        f"{e.name},{e.email},{e.roles},{e.title.replace(',', ' –')},{_address(e.supervisor)},{e.time_zone}"
        for e in EMPLOYEES
    ]
    return "\n".join(("name,email,roles,title,supervisor,time_zone", *rows)) + "\n"


def _address(handle: str) -> str:
    return f"{handle}@{DOMAIN}" if handle else ""


def slack_users() -> list[dict[str, Any]]:
    members = [
        {"id": e.slack_id, "name": e.handle, "real_name": e.name, "title": e.title, "email": e.email, "tz": e.time_zone}
        for e in EMPLOYEES
    ]
    return [*members, {**VISITOR, "tz": ZONE}]


def slack_channels() -> list[dict[str, Any]]:
    everybody = [e.slack_id for e in EMPLOYEES]
    return [
        {
            "id": "C0QUALITY",
            "name": "quality",
            "topic": "Complaints and nonconformances, as they come",
            "members": everybody,
        },
        {"id": "C0LINE3", "name": "line-3", "topic": "Housings and covers", "members": [*everybody[:3], VISITOR["id"]]},
        {"id": "C0GENERAL", "name": "general", "topic": "", "members": [*everybody, VISITOR["id"]], "is_member": False},
    ]
