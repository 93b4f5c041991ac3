"""Drafts: a text that a person finds in a form and makes their own. A file a field, named like it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment

_FOLDER = Path(__file__).parent


def draft(field: str, facts: Mapping[str, Any]) -> str:
    """The draft for a field; empty where there is none."""
    try:
        template = _environment().get_template(f"{field}.txt")
    except jinja2.TemplateNotFound:
        return ""
    return template.render(facts).strip()


@cache
def _environment() -> jinja2.Environment:
    return SandboxedEnvironment(
        loader=jinja2.FileSystemLoader(_FOLDER), undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
