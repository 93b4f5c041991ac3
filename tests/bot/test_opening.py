"""A home is opened by one process, migrated after a backup, and real or sandbox for ever."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from bot.home import Home, HomeInUse
from bot.opening import NothingHere, SandboxMixup, open_existing, open_home
from bot.sandbox_clock import move
from bot.settings import Settings
from models import installation, ledger, migrations
from models.database import connect, sqlite_url
from models.kernel.clock import SystemClock
from models.kernel.errors import Misconfigured
from models.people.person import Site
from tests.models.test_migrations import NEXT

LOOPBACK = "http://127.0.0.1:9/api/"
HOLD = """
import sys
from pathlib import Path
from bot.home import Home
with Home(Path(sys.argv[1])).held():
    print("held", flush=True)
    sys.stdin.readline()
"""


def settings(folder: Path, **more: object) -> Settings:
    return Settings(home=folder / "home", _env_file=None, **{"slack_api_url": LOOPBACK, **more})  # type: ignore[arg-type]


def test_a_second_process_on_the_same_home_is_refused(tmp_path: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert first.stdout
        assert first.stdout.readline() == "held\n"
        with pytest.raises(HomeInUse, match="Another Andon is running"), Home(tmp_path).held():
            pass
    finally:
        first.kill()
        first.communicate()
    with Home(tmp_path).held():  # however it died, the home is free
        pass


def test_a_home_that_was_left_by_an_error_is_free(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Home(tmp_path).held():
        raise RuntimeError
    with Home(tmp_path).held():
        pass


def test_a_home_is_for_its_owner_only(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.make()
    assert [f.stat().st_mode & 0o777 for f in (home.folder, home.files, home.backups)] == [0o700] * 3


def test_a_home_that_cannot_be_made_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(Misconfigured, match="Choose another ANDON_HOME"):
        Home(tmp_path / "home").make()


def test_a_first_start_makes_everything_and_a_second_changes_nothing(tmp_path: Path) -> None:
    given = settings(tmp_path, site="FAL", company="Falkenau", time_zone="Europe/Berlin")
    with open_home(given).reading() as session:
        made = installation.present(session)
        assert made
        assert session.get_one(Site, "FAL").time_zone == "Europe/Berlin"
    with open_home(given).reading() as session:
        again = installation.present(session)
        assert again
        assert again.created_at == made.created_at


def test_whether_mail_is_sent_is_as_the_settings_say_at_each_start(tmp_path: Path) -> None:
    for host, sends in ((None, False), ("127.0.0.1", True), (None, False)):
        database = open_home(settings(tmp_path, smtp_host=host))
        with database.reading() as session:
            assert installation.sends_mail(session) is sends
        database.engine.dispose()


def test_the_command_line_makes_no_home(tmp_path: Path) -> None:
    with pytest.raises(NothingHere, match="andon up"):
        open_existing(settings(tmp_path))
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    "outside",
    [
        {"slack_api_url": "https://slack.com/api/"},
        {"slack_api_url": "https://127.0.0.1.elsewhere.example/api/"},
        {"slack_api_url": "http://127.0.0.1@elsewhere.example/api/"},
        {"imap_host": "imap.falkenau.example"},
        {"smtp_host": "10.1.2.3"},
    ],
)
def test_a_sandbox_reaches_nothing_outside_for_ever(tmp_path: Path, outside: dict[str, str]) -> None:
    open_home(settings(tmp_path), sandbox=True)
    for door in (open_home, open_existing):
        with pytest.raises(SandboxMixup, match="sandbox, for ever"):
            door(settings(tmp_path, **outside))


def test_a_real_database_refuses_to_be_a_sandbox(tmp_path: Path) -> None:
    open_home(settings(tmp_path))
    with pytest.raises(SandboxMixup, match="real workspace"):
        open_home(settings(tmp_path), sandbox=True)


def test_a_real_database_has_no_clock_that_moves(tmp_path: Path) -> None:
    database = open_home(settings(tmp_path))
    assert isinstance(database.clock, SystemClock)
    with pytest.raises(Misconfigured, match="Only a sandbox"):
        move(database, (), database.clock.now())


def test_a_refused_sandbox_leaves_no_sandbox_behind(tmp_path: Path) -> None:
    outside = settings(tmp_path, slack_api_url="https://slack.com/api/")
    with pytest.raises(SandboxMixup):
        open_home(outside, sandbox=True)
    open_home(outside)


def test_a_newer_database_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    given = settings(tmp_path)
    with open_home(given).engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '4242'")
    for door in (open_home, open_existing):
        with pytest.raises(migrations.NewerDatabase, match="restore a backup"):
            door(given)
    assert list(Home(given.home).backups.iterdir()) == []


def test_a_backup_stands_before_every_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = settings(tmp_path)
    database = open_home(given)
    before = migrations.current(database.engine)
    database.engine.dispose()
    assert list(Home(given.home).backups.iterdir()) == []  # an empty database needs none
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, folder)
    (folder / "versions" / "9999_later.py").write_text(NEXT.format(before=before))
    monkeypatch.setattr(migrations, "_FOLDER", folder)
    with pytest.raises(Misconfigured, match="older than this program"):
        open_existing(given)
    assert migrations.current(open_home(given).engine) == "9999"
    (kept,) = Home(given.home).backups.iterdir()
    with tarfile.open(kept) as archive:
        archive.extract("andon.sqlite", tmp_path, filter="data")
    engine = connect(sqlite_url(tmp_path / "andon.sqlite"))
    assert migrations.current(engine) == before


def test_the_ledger_of_a_new_home_can_be_verified(tmp_path: Path) -> None:
    with open_home(settings(tmp_path)).reading() as session:
        assert ledger.verify(session).bad is None
