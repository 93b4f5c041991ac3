"""Mail goes out under one name to one address, keeps robots silent, and is the same mail at a second attempt."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.mail_sender import DeliveryFailed, Letter, MailSender
from bot.settings import Settings

ROW = UUID("12345678-1234-5678-1234-567812345678")
WRITTEN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
NASTY = [
    "Hello\r\nBcc: spy@elsewhere.example",
    "Hello\nBcc: spy@elsewhere.example",
    "Hello\rBcc: spy@elsewhere.example",
    "Hello\x0bBcc: spy@elsewhere.example",
    "Hello\x85Bcc: spy@elsewhere.example",
    "Hello\u2028Bcc: spy@elsewhere.example",
    "Hello\r\n\r\nA body of my own",
]


def settings(folder: Path, **more: object) -> Settings:
    given = {"home": folder, "company": "Falkenau", "mail_from": "andon@falkenau.example", **more}
    return Settings(_env_file=None, **given)  # type: ignore[arg-type]  # pydantic checks


def letter(**more: object) -> Letter:
    given = {
        "row": ROW,
        "to": "elin@norrby.example",
        "subject": "Your complaint",
        "text": "We look into it.\n",
        "written_at": WRITTEN,
    }
    return Letter(**{**given, **more})  # type: ignore[arg-type]  # the fields of a letter


def composed(folder: Path, given: Letter, **more: object) -> EmailMessage:
    """As the other side reads it."""
    raw = MailSender(settings(folder, **more)).compose(given).as_bytes()
    read = message_from_bytes(raw, policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def text_of(mail: EmailMessage) -> str:
    return str(mail.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("text", NASTY)
def test_a_subject_smuggles_in_no_header_and_no_body(tmp_path: Path, text: str) -> None:
    mail = composed(tmp_path, letter(subject=text))
    assert mail["Bcc"] is None
    assert text_of(mail) == "We look into it.\n"
    assert "Hello" in mail["Subject"]


@pytest.mark.parametrize("text", NASTY)
def test_a_company_name_smuggles_in_nothing(tmp_path: Path, text: str) -> None:
    mail = composed(tmp_path, letter(), company=text)
    assert mail["Bcc"] is None
    assert text_of(mail) == "We look into it.\n"


@pytest.mark.parametrize("text", NASTY)
def test_a_message_id_smuggles_in_nothing(tmp_path: Path, text: str) -> None:
    mail = composed(tmp_path, letter(in_reply_to=text))
    assert mail["Bcc"] is None
    assert text_of(mail) == "We look into it.\n"


@pytest.mark.parametrize(
    "text", [*NASTY, "elin@norrby.example\r\nBcc: spy@elsewhere.example", "elin@norrby.example\x00"]
)
def test_an_address_smuggles_in_nothing(tmp_path: Path, text: str) -> None:
    try:
        mail = MailSender(settings(tmp_path)).compose(letter(to=text))
    except ValueError:
        return  # refused, which is as good
    assert mail["Bcc"] is None
    assert "spy@elsewhere.example" not in [a.addr_spec for a in mail["To"].addresses]


@pytest.mark.parametrize(
    "company", ["Falkenau, Inc.", "Falkenau (Works)", 'The "Good" Falkenau', "falkenau@home", "A <b@c.example> D"]
)
def test_any_company_name_stands_before_one_sender(tmp_path: Path, company: str) -> None:
    mail = composed(tmp_path, letter(), company=company)
    (sender,) = mail["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (company, "andon@falkenau.example")


def test_a_company_name_of_other_letters_is_readable(tmp_path: Path) -> None:
    (sender,) = composed(tmp_path, letter(), company="Fälkenau 工場")["From"].addresses
    assert sender.display_name == "Fälkenau 工場"


def test_a_letter_that_a_robot_must_not_answer_says_so(tmp_path: Path) -> None:
    mail = composed(tmp_path, letter())
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["X-Andon-Loop"] == "andon@falkenau.example"


def test_a_letter_that_a_person_wrote_is_not_called_automatic(tmp_path: Path) -> None:
    mail = composed(tmp_path, letter(by_a_person=True))
    assert mail["Auto-Submitted"] is None
    assert mail["X-Andon-Loop"]


def test_the_message_id_and_the_date_are_those_of_the_row(tmp_path: Path) -> None:
    one, again = composed(tmp_path, letter()), composed(tmp_path, letter())
    assert one["Message-ID"] == again["Message-ID"] == f"<{ROW}@andon.falkenau.example>"
    assert one["Date"].datetime == WRITTEN
    assert one.as_bytes() == again.as_bytes()


@pytest.mark.parametrize("length", [30, 60, 100, 300])
def test_an_answer_names_what_it_answers_to_the_letter(tmp_path: Path, length: int) -> None:
    wanted = f"<{'a' * length}@norrby.example>"
    raw = MailSender(settings(tmp_path)).compose(letter(in_reply_to=wanted)).as_bytes()
    assert raw.count(wanted.encode()) == 2


def test_foreign_text_arrives_as_it_is(tmp_path: Path) -> None:
    text = "Größe 12 µm – 工場\n\n.\nFrom the top\n" + "x" * 2000 + "\n"
    mail = composed(tmp_path, letter(text=text, subject="Größe 工場"))
    assert text_of(mail) == text
    assert mail["Subject"] == "Größe 工場"


def test_a_long_foreign_subject_arrives_as_it_is(tmp_path: Path) -> None:
    subject = ("Größe 工場 " * 14).strip()
    assert composed(tmp_path, letter(subject=subject))["Subject"] == subject


# Over the wire


class Host:
    """A mail server that keeps what it gets, or says what it was told to say."""

    def __init__(self) -> None:
        self.kept: list[Envelope] = []
        self.answers: list[str] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.kept.append(envelope)
        return self.answers.pop(0) if self.answers else "250 kept"


@pytest.fixture(scope="module")
def _served() -> Iterator[tuple[Host, int]]:
    host = Host()
    controller = Controller(host, hostname="127.0.0.1", port=_free_port())
    controller.start()
    yield host, controller.port
    controller.stop()


@pytest.fixture
def host(_served: tuple[Host, int]) -> Host:
    _served[0].kept.clear()
    _served[0].answers.clear()
    return _served[0]


@pytest.fixture
def sender(_served: tuple[Host, int], tmp_path: Path) -> MailSender:
    return MailSender(settings(tmp_path, smtp_host="127.0.0.1", smtp_port=_served[1], smtp_security="none"))


def test_a_second_attempt_is_the_same_mail(host: Host, sender: MailSender) -> None:
    host.answers = ["451 try later"]
    with pytest.raises(DeliveryFailed) as failed:
        sender.send(letter())
    assert not failed.value.for_good
    said = sender.send(letter())
    first, second = (message_from_bytes(_bytes(e)) for e in host.kept)
    assert first["Message-ID"] == second["Message-ID"] == said
    assert _bytes(host.kept[0]) == _bytes(host.kept[1])


def test_what_the_host_refuses_for_good_is_not_tried_again(host: Host, sender: MailSender) -> None:
    host.answers = ["554 no such thing here"]
    with pytest.raises(DeliveryFailed, match="554") as failed:
        sender.send(letter())
    assert failed.value.for_good


def test_a_letter_goes_to_one_address_only(host: Host, sender: MailSender) -> None:
    sender.send(letter(to="elin@norrby.example"))
    assert host.kept[0].rcpt_tos == ["elin@norrby.example"]
    assert host.kept[0].mail_from == "andon@falkenau.example"


def test_what_cannot_be_a_mail_is_refused_for_good(sender: MailSender) -> None:
    for given in (letter(to="elin@norrby.example\r\nBcc: spy@elsewhere.example"), letter(text="\ud800")):
        with pytest.raises(DeliveryFailed) as failed:
            sender.send(given)
        assert failed.value.for_good


def test_a_host_that_is_not_there_leaves_it_in_doubt(tmp_path: Path) -> None:
    away = MailSender(settings(tmp_path, smtp_host="127.0.0.1", smtp_port=_free_port(), smtp_security="none"))
    with pytest.raises(DeliveryFailed) as failed:
        away.send(letter())
    assert not failed.value.for_good


def test_a_connection_that_breaks_leaves_it_in_doubt(tmp_path: Path) -> None:
    with _hanging_up() as port:
        broken = MailSender(settings(tmp_path, smtp_host="127.0.0.1", smtp_port=port, smtp_security="none"))
        with pytest.raises(DeliveryFailed) as failed:
            broken.send(letter())
    assert failed.value.in_doubt


@contextmanager
def _hanging_up() -> Iterator[int]:
    """A server that takes a connection and says goodbye at once."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=lambda: listening.accept()[0].close(), daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(timeout=5)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _bytes(envelope: Envelope) -> bytes:
    assert isinstance(envelope.content, bytes)
    return envelope.content
