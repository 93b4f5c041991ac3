"""Slack and the mail host on a bad day: what was decided is shown once, late if need be, and nothing is lost."""

from __future__ import annotations

import sqlalchemy as sa

from models.outbox import OutboxRow, OutboxState
from models.unit_of_work import Actor, ActorKind, Cause
from tests.journeys.test_gestures import card_of, report
from tests.stage import FORWARD, Stage


def cards(stage: Stage, containing: str) -> list[str]:
    return [m["ts"] for m in stage.person("quinn").messages("#quality") if containing in str(m["blocks"])]


def test_a_lost_answer_leaves_one_card_and_not_two(fresh_stage: Stage) -> None:
    fresh_stage.driver.fault("chat.postMessage", "lose_answer", times=1)
    number = report(fresh_stage.person("mara"), "answer lost")
    card = card_of(fresh_stage.person("quinn"), number)
    fresh_stage.person("quinn").wait_for_message("#quality", "reported it", thread=card["ts"])
    assert cards(fresh_stage, "answer lost") == [card["ts"]]


def test_rate_limits_and_server_errors_are_waited_out(fresh_stage: Stage) -> None:
    fresh_stage.driver.fault("chat.postMessage", "ratelimited", times=1, retry_after=1)
    mara = fresh_stage.person("mara")
    mara.command("/ncr", "limited", "#quality")
    values = {"part": "C-1", "detected_where": "line 3", "quantity": "unknown"}
    assert mara.submit(mara.wait_for_view(), values)["ok"]
    card = mara.wait_for_message("#quality", "limited", timeout=10)
    fresh_stage.driver.fault("chat.update", "http_503", times=1)
    quinn = fresh_stage.person("quinn")
    quinn.click(card, "Contain…")
    quinn.submit(quinn.wait_for_view(), {"containment": "Blocked.", "shipped": "no"})
    quinn.wait_for_message("#quality", "Blocked.", timeout=10)
    assert len(cards(fresh_stage, "limited")) == 1


def test_a_dropped_socket_comes_back(fresh_stage: Stage) -> None:
    fresh_stage.driver.fault("socket", "refresh", times=1)
    assert report(fresh_stage.person("mara"), "after a refresh")


def test_what_slack_refuses_for_good_is_listed_and_told(fresh_stage: Stage) -> None:
    assert fresh_stage.database is not None
    database = fresh_stage.database
    fresh_stage.mail("tomasz", "Fwd: Off", FORWARD.replace("Scratched", "Off"))
    fresh_stage.person("quinn").wait_for_message("#quality", "Off")

    def dead() -> list[str]:
        with database.reading() as session:
            return list(session.scalars(sa.select(OutboxRow.error).where(OutboxRow.state == OutboxState.DEAD)))

    assert dead() == []
    with database.acting(Actor(ActorKind.OPERATOR, "test"), Cause("test")) as unit:
        unit.letter(
            "happened",
            "mail:nobody@@nowhere",
            {"number": "X", "title": "t", "who": "w", "said": "s", "reason": ""},
            once="x",
        )
    fresh_stage.wait_for_rows(dead)
    fresh_stage.person("quinn").wait_for_message("#quality", "Something could not be delivered")
