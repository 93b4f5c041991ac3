"""After a doubt, the sender looks for what it may have posted already, however long the thread is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from bot.sandbox import company
from bot.sandbox.server import standing
from bot.slack_sender import Message, SlackSender

SAID = Message("Said", [{"type": "section", "text": {"type": "plain_text", "text": "Said"}}])


@pytest.fixture(scope="module")
def sender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SlackSender]:
    with standing(tmp_path_factory.mktemp("slack")) as sandbox:
        token = sandbox.environment["ANDON_SLACK_BOT_TOKEN"]
        yield SlackSender(WebClient(token, base_url=sandbox.environment["ANDON_SLACK_API_URL"]))


def test_what_was_posted_last_in_a_long_thread_is_found_again(sender: SlackSender) -> None:
    channel = company.QUALITY_CHANNEL
    root = sender.post(channel, SAID, "root")
    posted = {f"answer {n}": sender.post(channel, SAID, f"answer {n}", root) for n in range(230)}
    for reference in ("answer 0", "answer 98", "answer 99", "answer 200", "answer 229"):
        assert sender.find(channel, reference, root) == posted[reference]
    assert sender.find(channel, "never posted", root) is None


def test_what_was_posted_last_in_a_channel_is_found_again(sender: SlackSender) -> None:
    posted = [sender.post(company.QUALITY_CHANNEL, SAID, f"card {n}") for n in range(3)]
    assert sender.find(company.QUALITY_CHANNEL, "card 2") == posted[2]
    assert sender.find(company.QUALITY_CHANNEL, "card 3") is None
