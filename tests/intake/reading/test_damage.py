"""Forwards after what gateways, lists and people did to them, some hundred of very many; `make fuzz` reads more."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from tests.intake.reading.simulator import FLOOR, clean_forwards, clean_others, forwards, others_taken_for_forwards
from tests.intake.reading.simulator_of_mails import FLOOR as FLOOR_OF_MAILS
from tests.intake.reading.simulator_of_mails import letters_and_hops, pages_and_parts
from tests.mails.builders import ADDRESS, NAME, SUBJECT, mail

TO = "To: Rasmus Quill <rasmus.quill@castwell.example>\nDate: Tue, 17 Mar 2026 15:04:00 +0100"


def test_there_are_clean_forwards_and_other_mails_to_damage() -> None:
    assert len(clean_forwards()) > 500
    assert len(clean_others()) > 50


def test_damaged_forwards_are_read_and_nobody_wrong_is_named() -> None:
    tally = forwards(600, seed=11)
    assert tally.share >= FLOOR, "\n".join(failure.partition("\n")[0] for failure in tally.failures)
    assert tally.wrong_person == 0, [failure for failure in tally.failures if failure.startswith("WRONG")]


def test_forwards_with_damaged_letters_and_other_hops_around_them_are_read() -> None:
    tally = letters_and_hops(400, seed=5)
    assert tally.share >= FLOOR_OF_MAILS, "\n".join(failure.partition("\n")[0] for failure in tally.failures)
    assert tally.wrong_person == 0, [failure for failure in tally.failures if failure.startswith("WRONG")]


def test_forwards_in_pages_of_any_layout_and_parts_of_any_encoding_are_read() -> None:
    tally = pages_and_parts(300, seed=5)
    assert tally.share >= FLOOR_OF_MAILS, "\n".join(failure.partition("\n")[0] for failure in tally.failures)
    assert tally.wrong_person == 0, [failure for failure in tally.failures if failure.startswith("WRONG")]


def test_damage_makes_no_forward_of_an_answer_or_a_direct_mail() -> None:
    assert others_taken_for_forwards(300, seed=12) == []


def test_the_address_of_a_list_is_not_taken_for_the_writers() -> None:
    block = f"From: \"'{NAME}' via Quality\" <quality-group@lists.example>\n{TO}\nSubject: {SUBJECT}\n\nGood day"
    reading = read(mail(block, subject=f"Fwd: {SUBJECT}"))
    assert reading.forwarded
    assert [(hop.name, hop.address) for hop in reading.chain] == [(NAME, "")]


def test_a_warning_in_a_box_is_no_part_of_the_mail() -> None:
    edge = "+--------------------+"
    box = f"{edge}\n| Mail aus fremder Hand, von außerhalb. |\n| Bitte keine Links anklicken. |\n{edge}"
    block = f"From: {NAME} <{ADDRESS}>\n{TO}\nSubject: {SUBJECT}\n\n{box}\n\nGood day Rasmus"
    assert read(mail(block, subject=f"Fwd: {SUBJECT}")).chain[0].text == "Good day Rasmus"


def test_a_customers_own_opening_about_external_parts_stays() -> None:
    own = "Please see the attachments of my mail: the external seals of lot L-2231 leak, 12 of 40."
    block = f"From: {NAME} <{ADDRESS}>\n{TO}\nSubject: {SUBJECT}\n\n{own}\n\nOttilie"
    assert read(mail(block, subject=f"Fwd: {SUBJECT}")).chain[0].text.startswith(own)


@pytest.mark.parametrize("mark", ["> ", ">> ", "| ", "| | ", "\t> "])
def test_a_whole_forward_may_be_quoted_with_any_mark(mark: str) -> None:
    block = f"From: {NAME} <{ADDRESS}>\n{TO}\nSubject: {SUBJECT}\n\nGood day Rasmus,\n\n12 are porous."
    text = "\n".join(f"{mark}{line}".rstrip() for line in block.split("\n"))
    hop = read(mail(text, subject=f"Fwd: {SUBJECT}")).chain[0]
    assert (hop.address, hop.subject, hop.text) == (ADDRESS, SUBJECT, "Good day Rasmus,\n\n12 are porous.")


def test_the_rows_of_a_table_are_no_quotes() -> None:
    table = "| part | lot |\n| 4711-B | L-2231 |\n| 4712-A | L-2240 |"
    block = f"From: {NAME} <{ADDRESS}>\n{TO}\nSubject: {SUBJECT}\n\n{table}"
    assert read(mail(block, subject=f"Fwd: {SUBJECT}")).chain[0].text == table
