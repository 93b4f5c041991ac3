"""A new record that looks like an older one: its card says so, and what somebody decides about it holds."""

from __future__ import annotations

from bot.sandbox.slack.driver import Json, Person
from tests.journeys.test_gestures import card_of, report
from tests.journeys.test_printing import option
from tests.stage import Stage


def pair(stage: Stage, words: str, part: str) -> tuple[str, str]:
    mara = stage.person("mara")
    first = report(mara, f"{words}, first cart", part=part)
    return first, report(mara, f"{words}, second cart", part=part)


def form(person: Person, number: str) -> Json:
    card = card_of(person, number, "Looks like")
    person.click(card, "More…", option(card, "record.similar"))
    return person.wait_for_view("Similar records")


def test_the_card_announces_it_and_not_the_same_is_kept_with_its_reason(stage: Stage) -> None:
    quinn = stage.person("quinn")
    first, second = pair(stage, "porous flanges leaking", "FL-1")
    card = card_of(quinn, second, "Looks like")
    assert f"Looks like {first} (same part; similar words: porous, flanges, leaking" in str(card["blocks"])
    assert "Looks like" not in str(card_of(quinn, first)["blocks"])
    view = form(quinn, second)
    assert first in str(view["blocks"])
    quinn.submit(view, {"choice_0": "not_similar"})
    assert "Say why" in quinn.view()["errors"]["because_0"]
    assert quinn.submit(quinn.view(), {"because_0": "Cast in *another* furnace."})["ok"]
    said = quinn.wait_for_message("#quality", "another* furnace", thread=card_of(quinn, second)["ts"])
    assert f"not to be the same as {first}" in str(said)
    stage.driver.wait_for(lambda: "Looks like" not in str(card_of(quinn, second)["blocks"]), 5, "a card without it")
    assert "Nothing that is still to be decided" in str(quinn.command("/qa", f"similar {second}", "#quality"))


def test_a_duplicate_is_marked_and_a_similar_one_linked(stage: Stage) -> None:
    quinn = stage.person("quinn")
    first, second = pair(stage, "coating blisters everywhere", "CO-1")
    assert quinn.submit(form(quinn, second), {"choice_0": "duplicate"})["ok"]
    assert f"duplicate of {first}" in str(card_of(quinn, second, "'text': 'duplicate'")["blocks"])
    third, fourth = pair(stage, "thread stripped completely", "TH-1")
    assert quinn.submit(form(quinn, fourth), {"choice_0": "similar"})["ok"]
    assert f"similar to {third}" in str(card_of(quinn, fourth, "similar to")["blocks"])
    assert stage.driver.problems() == []


def test_qa_similar_opens_the_form_for_quality_and_lists_for_others(stage: Stage) -> None:
    first, second = pair(stage, "impeller blades cracked", "IM-1")
    mara, quinn = stage.person("mara"), stage.person("quinn")
    listed = str(mara.command("/qa", f"similar {first}", "#quality")["ack"])
    assert second in listed
    assert "A quality engineer links them" in listed
    assert mara.views() == []
    quinn.command("/qa", f"similar {first}", "#quality")
    view = quinn.wait_for_view("Similar records")
    assert second in str(view["blocks"])
    quinn.close(view)
