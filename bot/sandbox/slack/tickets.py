"""Short-lived permissions that a payload carries: triggers, response URLs and socket URLs.

A trigger lives three seconds and opens one view (docs: surfaces/modals); a response URL serves five
answers within thirty minutes (docs: interactivity/handling-user-interaction). Both are counted in
real time, even where the workspace's clock is moved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .wire import SlackError

TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 30 * 60
RESPONSE_URL_USES = 5


@dataclass(slots=True)
class Trigger:
    id: str
    user: str
    issued: float
    view_id: str | None = None
    exchanged: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """Where an answer by response URL goes, and which message it may replace."""

    token: str
    user: str
    channel: str
    issued: float
    message_ts: str | None = None
    thread_ts: str | None = None
    ephemeral: bool = False
    uses: int = 0


class Tickets:
    def __init__(self, real_time: Callable[[], float], random: Random) -> None:
        self._real_time = real_time
        self._random = random
        self._triggers: dict[str, Trigger] = {}
        self._response_urls: dict[str, ResponseUrl] = {}
        self._sockets: set[str] = set()

    def trigger(self, user: str, view_id: str | None = None) -> str:
        self._forget_old()
        now = self._real_time()
        head = f"{self._random.randrange(10**12, 10**13)}.{self._random.randrange(10**12, 10**13)}"
        ticket = Trigger(f"{head}.{self._secret()}", user, now, view_id)
        self._triggers[ticket.id] = ticket
        return ticket.id

    def look_at_trigger(self, trigger_id: object) -> Trigger:
        """Refuses a wrong, late or used trigger; does not use it up."""
        ticket = self._triggers.get(str(trigger_id))
        if ticket is None:
            raise SlackError("invalid_trigger_id")
        if ticket.exchanged:
            raise SlackError("exchanged_trigger_id")
        if self._real_time() - ticket.issued > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        return ticket

    def response_url(
        self,
        user: str,
        channel: str,
        *,
        message_ts: str | None = None,
        thread_ts: str | None = None,
        ephemeral: bool = False,
    ) -> str:
        token = self._secret()
        self._response_urls[token] = ResponseUrl(
            token, user, channel, self._real_time(), message_ts, thread_ts, ephemeral
        )
        return token

    def look_at_response_url(self, token: str) -> ResponseUrl:
        ticket = self._response_urls.get(token)
        if ticket is None or self._real_time() - ticket.issued > RESPONSE_URL_SECONDS:
            raise SlackError("expired_url", status=404)
        if ticket.uses >= RESPONSE_URL_USES:
            raise SlackError("used_url", status=404)
        return ticket

    def socket(self) -> str:
        ticket = self._secret()
        self._sockets.add(ticket)
        return ticket

    def take_socket(self, ticket: str) -> bool:
        if ticket not in self._sockets:
            return False
        self._sockets.discard(ticket)
        return True

    def _secret(self) -> str:
        return f"{self._random.getrandbits(128):032x}"

    def _forget_old(self) -> None:
        """Used triggers are kept a minute, so that a late second use is still named as such."""
        limit = self._real_time() - 60
        oldest = self._real_time() - RESPONSE_URL_SECONDS
        self._response_urls = {key: each for key, each in self._response_urls.items() if each.issued >= oldest}
        self._triggers = {key: each for key, each in self._triggers.items() if each.issued > limit}
