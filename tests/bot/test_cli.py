"""The command line as an administrator meets it, beside a running Andon."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.learning import corrections
from bot.sandbox.child import Child
from tests.bot import commands
from tests.bot.commands import Told
from tests.stage import FORWARD, Stage

PEOPLE = (
    "name,email,roles,supervisor\nNoor Haddad,noor.haddad@falkenau.example,operator,tomasz.wrona@falkenau.example\n"
)


def andon(stage: Stage, *arguments: str, **more: str) -> Told:
    return commands.andon(stage.sandbox, *arguments, **more)


def in_its_own_process(stage: Stage, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Where its output is read to the letter: in this process the running Andon may log into the midst of it."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ANDON_")}
    environment = {**inherited, **stage.sandbox.environment, **more}
    command = [sys.executable, "-m", "bot.cli", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture(scope="module")
def people_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("files") / "people.csv"
    path.write_text(PEOPLE)
    yield path


def test_check_finds_everything_in_order(stage: Stage) -> None:
    told = andon(stage, "check")
    assert told.returncode == 0, told.stdout + told.stderr
    assert "the bot is in #quality" in told.stdout
    assert "quality engineer: Priya Raman, Quinn Adeyemi" in told.stdout


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("ANDON_SLACK_BOT_TOKEN", "xoxb-wrong", "invalid_auth"),
        ("ANDON_QUALITY_CHANNEL", "nowhere", "there is no channel #nowhere"),
        ("ANDON_QUALITY_CHANNEL", "general", "the bot is not in #general"),
        ("ANDON_IMAP_PASSWORD", "wrong", "the mailbox complaints@falkenau.example"),
        ("ANDON_SMTP_PORT", "1", "sending by 127.0.0.1"),
        ("ANDON_SLACK_APP_TOKEN", "xoxb-swapped", "swap it"),
        ("ANDON_AUTHSERV_ID", "", "forwards are never registered by themselves"),
    ],
)
def test_check_names_what_is_wrong_and_what_to_do(stage: Stage, setting: str, value: str, said: str) -> None:
    told = andon(stage, "check", **{setting: value})
    assert told.returncode == 1
    assert said in told.stdout
    assert value not in told.stdout or "token" not in setting.lower() or "wrong" not in value


def test_the_version_is_that_of_the_package(stage: Stage, tmp_path: Path) -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = andon(stage, "--version", ANDON_HOME=str(tmp_path / "none"))
    assert (told.returncode, told.stdout) == (0, f"andon {project['version']}\n")
    assert "quality work from Slack and mail" in andon(stage, "--help").stdout


def test_an_unknown_setting_is_refused_in_a_sentence(stage: Stage) -> None:
    told = in_its_own_process(stage, "check", ANDON_SLACK_BOTTOKEN="xoxb-1")
    assert told.returncode == 1
    assert "Unknown settings: ANDON_SLACK_BOTTOKEN" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_second_andon_on_the_same_home_is_refused(stage: Stage) -> None:
    told = in_its_own_process(stage, "up")
    assert told.returncode == 1
    assert "Another Andon is running" in told.stderr


def test_a_sandbox_never_reaches_the_real_slack(stage: Stage) -> None:
    told = andon(stage, "ledger", "verify", ANDON_SLACK_API_URL="https://slack.com/api/")
    assert told.returncode == 1
    assert "is a sandbox, for ever" in told.stderr


def test_people_are_imported_after_a_dry_run(stage: Stage, people_file: Path) -> None:
    dry = andon(stage, "people", "import", str(people_file))
    assert "Nothing was changed yet" in dry.stdout
    assert "noor.haddad" not in andon(stage, "people", "list").stdout
    assert "Imported." in andon(stage, "people", "import", str(people_file), "--write").stdout
    listed = andon(stage, "people", "list").stdout
    assert "noor.haddad@falkenau.example" in listed
    assert "not matched" in listed


def test_a_people_file_with_mistakes_changes_nothing_and_names_the_rows(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name,email,roles\nA,not an address,emperor\n")
    told = andon(stage, "people", "import", str(path), "--write")
    assert told.returncode == 1
    assert "row 2: there is no role “emperor”" in told.stdout
    assert "row 2: “not an address” is no e-mail address" in told.stdout


def test_partners_are_imported_and_known_by_their_mails(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "partners.csv"
    path.write_text(
        "name;kind;domains;contact;email\nØstby Ventiler AS;customer;ostby.example;Kari Øst;kari@ostby.example\n"
    )
    assert "Imported." in andon(stage, "partners", "import", str(path), "--write").stdout
    stage.mail("Somebody <someone.else@ostby.example>", "Valve sticks", "The valve sticks.")
    card = stage.person("quinn").wait_for_message("#quality", "Valve sticks")
    assert "Østby Ventiler AS" in str(card["blocks"])


def test_the_trail_verifies_and_the_lists_are_there(stage: Stage) -> None:
    assert "all as written" in andon(stage, "ledger", "verify").stdout
    assert andon(stage, "outbox").returncode == 0
    stage.mail("stranger@elsewhere.example", "Waiting one", "Hello.")
    stage.person("quinn").wait_for_message("#quality", "Waiting one")
    assert "Waiting one" in andon(stage, "intake", "list").stdout


def test_a_backup_of_the_running_andon_is_restored_elsewhere(stage: Stage, tmp_path: Path) -> None:
    stage.mail("delphine", "Fwd: Kept", FORWARD.replace("Scratched", "Kept"))
    stage.person("quinn").wait_for_message("#quality", "Kept pump housings")
    file, other = tmp_path / "andon.backup", tmp_path / "other"
    assert andon(stage, "backup", str(file)).returncode == 0
    told = andon(stage, "restore", str(file), ANDON_HOME=str(other))
    assert told.returncode == 0, told.stderr
    assert "all as written" in andon(stage, "ledger", "verify", ANDON_HOME=str(other)).stdout
    again = andon(stage, "restore", str(file), ANDON_HOME=str(other))
    assert "holds an Andon already" in again.stderr


def test_the_manifest_is_json_and_the_settings_are_listed(stage: Stage) -> None:
    assert json.loads(in_its_own_process(stage, "manifest").stdout)["settings"]["socket_mode_enabled"] is True
    http = in_its_own_process(stage, "manifest", "--request-url", "https://andon.example/slack/events").stdout
    assert json.loads(http)["settings"]["interactivity"]["request_url"] == "https://andon.example/slack/events"
    assert "ANDON_SLACK_BOT_TOKEN" in andon(stage, "settings").stdout


def test_with_slack_alone_andon_runs_and_says_that_mail_is_off(stage: Stage, tmp_path: Path) -> None:
    wanted = ("ANDON_SLACK", "ANDON_COMPANY")
    environment = {name: value for name, value in stage.sandbox.environment.items() if name.startswith(wanted)}
    child = Child({**environment, "ANDON_HOME": str(tmp_path / "real"), "ANDON_HTTP_PORT": "0"}, tmp_path / "andon.log")
    child.start()
    try:
        assert child.wait_until_up(), child.last_words()
    finally:
        child.stop()
    assert "off (ANDON_IMAP_HOST is not set)" in (tmp_path / "andon.log").read_text()
    listed = andon(stage, "people", "list", ANDON_HOME=str(tmp_path / "real"))
    assert "Nothing." in listed.stdout, "andon up alone invents no company"


def test_what_people_decide_is_learned_from(stage: Stage) -> None:
    """What training itself does is tested beside the classifier; here, what it is given."""
    quinn = stage.person("quinn")
    stage.mail(
        "Kit <kit@elsewhere.example>", "Marsupilami seals weep", "The marsupilami seals weep at the joint since Monday."
    )
    quinn.click(quinn.wait_for_message("#quality", "Marsupilami seals"), "Register complaint")
    stage.mail(
        "Ad <ad@elsewhere.example>", "Marsupilami coins", "Buy marsupilami coins today, guaranteed profit, click here."
    )
    quinn.click(quinn.wait_for_message("#quality", "Marsupilami coins"), "Spam")
    assert stage.database is not None
    with stage.database.reading() as session:
        taught = {(c.label, c.subject) for c in corrections(session) if "arsupilami" in c.text}
    assert taught == {("complaint", "Marsupilami seals weep"), ("spam", "Marsupilami coins")}


def test_mails_are_read_aloud_without_a_home(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"From: Kit <kit@elsewhere.example>\nSubject: 3 of 9 lids cracked\n\nLot L-12.\n")
    (tmp_path / "b.eml").write_bytes(b"")
    paths = str(tmp_path), str(tmp_path / "missing.eml")
    told = in_its_own_process(stage, "intake", "read", "--json", *paths, ANDON_HOME=str(tmp_path / "none"))
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    assert [line["path"].rpartition("/")[2] for line in lines] == ["a.eml", "b.eml", "missing.eml"]
    assert lines[0]["from"] == {"name": "Kit", "address": "kit@elsewhere.example"}
    assert lines[0]["fields"]["quantity_affected"][0]["value"] == "3"
    assert lines[2]["error"]
    assert "Lot L-12." in andon(stage, "intake", "read", str(tmp_path)).stdout
    assert not (tmp_path / "none").exists()


def test_schedules_preview_and_explain_answer_from_the_command_line(stage: Stage) -> None:
    told = andon(stage, "schedules", "preview", "--at", "2027-03-01T08:00")
    assert "#quality: Quality today, 2027-03-01" in told.stdout
    for wrong in (("--at", "soon"), ("--at", "2027-03-01T08:00", "--person", "nobody@falkenau.example")):
        refused = andon(stage, "schedules", "preview", *wrong)
        assert refused.returncode == 1
        assert "is no moment" in refused.stderr or "Nobody here has the address" in refused.stderr
    assert "There is no record" in andon(stage, "schedules", "explain", "NCR-2020-0001").stderr
