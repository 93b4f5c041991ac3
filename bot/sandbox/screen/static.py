"""Scripts, styles and pictures of the page, read out of the installed package.

Only a name that was found in the package when the module was loaded is served: a path that climbs out of the
folder is not a name, so there is nothing to sanitise.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = prefix + entry.name
        if entry.is_dir():
            yield from _walk(entry, name + "/")
        elif PurePosixPath(name).suffix in MEDIA_TYPES:
            yield name, entry


STATIC_FILES = dict(_walk(files("bot.sandbox.screen") / "static"))


async def static_file(request: Request) -> Response:
    name = str(request.path_params["name"])
    found = STATIC_FILES.get(name)
    if found is None:
        return PlainTextResponse("no such file", status_code=404)
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return Response(found.read_bytes(), media_type=MEDIA_TYPES[PurePosixPath(name).suffix], headers=headers)
