"""The Dovecot of the tests: there, or missed aloud."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests import dovecot as fixture
from tests import switches
from tests.sandbox.mail.conftest import Connect, mail


def test_it_is_ready_in_a_second_and_leaves_no_process(tmp_path: Path, connect: Connect) -> None:
    began = time.monotonic()
    with fixture.dovecot(tmp_path, login="quality", password="s3cret word") as server:
        assert time.monotonic() - began < 1
        server.deliver(mail())
        assert len(connect(server.port, "quality", "s3cret word").search()) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(server.pid, 0)
    assert "starting up for imap" in (tmp_path / "dovecot.log").read_text()


@pytest.mark.parametrize(("demanded", "outcome"), [(False, pytest.skip.Exception), (True, pytest.fail.Exception)])
def test_a_machine_without_it_skips_unless_all_is_required(
    demanded: bool, outcome: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fixture, "BINARY", tmp_path / "no-such-binary")
    monkeypatch.setattr(switches, "REQUIRE_ALL", demanded)
    with pytest.raises(outcome, match="not installed"), fixture.dovecot(tmp_path):
        pass
