"""Access tokens for mail hosts that take no passwords (RFC 6749; SASL XOAUTH2, as Microsoft 365 and Gmail want it).

With a refresh token a user's mailbox is read; without one the application itself is the client (Microsoft 365: a shared mailbox,
scope `https://outlook.office365.com/.default`). A fresh token is asked for at each connection: nothing is cached or stored.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request

from bot.settings import Settings
from models.kernel.errors import AndonError


class TokenRefused(AndonError):
    """The token service did not give an access token; `str()` says what it answered."""


def access_token(settings: Settings) -> str:
    """Raises TokenRefused; OSError when the service cannot be reached."""
    form = urllib.parse.urlencode(_grant(settings)).encode()
    request = urllib.request.Request(settings.oauth_token_url, data=form)  # noqa: S310  (the administrator's URL)
    try:
        with urllib.request.urlopen(request, timeout=15) as response:  # noqa: S310
            told = json.load(response)
    except urllib.error.HTTPError as error:
        raise TokenRefused(f"{settings.oauth_token_url} answered {error.code}: {_reason(error.read())}") from None
    except ValueError:
        raise TokenRefused(f"{settings.oauth_token_url} did not answer with JSON") from None
    if not isinstance(told, dict) or not isinstance(told.get("access_token"), str):
        raise TokenRefused(f"{settings.oauth_token_url} gave no access token")
    return str(told["access_token"])


def xoauth2(user: str, token: str) -> str:
    """The initial response of the mechanism."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01"


def _grant(settings: Settings) -> dict[str, str]:
    secret, refresh = settings.oauth_client_secret, settings.oauth_refresh_token
    form = {"client_id": settings.oauth_client_id, "client_secret": secret.get_secret_value() if secret else ""}
    if settings.oauth_scope:
        form["scope"] = settings.oauth_scope
    if refresh:
        return {**form, "grant_type": "refresh_token", "refresh_token": refresh.get_secret_value()}
    return {**form, "grant_type": "client_credentials"}


def _reason(body: bytes) -> str:
    """The service's own code and words; never what we sent it."""
    try:
        told = json.loads(body)
        return f"{told.get('error', '')} {told.get('error_description', '')}".strip()[:300]
    except (ValueError, AttributeError):
        return "no reason given"
