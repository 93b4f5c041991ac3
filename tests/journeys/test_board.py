"""A major nonconformance before its board, over the wire: cards in direct messages, answers, a late click, App Home."""

from __future__ import annotations

from bot.sandbox.slack.driver import Json, Person
from tests.journeys.test_gestures import card_of, report
from tests.stage import Stage

REVIEW = {
    "severity": "major", "requirement": "Drawing C-1, flatness 0.2", "quantity_affected": "2", "customer_part": "no",
    "disposition": "scrap", "rationale": "Bent beyond straightening.",
}  # fmt: skip


def in_review(stage: Stage, text: str) -> str:
    """Reported, contained, and put before the board by Quinn."""
    quinn = stage.person("quinn")
    number = report(stage.person("mara"), text)
    quinn.click(card_of(quinn, number), "Contain…")
    quinn.submit(quinn.wait_for_view("Contain"), {"containment": "Blocked.", "shipped": "no"})
    quinn.click(card_of(quinn, number, "Blocked."), "Review board…")
    assert quinn.submit(quinn.wait_for_view("Review board"), REVIEW)["ok"]
    card_of(quinn, number, "disposition review")
    return number


def asked(person: Person, number: str, containing: str = "waiting for approval") -> Json:
    """The card of the case in the direct message with Andon."""

    def find() -> Json | None:
        cards = [m for m in person.messages("app") if m["text"].startswith(f"{number} (")]
        return cards[-1] if cards and containing in str(cards[-1]) else None

    return person.driver.wait_for(find, 5, f"a case of {number} with {containing}")


def choose(person: Person, card: Json, label: str) -> None:
    """From the menu of a card, by the words of the choice."""
    elements = [e for b in card["blocks"] if b["type"] == "actions" for e in b["elements"]]
    menu = next(e for e in elements if e["type"] == "static_select")
    person.click(card, "More…", next(o["value"] for o in menu["options"] if o["text"]["text"] == label))


def test_a_board_decides_in_direct_messages_and_the_card_shows_it(stage: Stage) -> None:
    number = in_review(stage, "before the board")
    quinn, oskar, tomasz, priya = (stage.person(name) for name in ("quinn", "oskar", "tomasz", "priya"))
    waits = card_of(quinn, number, "waits for Oskar Nyman")
    assert "Decide…" in str(waits["blocks"])
    oskar.click(asked(oskar, number), "Ask first…")
    oskar.submit(oskar.wait_for_view("Ask first"), {"text": "Both from the same press?"})
    choose(quinn, asked(quinn, number, "Both from the same press?"), "Answer…")
    quinn.submit(quinn.wait_for_view("Answer"), {"text": "Yes, press 4."})
    oskar.click(asked(oskar, number, "press 4"), "Approve")
    tomasz.click(asked(tomasz, number, "approved by Oskar"), "Approve")
    priya.click(asked(priya, number, "approved by Tomasz"), "Approve")
    card_of(quinn, number, "dispositioned")
    for person in (oskar, tomasz, priya, stage.person("ines")):
        shown = asked(person, number, "(approved)")
        assert "approval.decide" not in str(shown["blocks"])
    assert stage.driver.problems() == []


def test_a_refusal_goes_back_with_its_reason_and_a_late_click_hears_of_it(stage: Stage) -> None:
    number = in_review(stage, "refused by the board")
    oskar, tomasz, quinn = (stage.person(name) for name in ("oskar", "tomasz", "quinn"))
    asked(tomasz, number)
    tomasz.click(card_of(tomasz, number), "Decide…")
    late = tomasz.wait_for_message("#quality", "Disposition of")
    oskar.click(asked(oskar, number), "Reject…")
    view = oskar.wait_for_view("Reject")
    oskar.submit(view, {"reason": "Straighten one, measure it, then ask again."})
    card_of(quinn, number, "contained")
    assert "Straighten one" in str(asked(tomasz, number, "(rejected)"))
    tomasz.click(late, "Approve")
    told = tomasz.wait_for_message("#quality", "rejected at")
    assert told["ephemeral"]
    assert "Oskar Nyman" in told["text"]


def test_who_has_no_seat_is_told_for_whom_it_waits(stage: Stage) -> None:
    number = in_review(stage, "not my board")
    mara = stage.person("mara")
    mara.click(card_of(mara, number), "Decide…")
    shown = mara.wait_for_message("#quality", "Disposition of")
    mara.click(shown, "Approve")
    told = mara.wait_for_message("#quality", "You have no open seat")
    assert "Oskar Nyman" in told["text"]


