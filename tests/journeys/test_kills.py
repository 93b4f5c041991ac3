"""The bot is killed (SIGKILL) at any point between mail and card, and between click and card: nothing visible is lost or doubled.

The sandbox outlives it. Each kill is placed exactly: at the n-th call that Andon makes, before or after Slack acted on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.sandbox.child import Child
from bot.sandbox.seeding import seed
from bot.sandbox.server import load_from, standing
from bot.sandbox.slack.driver import Driver
from tests.journeys.test_gestures import card_of
from tests.stage import FORWARD, Stage, picture


@dataclass
class Theatre:
    """A sandbox with an Andon that can be killed and started again."""

    stage: Stage
    child: Child

    def kill_and_restart(self) -> None:
        self.child.kill()
        self.child.start()
        assert self.child.wait_until_up(), self.child.last_words()


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    folder = tmp_path_factory.mktemp("kills")
    with standing(folder / "andon") as sandbox:
        settings = load_from(sandbox.environment)
        seed(settings)
        child = Child(sandbox.environment, folder / "andon.log")
        child.start()
        assert child.wait_until_up(), child.last_words()
        yield Theatre(Stage(sandbox, Driver(sandbox.base_url), settings), child)
        child.stop()


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("files.getUploadURLExternal", "internal_error"),
        ("files.completeUploadExternal", "lose_answer"),
        ("chat.postMessage", "timeout"),
        ("chat.postMessage", "lose_answer"),
        ("conversations.open", "timeout"),
    ],
)
def test_killed_between_mail_and_card(theatre: Theatre, method: str, kind: str) -> None:
    stage = theatre.stage
    subject = f"Killed at {method} with {kind}"
    seen = len(stage.driver.calls())
    stage.driver.fault(method, kind, times=1)
    stage.mail(
        "delphine",
        f"Fwd: {subject}",
        FORWARD.replace("Scratched pump housings", subject),
        attachments=[picture(f"{kind}.png")],
    )
    stage.driver.wait_for(lambda: called(stage, method, seen), 15, f"{method} to be called")
    theatre.kill_and_restart()
    quinn = stage.person("quinn")
    card = quinn.wait_for_message("#quality", subject, timeout=20)
    quinn.wait_for_message("#quality", "registered it", thread=card["ts"], timeout=20)
    stage.person("delphine").wait_for_message("app", subject, timeout=20)
    assert len([m for m in quinn.messages("#quality") if subject in m["text"]]) == 1
    assert len([m for m in stage.person("delphine").messages("app") if subject in str(m["blocks"])]) == 1


def called(stage: Stage, method: str, seen: int) -> bool:
    return any(call["method"] == method for call in stage.driver.calls()[seen:])


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.2])
def test_killed_somewhere_after_the_mail_arrived(theatre: Theatre, delay: float) -> None:
    """Not placed but spread: the fetch, the store, the transaction, the move."""
    stage = theatre.stage
    subject = f"Killed {delay} s after arrival"
    stage.mail("delphine", f"Fwd: {subject}", FORWARD.replace("Scratched pump housings", subject))
    stage.driver.get("sandbox/wait", since=stage.driver.get("sandbox/wait", since=0, timeout=0)["seq"], timeout=delay)
    theatre.kill_and_restart()
    quinn = stage.person("quinn")
    quinn.wait_for_message("#quality", subject, timeout=20)
    assert len([m for m in quinn.messages("#quality") if subject in m["text"]]) == 1


@pytest.mark.parametrize("kind", ["timeout", "lose_answer"])
def test_killed_between_click_and_card(theatre: Theatre, kind: str) -> None:
    stage = theatre.stage
    mara, quinn = stage.person("mara"), stage.person("quinn")
    text = f"click then kill {kind}"
    # Slack may still hold the connection of the killed process for a moment: then a person types it again.
    stage.driver.wait_for(lambda: mara.command("/ncr", text, "#quality")["ok"], 15, "the command to be taken")
    mara.submit(mara.wait_for_view(), {"part": "K-1", "detected_where": "line 3", "quantity": "unknown"})
    number = str(mara.wait_for_message("#quality", text)["text"].split()[0])
    seen = len(stage.driver.calls())
    stage.driver.fault("chat.update", kind, times=1)
    quinn.click(card_of(quinn, number), "Contain…")
    assert quinn.submit(quinn.wait_for_view(), {"containment": f"Blocked {kind}.", "shipped": "no"})["ok"]
    stage.driver.wait_for(lambda: called(stage, "chat.update", seen), 15, "the card to be edited")
    theatre.kill_and_restart()
    card = quinn.wait_for_message("#quality", f"Blocked {kind}.", timeout=20)
    quinn.wait_for_message("#quality", "contained it", thread=card["ts"], timeout=20)
    thread = quinn.messages("#quality", card["ts"])
    assert len([m for m in thread if "contained it" in str(m["blocks"])]) == 1
    assert len([m for m in quinn.messages("#quality") if m["text"].startswith(number)]) == 1
