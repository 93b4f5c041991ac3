"""IMAP for the bot: pymap's server on the host's event loop, one account for each local address.

A response is written whole. pymap writes each piece by itself, and clients that read a line in two packets
(imapclient 4.1 does with IDLE) lose their connection over it; real servers send whole lines.
"""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack, closing
from pathlib import Path
from secrets import token_bytes

from proxyprotocol.sock import SocketInfo
from proxyprotocol.version import ProxyProtocolVersion
from pymap.backend.dict import Config, Login
from pymap.backend.dict.filter import FilterSet
from pymap.concurrent import Subsystem
from pymap.context import connection_exit
from pymap.imap import IMAPConnection
from pymap.imap.state import ConnectionState
from pymap.parsing.response import Response
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

from bot.sandbox.mail.archive import write_whole
from bot.sandbox.mail.mailboxes import Account

LONGEST_COMMAND = 1 << 20  # octets: a FETCH may name thousands of UIDs
SAVE_WITHIN = 0.2  # seconds from a change until it is on disk; many changes make one file


class _Config(Config):
    """pymap's in-memory backend without its demonstration data, TLS, thread pool and looks into the
    environment.
    """

    def __init__(self, host: str) -> None:
        super().__init__(
            Namespace(),
            host="127.0.0.1",
            port=0,
            demo_data=False,
            demo_user="",
            demo_password="",
            tls_enabled=False,
            ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
            proxy_protocol=ProxyProtocolVersion.get(None),
            admin_key=token_bytes(),
            hash_context=Cleartext(),
            cpu_subsystem=Subsystem.for_asyncio(),
            invalid_user_sleep=0.0,
            reject_dnsbl=False,
        )
        self._host_name = host

    @property
    def greeting(self) -> bytes:
        return f"{self._host_name} ready".encode("ascii")


class _Whole:
    """Gathers what pymap writes in pieces."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.pieces.append(data)


class _Connection(IMAPConnection):
    async def write_response(self, resp: Response) -> None:
        whole = _Whole()
        await resp.async_write(whole)
        try:
            self.writer.write(b"".join(whole.pieces))
            await self.writer.drain()
        except ConnectionError:
            return  # the client is gone; the next read ends the connection


class ImapService:
    """Log in as the address, or as `login` for the first address; the password is the same for all."""

    def __init__(self, *, host: str, accounts: Mapping[str, Account], login: str, password: str) -> None:
        self._config = _Config(host)
        self._login = Login(self._config)
        for address, account in accounts.items():
            self._admit(address, password, account)
        self._admit(login, password, accounts.get(login.lower(), next(iter(accounts.values()))))

    async def start(self, sock: socket.socket, stack: AsyncExitStack) -> None:
        server = await asyncio.start_server(self._serve, sock=sock, limit=LONGEST_COMMAND)
        stack.callback(server.close)

    def _admit(self, name: str, password: str, account: Account) -> None:
        self._login.users_dict[name] = UserMetadata(self._config, name, password=password)
        self._config.set_cache[name] = (account, FilterSet())

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = SocketInfo.get(writer, None)
        connection = _Connection(self._config.commands, self._config, reader, writer, peer)
        async with AsyncExitStack() as stack:
            connection_exit.set(stack)
            stack.enter_context(closing(connection))
            await connection.run(ConnectionState(self._login, self._config))


class Saver:
    """Writes the accounts to a file soon after a change, and at the end. Without a file it does nothing.

    With them it writes `through()`, the last mail that they have seen: what a crash kept from the file is
    delivered again.
    """

    def __init__(
        self, path: Path | None, accounts: Callable[[], Mapping[str, Account]], through: Callable[[], str]
    ) -> None:
        self._path = path
        self._accounts = accounts
        self._through = through
        self._due: asyncio.TimerHandle | None = None

    def changed(self) -> None:
        if self._path is not None and self._due is None:
            self._due = asyncio.get_running_loop().call_later(SAVE_WITHIN, self.save)

    def save(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None
        if self._path is not None:
            rows = {address: account.saved() for address, account in self._accounts().items()}
            write_whole(self._path, json.dumps({"through": self._through(), "accounts": rows}).encode("ascii"))

    def restore(self) -> str:
        """Fills the accounts; the answer is the last mail that they have seen."""
        if self._path is None or not self._path.exists():
            return ""
        saved = json.loads(self._path.read_bytes())
        for address, account in self._accounts().items():
            if address in saved["accounts"]:
                account.restore(saved["accounts"][address])
        return str(saved["through"])
