"""A mail put together from the parts of another format, for the same reader to read."""

from __future__ import annotations

import base64
from dataclasses import dataclass

BOUNDARY = b"=_rebuilt_from_another_format_"


@dataclass(frozen=True, slots=True)
class BuiltPart:
    name: str
    type: str
    content: bytes
    content_id: str = ""


def build_mail(*, headers: list[tuple[str, str]], plain: str, html: bytes, parts: list[BuiltPart]) -> bytes:
    """Raw UTF-8 headers and base64 bodies: no need to be pretty, only to be read back."""
    lines = [f"{_flat(name)}: {_flat(value)}".encode("utf-8", "replace") for name, value in headers]
    lines += [b"MIME-Version: 1.0", b'Content-Type: multipart/mixed; boundary="' + BOUNDARY + b'"', b""]
    if plain.strip():
        lines += _part(BuiltPart("", "text/plain; charset=utf-8", plain.encode("utf-8", "replace")))
    elif html.strip():
        lines += _part(BuiltPart("", "text/html", html))
    for part in parts:
        lines += _part(part)
    return b"\n".join([*lines, b"--" + BOUNDARY + b"--", b""])


def _flat(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())


def _part(part: BuiltPart) -> list[bytes]:
    lines = [b"--" + BOUNDARY, b"Content-Type: " + _flat(part.type).encode("utf-8", "replace")]
    if part.name:
        name = _flat(part.name).replace("\\", "_").replace('"', "_").encode("utf-8", "replace")
        lines.append(b'Content-Disposition: attachment; filename="' + name + b'"')
    if part.content_id:
        lines.append(b"Content-ID: <" + _flat(part.content_id).encode("utf-8", "replace") + b">")
    encoded = base64.encodebytes(part.content)
    return [*lines, b"Content-Transfer-Encoding: base64", b"", encoded]
