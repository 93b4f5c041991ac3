"""Settings: what contradicts itself or is unknown is refused in a sentence, and secrets are never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, is_loopback, load
from models.kernel.errors import Misconfigured

BOT, APP, SIGNING, PASSWORD = "xoxb-1-secret-tail", "xapp-1-secret-tail", "0123456789abcdef-sign", "hunter-of-mails-22"
SLACK = {"slack_bot_token": BOT, "slack_app_token": APP}
HTTP = {"slack_bot_token": BOT, "slack_mode": "http", "slack_signing_secret": SIGNING}
MAIL = {"imap_host": "imap.falkenau.example", "imap_password": PASSWORD, "mailbox": "complaints@falkenau.example"}


@pytest.fixture(autouse=True)
def _nothing_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever this machine has set is none of the tests' business."""
    import os  # noqa: PLC0415  (only here)

    for name in [n for n in os.environ if n.upper().startswith("ANDON_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "fine", [SLACK, HTTP, {**SLACK, **MAIL}, {**SLACK, **MAIL, "smtp_host": "smtp.falkenau.example"}]
)
def test_settings_that_fit_together_contradict_nothing(fine: dict[str, str]) -> None:
    assert load(**fine).contradictions() == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"slack_app_token": APP}, "set ANDON_SLACK_BOT_TOKEN"),
        ({"slack_bot_token": BOT}, "Socket mode needs ANDON_SLACK_APP_TOKEN"),
        ({"slack_bot_token": APP, "slack_app_token": APP}, "holds an app-level token"),
        ({"slack_bot_token": BOT, "slack_app_token": BOT}, "holds a bot token"),
        ({"slack_bot_token": BOT, "slack_mode": "http"}, "HTTP mode needs ANDON_SLACK_SIGNING_SECRET"),
        ({**SLACK, "imap_host": "imap.falkenau.example", "imap_password": PASSWORD}, "set ANDON_MAILBOX"),
        ({**SLACK, "mailbox": "complaints@falkenau.example"}, "no ANDON_IMAP_HOST"),
        ({**SLACK, **{k: v for k, v in MAIL.items() if k != "imap_password"}}, "needs ANDON_IMAP_PASSWORD"),
        ({**SLACK, "smtp_host": "smtp.falkenau.example"}, "needs ANDON_MAIL_FROM"),
        ({**SLACK, **MAIL, "imap_security": "none"}, "ANDON_IMAP_SECURITY=none"),
        ({**SLACK, **MAIL, "smtp_host": "smtp.falkenau.example", "smtp_security": "none"}, "ANDON_SMTP_SECURITY=none"),
    ],
)
def test_each_contradiction_says_what_to_do(wrong: dict[str, str], sentence: str) -> None:
    found = load(**wrong).contradictions()
    assert len(found) == 1
    assert sentence in found[0]


@pytest.mark.parametrize(
    "empty",
    [
        {**HTTP, "slack_signing_secret": ""},
        {**SLACK, "slack_bot_token": ""},
        {**SLACK, "slack_app_token": ""},
        {**SLACK, **MAIL, "imap_password": ""},
    ],
)
def test_a_secret_that_is_set_to_nothing_is_missing(empty: dict[str, str]) -> None:
    assert load(**empty).contradictions()


def test_an_unknown_variable_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANDON_SLACK_BOT_TOKN", BOT)
    with pytest.raises(Misconfigured, match="ANDON_SLACK_BOT_TOKN") as refused:
        load()
    assert BOT not in str(refused.value)


def test_an_unknown_line_of_the_file_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "andon.env").write_text(f"ANDON_SLACK_BOT_TOKN={BOT}\n")
    with pytest.raises(Misconfigured, match="ANDON_SLACK_BOT_TOKN") as refused:
        load()
    assert BOT not in str(refused.value)


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "andon.env").write_text("ANDON_COMPANY=From the file\nANDON_SITE=FILE\n")
    monkeypatch.setenv("ANDON_COMPANY", "From the environment")
    assert (load().company, load().site) == ("From the environment", "FILE")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ANDON_TIME_ZONE", "Mars/Olympus"),
        ("ANDON_HTTP_PORT", "99999"),
        ("ANDON_SLACK_MODE", "pigeon"),
        ("ANDON_IMAP_PORT", "x"),
    ],
)
def test_a_wrong_value_names_its_setting(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured, match=name):
        load()


def test_every_mistake_is_told_in_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("ANDON_TIME_ZONE", "Mars"), ("ANDON_HTTP_PORT", "-1")):
        monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured) as refused:
        load()
    assert "ANDON_TIME_ZONE" in str(refused.value)
    assert "ANDON_HTTP_PORT" in str(refused.value)


def test_secrets_stand_in_no_text_of_the_settings() -> None:
    settings = load(**SLACK, slack_signing_secret=SIGNING, **MAIL, smtp_password=PASSWORD)
    shown = "".join((str(settings), repr(settings), str(settings.model_dump()), settings.model_dump_json()))
    assert not [secret for secret in (BOT, APP, SIGNING, PASSWORD) if secret in shown]


def test_secrets_stand_in_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANDON_SLACK_BOT_TOKEN", BOT)
    monkeypatch.setenv("ANDON_TIME_ZONE", "Mars")
    with pytest.raises(Misconfigured) as refused:
        load(slack_app_token=[APP])
    chain = f"{refused.value!r} {refused.value.__cause__!r}"
    assert refused.value.__suppress_context__
    assert BOT not in chain
    assert APP not in chain


def test_settings_never_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load(**SLACK).company = "Another"


def test_the_home_is_an_absolute_path(tmp_path: Path) -> None:
    assert load(home="somewhere/../here").home == tmp_path / "here"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_loopback_is_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", "slack.com", "127.0.0.1.elsewhere.example", "localhost.elsewhere.example", "0.0.0.0", "10.0.0.1"]
)
def test_what_is_not_loopback_is_not_taken_for_it(host: str) -> None:
    assert not is_loopback(host)


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


@pytest.mark.parametrize(
    "url", ["postgresql://andon:hunter-22@db.falkenau.example/andon", "postgres://andon@/andon?host=/run"]
)
def test_a_database_of_postgresql_is_named_by_its_usual_address(url: str) -> None:
    given = load(**SLACK, database_url=url)
    assert given.database_url
    assert given.database_url.get_secret_value().startswith("postgresql+psycopg://andon")
    assert given.database_host == ("db.falkenau.example" if "falkenau" in url else "")
    assert "hunter-22" not in repr(given)


@pytest.mark.parametrize(
    "url", ["mysql://andon:hunter-22@db/andon", "db.falkenau.example hunter-22", "postgresql://db:hunter-22@x"]
)
def test_what_is_no_database_of_postgresql_is_refused_and_never_repeated(url: str) -> None:
    with pytest.raises(Misconfigured, match="ANDON_DATABASE_URL") as refused:
        load(**SLACK, database_url=url)
    assert "hunter-22" not in str(refused.value)
    assert load(**SLACK, database_url="").database_url is None
