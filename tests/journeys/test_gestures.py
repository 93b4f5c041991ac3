"""People in Slack: every gesture is answered, nothing happens twice, and nobody acts in another's name."""

from __future__ import annotations

import re

from bot.sandbox.slack.driver import Json, Person
from tests.stage import PIXEL, Stage


def report(person: Person, text: str = "2 of 9 covers bent", **values: str) -> str:
    """A new NCR by /ncr; its number."""
    person.command("/ncr", text, "#quality")
    filled = {"part": "C-1", "detected_where": "line 3", "quantity": "2 of 9", **values}
    answer = person.submit(person.wait_for_view("New nonconformance"), filled)
    assert answer["ok"], answer
    card = person.wait_for_message("#quality", text)
    return str(card["text"].split()[0])


def card_of(person: Person, number: str, containing: str = "") -> Json:
    def find() -> Json | None:
        cards = [m for m in person.messages("#quality") if m["text"].startswith(number)]
        return cards[0] if cards and containing in str(cards[0]["blocks"]) else None

    return person.driver.wait_for(find, 5, f"{number} with {containing}")


def test_ncr_is_prefilled_from_what_was_typed(stage: Stage) -> None:
    mara = stage.person("mara")
    mara.command("/ncr", "12 of 400 housings lot L-4711 scratched", "#quality")
    view = mara.wait_for_view("New nonconformance")
    shown = str(view["blocks"])
    assert "'initial_value': 'L-4711'" in shown
    assert "'initial_value': '12 of 400'" in shown
    inputs = [b for b in view["blocks"] if b["type"] == "input"]
    assert len([b for b in inputs if b["block_id"] != "files"]) == 5
    mara.close(view)


def test_errors_stand_on_their_fields_and_what_was_typed_stays(stage: Stage) -> None:
    quinn, mara = stage.person("quinn"), stage.person("mara")
    number = report(mara, "errors on fields")
    quinn.click(card_of(quinn, number), "Contain…")
    view = quinn.wait_for_view("Contain")
    quinn.submit(view, {"containment": "Blocked.", "shipped": "yes"})
    after = quinn.view()
    assert "customer is informed" in after["errors"]["customer_notification"]
    assert after["state"]["values"]["containment"]["value"]["value"] == "Blocked."
    quinn.submit(after, {"customer_notification": "Called them at 10:00."})
    assert quinn.views() == []
    card_of(quinn, number, "contained")


def test_a_major_nonconformance_is_refused_with_a_sentence_until_there_is_a_board(stage: Stage) -> None:
    quinn = stage.person("quinn")
    number = report(stage.person("mara"), "major one")
    quinn.click(card_of(quinn, number), "Disposition…")
    values = {"severity": "major", "quantity_affected": "2", "disposition": "scrap", "rationale": "Bent."}
    quinn.submit(quinn.wait_for_view("Disposition"), values)
    assert "material review board" in quinn.view()["errors"]["severity"]
    quinn.close(quinn.view())


def test_who_reported_it_does_not_decide_on_it(stage: Stage) -> None:
    quinn = stage.person("quinn")
    number = report(quinn, "own report")
    quinn.click(card_of(quinn, number), "Disposition…")
    assert quinn.wait_for_message("#quality", "You reported it, so somebody else has to decide.")["ephemeral"]
    assert quinn.views() == []


def test_a_missing_right_is_refused_in_words(stage: Stage) -> None:
    mara = stage.person("mara")
    number = report(mara, "no right")
    answer = mara.click(card_of(mara, number), "Disposition…")
    assert answer["ok"]
    said = mara.wait_for_message("#quality", "quality engineer or a quality manager")
    assert said["ephemeral"]
    assert mara.views() == []


def test_a_stale_button_changes_nothing_and_says_so(stage: Stage) -> None:
    quinn, priya = stage.person("quinn"), stage.person("priya")
    number = report(stage.person("mara"), "stale one")
    card = card_of(quinn, number)
    quinn.click(card, "Contain…")
    view = quinn.wait_for_view("Contain")
    priya.click(card, "I take it")
    card_of(quinn, number, "Owner: Priya Raman")
    quinn.submit(view, {"containment": "Too late.", "shipped": "no"})
    assert "was changed since" in str(quinn.view()["errors"])
    quinn.close(quinn.view())


def test_a_stranger_is_told_how_to_be_added_and_nothing_is_recorded(stage: Stage) -> None:
    visitor = stage.visitor
    answer = visitor.command("/ncr", "somebody found something", "#line-3")
    assert "does not know you yet" in str(answer)
    assert "people file" in str(answer)
    assert visitor.views() == []
    visitor.open_home()
    assert "does not know you" in str(visitor.home())


