"""Files: announced uploads, finished uploads, and who may see them.

An app sees a file that it uploaded itself, that was shared where it is a member, or that a person put
into one of its modals (docs: reference/objects/file-object).
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from .wire import Json, SlackError

DEFAULT_TYPE = "application/octet-stream"


@dataclass(slots=True)
class StoredFile:
    id: str
    name: str
    mimetype: str
    user: str
    created: int
    title: str = ""
    content: bytes = b""
    complete: bool = False
    expected_length: int | None = None
    upload_token: str = ""
    app_may_see: bool = False
    channels: list[str] = field(default_factory=list)

    def as_slack(self, base_url: str, team_id: str) -> Json:
        private = f"{base_url}files-pri/{team_id}-{self.id}"
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": filetype(self.name),
            "user": self.user,
            "editable": False,
            "size": len(self.content),
            "mode": "hosted",
            "is_external": False,
            "is_public": bool(self.channels),
            "url_private": private,
            "url_private_download": f"{private}/download",
            "permalink": f"{base_url}files/{self.user}/{self.id}",
            "channels": [channel for channel in self.channels if channel.startswith("C")],
            "ims": [channel for channel in self.channels if channel.startswith("D")],
        }

    def as_listed(self, base_url: str) -> Json:
        """The short form of the control API."""
        return {
            "id": self.id,
            "name": self.name,
            "mimetype": self.mimetype,
            "size": len(self.content),
            "url": f"{base_url}sandbox/files/{self.id}",
        }


class FileStore:
    def __init__(self, new_id: Callable[[str], str], random: Random) -> None:
        self._new_id = new_id
        self._random = random
        self._files: dict[str, StoredFile] = {}

    def announce(self, name: str, user: str, created: int, length: int) -> StoredFile:
        """The first step of an upload by the app: a place to send the bytes to."""
        file = self._new(name, guessed_type(name), user, created)
        file.expected_length = length
        file.upload_token = f"{self._random.getrandbits(96):024x}"
        file.app_may_see = True
        return file

    def add(self, name: str, mimetype: str, user: str, created: int, content: bytes) -> StoredFile:
        file = self._new(name, mimetype or guessed_type(name), user, created)
        file.content = content
        file.complete = True
        return file

    def by_upload_token(self, token: str) -> StoredFile:
        for file in self._files.values():
            if file.upload_token == token and token:
                return file
        raise SlackError("file_not_found", status=404)

    def get(self, file_id: object) -> StoredFile:
        found = self._files.get(str(file_id))
        if found is None:
            raise SlackError("file_not_found")
        return found

    def all(self) -> list[StoredFile]:
        return list(self._files.values())

    def restore(self, file: StoredFile) -> None:
        self._files[file.id] = file

    def _new(self, name: str, mimetype: str, user: str, created: int) -> StoredFile:
        file = StoredFile(self._new_id("F"), name, mimetype, user, created)
        self._files[file.id] = file
        return file


def guessed_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or DEFAULT_TYPE


def filetype(name: str) -> str:
    _, dot, extension = name.rpartition(".")
    return extension.lower() if dot else "binary"
