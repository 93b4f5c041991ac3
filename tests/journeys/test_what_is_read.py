"""What the reading makes of a mail, seen where people see it: on cards, in threads and in the list of what came."""

from __future__ import annotations

from bot.sandbox.company import COMPLAINTS
from models.intake import Verdict
from tests.journeys.test_mails import ELIN, card_of, settled
from tests.stage import Stage

WARNING = "CAUTION: This email came from outside of the organization. Do not click on links."
ADDRESS = "elin.sandstrom@norrby.example"
BELOW_AN_ATTRIBUTION = f"""For you, please.

{WARNING}

On 20/11/2026 16:47, "Elin Sandström" <{ADDRESS}<mailto:{ADDRESS}>> wrote:

    Good day,

    14 of 140 covers do not fit.

--{" "}
Delphine Roche
"""
TABLE = (
    "<p>What we saw on the test bench:</p><table><tr><th>Housing</th><th>Serial</th><th>Tried on</th></tr>"
    "<tr><td>H-7715</td><td>7715-0883</td><td>13.10.2026</td></tr></table>"
)


def registered(stage: Stage, subject: str) -> dict[str, str]:
    """The card of a complaint that Elin wrote and Delphine took up."""
    delphine = stage.person("delphine")
    delphine.click(delphine.wait_for_message("#quality", subject), "Register complaint")
    card: dict[str, str] = stage.driver.wait_for(lambda: card_of(stage, "CMP-", subject), 5)
    return card


def test_a_quote_below_a_colleagues_words_is_registered_for_whoever_wrote_it(stage: Stage) -> None:
    stage.mail("delphine", "FW: Covers that do not fit", BELOW_AN_ATTRIBUTION)
    card = stage.person("quinn").wait_for_message("#quality", "Covers that do not fit")
    assert "CMP-" in card["text"]
    assert ADDRESS in str(card["blocks"])
    assert "14 of 140 covers" in str(card["blocks"])
    assert "CAUTION" not in str(card["blocks"])


def test_a_first_column_of_codes_is_the_part_on_the_card(stage: Stage) -> None:
    stage.mail(ELIN, "Hairline cracks", "", html=f"<html><body>{TABLE}</body></html>")
    card = stage.person("quinn").wait_for_message("#quality", "Hairline cracks")
    assert {"type": "text", "text": "H-7715"} in _elements(card["blocks"]), (
        "as a value of its own, not only in the table"
    )


def test_a_bounce_in_a_machines_own_words_comes_back_to_its_record(stage: Stage) -> None:
    delphine = stage.person("delphine")
    stage.mail(ELIN, "Blunt cutters", "The cutters are blunt.")
    card = registered(stage, "Blunt cutters")
    delphine.click(card, "Acknowledge…")
    delphine.submit(delphine.wait_for_view("Acknowledge"))
    sent = stage.driver.wait_for(lambda: [m for m in stage.mails_to(ADDRESS) if "Blunt cutters" in m["subject"]], 5)[0]
    returned = f"From: {COMPLAINTS}\nSubject: {sent['subject']}\nMessage-ID: {sent['message_id']}"
    text = f"For five days nobody at the other end picked up, so it was thrown away.\n\n{returned}\n\nThe robot"
    head = f"From: robot@relay.example\nTo: {COMPLAINTS}\nSubject: We gave up\nMessage-ID: <7@relay.example>"
    stage.drop(f"{head}\n\n{text}".encode(), sender="")
    assert settled(stage, "We gave up").verdict is Verdict.BOUNCE
    assert delphine.wait_for_message("#quality", "got a mail of this record back", thread=card["ts"])


def test_the_receipt_of_a_reader_is_filed(stage: Stage) -> None:
    text = "Din meddelelse\n\n   Til: Inês\n   Emne: Nye beslag\n\nblev læst den 14. oktober 2026 08:30:58."
    stage.mail(ELIN, "Læst: Nye beslag", text)
    assert settled(stage, "Læst: Nye beslag").verdict is Verdict.AUTO_REPLY
    assert "Nye beslag" not in str(stage.person("quinn").messages("#quality"))


def test_an_alarm_of_a_customer_stays_in_an_answer_where_a_gateways_is_folded(stage: Stage) -> None:
    delphine = stage.person("delphine")
    stage.mail(ELIN, "Loose rivets", "The rivets are loose.")
    card = registered(stage, "Loose rivets")
    delphine.click(card, "Acknowledge…")
    delphine.submit(delphine.wait_for_view("Acknowledge"))
    sent = stage.driver.wait_for(lambda: [m for m in stage.mails_to(ADDRESS) if "Loose rivets" in m["subject"]], 5)[0]
    alarm = "Attention: the outer ring of lot 55 leaks too."
    answer = f"{WARNING} {alarm}\n\nLe 20/11, Andon a écrit :\n> Dear Elin\n\nClassification: INTERNAL\n"
    stage.mail(ELIN, "Re: Loose rivets", answer, in_reply_to=sent["message_id"])
    told = str(delphine.wait_for_message("#quality", "lot 55 leaks too", thread=card["ts"])["blocks"])
    assert alarm in told
    assert not [word for word in ("CAUTION", "Dear Elin", "INTERNAL") if word in told]


def _elements(node: object) -> list[object]:
    """Every object of a message's blocks."""
    if isinstance(node, dict):
        return [node, *(each for value in node.values() for each in _elements(value))]
    return [each for one in node for each in _elements(one)] if isinstance(node, list) else []
