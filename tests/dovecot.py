"""A real Dovecot for a test: Debian's binary with a configuration of its own, on loopback, nobody's
privileges needed.

Where the tests run as root it is started as `nobody`, so both cases take the same path. Its files lie in a
short folder of their own (Unix sockets allow about 100 characters, and `nobody` may not enter pytest's);
the log is left in `tmp_path`.
"""

from __future__ import annotations

import grp
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import switches

BINARY = Path("/usr/sbin/dovecot")
READY_WITHIN = 10.0  # seconds; it takes 0.2

_CONFIGURATION = """
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/dovecot.log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{home}/Maildir
mailbox_idle_check_interval = 1 secs
first_valid_uid = 1
namespace inbox {{
  inbox = yes
  separator = /
}}
passdb {{
  driver = passwd-file
  args = username_format=%u {home}/passwd
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    port: int
    login: str
    password: str
    pid: int
    maildir: Path

    def deliver(self, raw: bytes) -> None:
        """Puts a mail into INBOX as a delivery agent does: written beside, then renamed into `new`."""
        name = f"{next(_SERIAL)}.{self.pid}.test"
        beside = self.maildir / "tmp" / name
        beside.write_bytes(raw)
        beside.chmod(0o666)
        beside.rename(self.maildir / "new" / name)


_SERIAL = itertools.count(1)


@contextmanager
def dovecot(
    tmp_path: Path, *, login: str = "complaints", password: str = "open-sesame-4711", capability: str = ""
) -> Iterator[Dovecot]:
    """`capability` is all that the server then says that it can, instead of all that it can."""
    _skip_without_binary()
    user, group, identity = _identity()
    with tempfile.TemporaryDirectory(prefix="dove-") as folder:
        home, port = Path(folder), _free_port()
        _furnish(home, user=user, group=group, port=port, login=login, password=password, capability=capability)
        command = [str(BINARY), "-F", "-c", str(home / "dovecot.conf")]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True, **identity)
        try:
            _wait_for_greeting(process, port, home)
            yield Dovecot(port, login, password, process.pid, home / "Maildir")
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=10)
            if (home / "dovecot.log").exists():
                shutil.copyfile(home / "dovecot.log", tmp_path / "dovecot.log")


def _skip_without_binary() -> None:
    if BINARY.exists():
        return
    reason = f"Dovecot is not installed ({BINARY}; Debian: apt-get install dovecot-imapd)"
    switches.missing(reason)


def _identity() -> tuple[str, str, dict[str, object]]:
    """Who runs it: whoever runs the tests, but `nobody` instead of root (Dovecot opens no mail as root)."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name, {}
    nobody = pwd.getpwnam("nobody")
    own = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return nobody.pw_name, grp.getgrgid(nobody.pw_gid).gr_name, own


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _furnish(home: Path, *, user: str, group: str, port: int, login: str, password: str, capability: str) -> None:
    for folder in ("run", "state", "Maildir", "Maildir/cur", "Maildir/new", "Maildir/tmp"):
        (home / folder).mkdir()
    (home / "passwd").write_text(f"{login}:{{PLAIN}}{password}\n")
    configuration = _CONFIGURATION.format(home=home, user=user, group=group, port=port)
    said = f"protocol imap {{\n  imap_capability = {capability}\n}}\n" if capability else ""
    (home / "dovecot.conf").write_text(configuration + said)
    if os.getuid() == 0:
        for path in (home, *home.rglob("*")):
            shutil.chown(path, user, group)


def _wait_for_greeting(process: subprocess.Popen[bytes], port: int, home: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=READY_WITHIN) as connection:
                if connection.recv(1024).startswith(b"* OK"):
                    return
        except ConnectionRefusedError:
            threading.Event().wait(0.01)
    log = home / "dovecot.log"
    pytest.fail(f"Dovecot did not start: {log.read_text() if log.exists() else 'it left no log'}")
