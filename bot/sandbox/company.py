"""The sandbox's company: a foundry that does not exist, with people for every role, two customers, a supplier, parts and orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

NAME, SITE, ZONE = "Falkenau Precision Castings", "FAL", "Europe/Berlin"
DOMAIN = "falkenau.example"
COMPLAINTS = f"complaints@{DOMAIN}"
QUALITY_CHANNEL = "C0QUALITY"
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

#: The parts file, as a company would export it: housings for pumps, and brackets on which brakes hang.
PARTS_CSV = """number,revision,name,supplier,customer,needs_customer_authorization,safety_relevant
HX-20,C,Pump housing,Hollingsworth Alloys Ltd,Norrby Pumps AB,yes,no
HX-21,B,Pump cover,Hollingsworth Alloys Ltd,Norrby Pumps AB,no,no
H-200,D,Pump housing with sealing face,,Norrby Pumps AB,yes,no
H-204,A,Bearing housing,,Norrby Pumps AB,no,no
H-210,A,Flange ring,,Norrby Pumps AB,no,no
C-1107,B,Inspection cover,,Norrby Pumps AB,no,no
BK-4410-22,F,Brake bracket left,Hollingsworth Alloys Ltd,Castelmar Veicoli S.p.A.,yes,yes
BK-4410-23,F,Brake bracket right,Hollingsworth Alloys Ltd,Castelmar Veicoli S.p.A.,yes,yes
ST-310,,Steering knuckle blank,Hollingsworth Alloys Ltd,Castelmar Veicoli S.p.A.,yes,yes
AL-7075-80,,"Aluminium billet, 80 mm",Hollingsworth Alloys Ltd,,no,no
"""
#: Their number of our sales order is the customer's purchase order.
ORDERS_CSV = """number,kind,their_number,partner
SO-26-0117,sales_order,48812,Norrby Pumps AB
SO-26-0125,sales_order,CV-990314,Castelmar Veicoli S.p.A.
DN-26-0231,delivery_note,,Norrby Pumps AB
INV-26-0330,invoice,,Norrby Pumps AB
PO-26-0042,po,HA-55120,Hollingsworth Alloys Ltd
"""


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
            "id": QUALITY_CHANNEL,
            "name": "quality",
            "topic": "Complaints and nonconformances, as they come",
            "members": everybody,
        },
        {"id": "C0LINE3", "name": "line-3", "topic": "Housings and covers", "members": [*everybody[:3], VISITOR["id"]]},
        {"id": "C0GENERAL", "name": "general", "topic": "", "members": [*everybody, VISITOR["id"]], "is_member": False},
    ]