def test_qa_knows_mine_show_why_find_help_and_what_was_meant(stage: Stage) -> None:
    mara = stage.person("mara")
    number = report(mara, "marsupilami dent")
    assert number in str(mara.command("/qa", "mine", "#quality")["ack"])
    assert "marsupilami" in str(mara.command("/qa", f"show {number.lower().replace('-', ' ')}", "#quality")["ack"])
    assert number in str(mara.command("/qa", "find MARSUPILÁMI", "#quality")["ack"])
    why = str(mara.command("/qa", f"why {number}", "#quality")["ack"])
    assert "Quinn Adeyemi" in why
    assert "The form still asks for: Containment; Was any of it shipped?" in why
    assert "/qa find WORDS" in str(mara.command("/qa", "help", "#quality")["ack"])
    assert "did you mean “/qa mine”" in str(mara.command("/qa", "mien", "#quality")["ack"])
    unknown = str(mara.command("/qa", "show NCR-2026-9999", "#quality")["ack"])
    assert "There is no record NCR-2026-9999" in unknown
    assert "nothing that Andon knows" in str(mara.command("/qa", "<!channel> *x*", "#quality")["ack"])


def test_a_message_becomes_an_ncr_with_its_text_and_its_files(stage: Stage) -> None:
    mara, quinn = stage.person("mara"), stage.person("quinn")
    photo = mara.upload("bent.png", PIXEL, "image/png")
    mara.say("#line-3", "5 of 80 brackets bent at line 3, lot B-77", files=[photo])
    message = mara.wait_for_message("#line-3", "brackets")
    assert quinn.message_shortcut(message, "ncr.from_message")["ok"]
    view = quinn.wait_for_view("New nonconformance")
    assert "5 of 80 brackets" in str(view["blocks"])
    assert quinn.submit(view, {"part": "BR-7"})["ok"]
    card = quinn.wait_for_message("#quality", "brackets bent")
    number = card["text"].split()[0]
    assert "slack_file" in str(card_of(quinn, number, "slack_file")["blocks"])


def test_home_shows_my_records_and_stays_true(stage: Stage) -> None:
    mara, quinn = stage.person("mara"), stage.person("quinn")
    number = report(mara, "shown at home")
    assert mara.open_home()["ok"]
    assert number in str(stage.driver.wait_for(mara.home, 5))
    quinn.click(card_of(quinn, number), "Contain…")
    quinn.submit(quinn.wait_for_view("Contain"), {"containment": "Blocked.", "shipped": "no"})
    stage.driver.wait_for(lambda: re.search(rf"{number}.{{0,300}}contained", str(mara.home())), 5, "home to be true")
    mara.click(mara.home() or {}, "Report a nonconformance…")
    assert mara.wait_for_view("New nonconformance")
    mara.close(mara.view())


def test_assign_comment_correct_link_void_and_reopen_work_on_every_record(stage: Stage) -> None:
    quinn, ines = stage.person("quinn"), stage.person("ines")
    first, second = report(stage.person("mara"), "first of two"), report(stage.person("mara"), "second of two")

    def choose(person: Person, number: str, gesture: str) -> Json:
        card = card_of(person, number)
        menu = next(
            e for b in card["blocks"] if b["type"] == "actions" for e in b["elements"] if e["type"] == "static_select"
        )
        option = next(o["value"] for o in menu["options"] if o["value"].startswith(gesture))
        person.click(card, "More…", option)
        return person.wait_for_view()

    assert quinn.submit(choose(quinn, first, "record.verb:assign"), {"owner": ines.id})["ok"]
    card_of(quinn, first, "Owner: Inês Carvalho")
    ines.wait_for_message("app", "assigned it to Inês Carvalho")
    assert quinn.submit(choose(quinn, first, "record.verb:comment"), {"text": "Seen *today*."})["ok"]
    quinn.wait_for_message("#quality", "Seen *today*.", thread=card_of(quinn, first)["ts"])
    view = choose(quinn, first, "record.verb:correct")
    assert quinn.submit(view, {"lot": "L-1", "reason": "Read from the label."})["ok"]
    card_of(quinn, first, "L-1")
    assert quinn.submit(choose(quinn, second, "record.act:duplicate"), {"other": "NCR-2026-9999"})["errors"]
    assert quinn.submit(quinn.view(), {"other": first})["ok"]
    card = card_of(quinn, second, "'text': 'duplicate'")
    assert "Contain…" not in str(card["blocks"])
    assert ines.submit(choose(ines, second, "record.act:reopen"), {"reason": "It was another cart."})["ok"]
    card_of(ines, second, "reopened")
    assert quinn.submit(choose(quinn, second, "record.act:void"), {"reason": "Reported twice."})["ok"]
    card_of(quinn, second, "void")
    assert stage.driver.problems() == []