def test_a_correction_meanwhile_voids_the_case_on_every_card(stage: Stage) -> None:
    number = in_review(stage, "changed meanwhile")
    quinn, oskar = stage.person("quinn"), stage.person("oskar")
    asked(oskar, number)
    choose(quinn, card_of(quinn, number), "Correct…")
    quinn.submit(quinn.wait_for_view("Correct"), {"lot": "L-77", "reason": "The lot was missing."})
    shown = asked(oskar, number, "(superseded)")
    assert "Quinn Adeyemi changed what it was asked for" in str(shown["blocks"])
    card_of(quinn, number, "contained")


def test_a_seat_is_given_away_changes_are_asked_for_and_a_request_is_withdrawn(stage: Stage) -> None:
    number = in_review(stage, "steered by hand")
    quinn, oskar, priya = (stage.person(name) for name in ("quinn", "oskar", "priya"))
    choose(quinn, asked(quinn, number), "Give a seat to somebody…")
    view = quinn.wait_for_view("Give a seat")
    seats = next(b for b in view["blocks"] if b.get("block_id") == "seat")["element"]["options"]
    quality = next(o["value"] for o in seats if o["text"]["text"] == "Quality")
    assert quinn.submit(view, {"seat": quality, "person": priya.id})["ok"]
    assert "waits for Priya Raman" in str(asked(priya, number, "waits for Priya Raman")["blocks"])
    choose(oskar, asked(oskar, number), "Ask for changes…")
    oskar.submit(oskar.wait_for_view("Ask for changes"), {"reason": "Split it: one can be straightened."})
    assert "Split it" in str(asked(priya, number, "(changes requested)"))
    quinn.click(card_of(quinn, number, "contained"), "Review board…")
    again = {
        name: value for name, value in REVIEW.items() if name not in {"disposition", "rationale"}
    }  # its line stands
    assert quinn.submit(quinn.wait_for_view("Review board"), again)["ok"]
    card_of(quinn, number, "disposition review")
    choose(quinn, asked(quinn, number), "Withdraw the request…")
    quinn.submit(quinn.wait_for_view("Withdraw"), {"reason": "The customer wants them back."})
    assert "Quinn Adeyemi withdrew it" in str(asked(oskar, number, "(withdrawn)"))
    card_of(quinn, number, "contained")


def test_a_rule_of_separate_duties_is_waived_by_the_head_of_quality_for_one_person(stage: Stage) -> None:
    quinn, ines = stage.person("quinn"), stage.person("ines")
    number = report(quinn, "own report, waived")
    quinn.click(card_of(quinn, number), "Disposition…")
    quinn.wait_for_message("#quality", "Rule: “Who reported it does not decide on it”")
    choose(ines, card_of(ines, number), "Waive a rule…")
    waiver = {"rule": "originator_decides", "person_id": quinn.id, "reason": "Priya is on leave."}
    assert ines.submit(ines.wait_for_view("Waive a rule"), waiver)["ok"]
    card = card_of(quinn, number, "for Quinn Adeyemi, by Inês Carvalho: Priya is on leave.")
    quinn.click(card, "Disposition…")
    decided = {"severity": "minor", "quantity_affected": "2", "disposition": "scrap", "rationale": "Bent."}
    assert quinn.submit(quinn.wait_for_view("Disposition"), decided)["ok"]
    card_of(quinn, number, "'dispositioned'")


def test_app_home_lists_what_waits_for_a_decision_and_decides_in_place(stage: Stage) -> None:
    number = in_review(stage, "decided at home")
    oskar = stage.person("oskar")
    oskar.open_home()
    home = oskar.driver.wait_for(lambda: (h := oskar.home()) and number in str(h) and h, 5, "the case on App Home")
    assert "Waiting for your decision" in str(home)
    mine = next(b for b in home["blocks"] if b["type"] == "actions" and number_of(home, b) == number)
    oskar.click({"id": home["id"], "blocks": [mine]}, "Approve")
    oskar.driver.wait_for(lambda: number not in waiting(oskar.home()) or None, 5, "the case gone from App Home")
    assert "approved by Oskar Nyman" in str(asked(oskar, number, "approved by Oskar"))


def waiting(home: Json | None) -> list[str]:
    """The records of the decisions that App Home asks for."""
    blocks = (home or {}).get("blocks", [])
    return [number_of(home or {}, b) for b in blocks if "approval.decide" in str(b)]


def number_of(home: Json, block: Json) -> str:
    """The record of a decision's buttons: it stands in the line above them."""
    above = home["blocks"][home["blocks"].index(block) - 1]
    return next((word for word in str(above).replace("'", " ").split() if word.startswith("NCR-")), "")
