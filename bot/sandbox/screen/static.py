"""Scripts, styles and pictures of the page, read out of the installed package.

Only a name that was found in the package when the module was loaded is served: a path that climbs out of the
folder is not a name, so there is nothing to sanitise. Every address carries a digest of all files, so that a
browser may keep them for good and an upgrade still never mixes two versions.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = prefix + entry.name
        if entry.is_dir():
            yield from _walk(entry, name + "/")
        elif PurePosixPath(name).suffix in MEDIA_TYPES:
            yield name, entry.read_bytes()


def _digest(contents: dict[str, bytes]) -> str:
    digest = sha256()
    for name in sorted(contents):
        digest.update(name.encode() + b"\0" + contents[name] + b"\0")
    return digest.hexdigest()[:12]


STATIC_FILES = dict(_walk(files("bot.sandbox.screen") / "static"))
VERSION = _digest(STATIC_FILES)


async def static_file(request: Request) -> Response:
    name = str(request.path_params["name"])
    found = STATIC_FILES.get(name)
    if found is None or request.path_params["version"] != VERSION:
        return PlainTextResponse("no such file", status_code=404)
    headers = {"Cache-Control": "max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return Response(found, media_type=MEDIA_TYPES[PurePosixPath(name).suffix], headers=headers)
