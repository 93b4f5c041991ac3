"""What a person tells the tests by the environment. Taken out of it, because Andon refuses ANDON_* that it does not know."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def _told(name: str) -> str:
    """Put back under another name: the processes among which the tests are dealt out are started after this was read."""
    if (told := os.environ.pop(f"ANDON_{name}", None)) is not None:
        os.environ[f"TESTS_{name}"] = told
    return os.environ.get(f"TESTS_{name}", "")


#: With 1, what this machine cannot run is a failure and not a skip.
REQUIRE_ALL = _told("REQUIRE_ALL") == "1"
#: With 1, the small company's databases are PostgreSQL's (`make postgresql`).
ON_POSTGRESQL = _told("ON_POSTGRESQL") == "1"
#: Where the README's picture is to be written.
PICTURE = _told("PICTURE")
#: A folder for pictures of the journeys in the browser.
PICTURES = _told("PICTURES")


def missing(reason: str) -> NoReturn:
    if REQUIRE_ALL:
        pytest.fail(reason)
    pytest.skip(reason)
