"""A form on a web site: the person who filled it in wrote the mail, whatever the form calls its lines; nothing was forwarded."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.facts import Own
from tests.mails.builders import ADDRESS, INTAKE, NAME, mail

OURS = Own(addresses=frozenset({INTAKE}))
SITE = "Castwell Website <no-reply@castwell.example>"
LABELLED = f"Somebody wrote to us.\n\nFrom: {NAME}\nEmail: {ADDRESS}\nDate: 21/03/2026 19:44\nSubject: Leak\nMessage:\nIt leaks."
IN_TWO_NAMES = f"First name: Ottilie\nLast name: Brandvold\nPhone: 0280 555\nE-mail: {ADDRESS}\nYour message: It leaks."
IN_COLUMNS = (
    f"Absender     {NAME}\nE-Mail       {ADDRESS}\nBetreff      Leck\nGesendet am  14.03.2026\nNachricht    Es tropft."
)
IN_CHINESE = f"您收到一条新的网站留言\n\n姓名：{NAME}\n邮箱：{ADDRESS}\n时间：2026-03-19 16:39\n内容：漏水。"
ONE_LINE_FOR_BOTH = (
    f"From     {NAME} <{ADDRESS}>\nTo       Quality\nSubject  Leak\nDate     22/03/2026\nMessage  It leaks."
)


@pytest.mark.parametrize("form", [LABELLED, IN_TWO_NAMES, IN_COLUMNS, IN_CHINESE, ONE_LINE_FOR_BOTH])
def test_whoever_filled_in_a_form_is_the_customer_and_nothing_was_forwarded(form: str) -> None:
    reading = read(mail(form, subject="New enquiry", sender=SITE), OURS)
    assert not reading.forwarded
    assert reading.customer
    assert (reading.customer.name, reading.customer.address) == (NAME, ADDRESS)


@pytest.mark.parametrize("place", ["{footer}\n\n{form}", "{form}\n\n{footer}"])
def test_a_footer_with_an_address_is_no_entry_of_a_form(place: str) -> None:
    text = place.format(footer="Ce message est confidentiel. Contact : droit@castwell.example", form=LABELLED)
    reading = read(mail(text, subject="New enquiry", sender=SITE), OURS)
    assert not reading.forwarded
    assert reading.customer
    assert reading.customer.address == ADDRESS


@pytest.mark.parametrize(
    ("sender", "subject", "form"),
    [
        ("Rasmus Quill <rasmus.quill@castwell.example>", "New enquiry", LABELLED),
        (SITE, "Fwd: New enquiry", LABELLED),
    ],
)
def test_the_same_lines_in_a_colleague_s_mail_are_the_head_of_a_forward(sender: str, subject: str, form: str) -> None:
    assert read(mail(form, subject=subject, sender=sender), OURS).forwarded


@pytest.mark.parametrize(
    "form",
    [
        f"{IN_TWO_NAMES}\nAlternative e-mail: somebody@else.example",
        LABELLED.replace(ADDRESS, "no-reply@castwell.example"),
        "Name: Ottilie\nMessage: write to me at ottilie@fjordpumper.example or to my colleague bo@fjordpumper.example, please",
    ],
)
def test_nobody_is_named_by_a_form_that_shows_no_address_or_several(form: str) -> None:
    assert read(mail(form, subject="New enquiry", sender=SITE), OURS).customer is None
