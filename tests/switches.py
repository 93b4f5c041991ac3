"""What a person tells the tests by the environment. Taken out of it, because Andon refuses ANDON_* that it does not know."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

#: With 1, what this machine cannot run is a failure and not a skip.
REQUIRE_ALL = os.environ.pop("ANDON_REQUIRE_ALL", "") == "1"
#: Where the README's picture is to be written.
PICTURE = os.environ.pop("ANDON_PICTURE", "")
#: A folder for pictures of the journeys in the browser.
PICTURES = os.environ.pop("ANDON_PICTURES", "")


def missing(reason: str) -> NoReturn:
    if REQUIRE_ALL:
        pytest.fail(reason)
    pytest.skip(reason)
