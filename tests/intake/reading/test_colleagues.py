"""Who writes from our own house is no customer; who shares a public provider with us may be one."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.facts import Own
from tests.mails.builders import ADDRESS, NAME, mail


@pytest.mark.parametrize(
    ("ours", "sender", "named"),
    [
        ("quality@castwell.example", "Rasmus Quill <rasmus.quill@castwell.example>", None),
        ("quality@castwell.example", f"{NAME} <{ADDRESS}>", ADDRESS),
        ("castwell.quality@gmail.com", "Ottilie <ottilie@gmail.com>", "ottilie@gmail.com"),
    ],
)
def test_a_colleague_is_no_customer(ours: str, sender: str, named: str | None) -> None:
    reading = read(mail("3 of 40 leak.", sender=sender, to=ours), Own(addresses=frozenset({ours})))
    assert (reading.customer and reading.customer.address) == named
