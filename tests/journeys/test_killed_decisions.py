"""The bot is killed (SIGKILL) around a board's last voice: the decision and what tells it are there once or not at all."""

from __future__ import annotations

import pytest

from tests.journeys.test_board import asked, in_review
from tests.journeys.test_gestures import card_of
from tests.journeys.test_kills import Theatre, called, theatre

__all__ = ["theatre"]


@pytest.mark.parametrize("kind", ["timeout", "lose_answer"])
def test_killed_between_the_last_voice_and_the_cards(theatre: Theatre, kind: str) -> None:
    stage = theatre.stage
    number = in_review(stage, f"killed decision {kind}")
    oskar, tomasz, priya, quinn = (stage.person(name) for name in ("oskar", "tomasz", "priya", "quinn"))
    oskar.click(asked(oskar, number), "Approve")
    tomasz.click(asked(tomasz, number, "approved by Oskar"), "Approve")
    case = asked(priya, number, "approved by Tomasz")
    seen = len(stage.driver.calls())
    stage.driver.fault("chat.update", kind, times=1)
    priya.click(case, "Approve")
    stage.driver.wait_for(lambda: called(stage, "chat.update", seen), 15, "a card to be edited")
    theatre.kill_and_restart()
    card = stage.driver.wait_for(lambda: card_of(quinn, number, "dispositioned"), 20, "the decided card")
    quinn.wait_for_message("#quality", "completed the approval", thread=card["ts"], timeout=20)
    thread = quinn.messages("#quality", card["ts"])
    assert len([m for m in thread if "completed the approval" in str(m["blocks"])]) == 1
    assert len([m for m in thread if "approved as Quality" in str(m["blocks"])]) == 1
    for person in (oskar, tomasz, priya):
        assert asked(person, number, "(approved)")
        assert len([m for m in person.messages("app") if m["text"].startswith(f"{number} (")]) == 1
