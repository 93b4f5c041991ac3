"""What Python serves: shells, static files, the policy."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest

from bot.sandbox.screen.static import STATIC_FILES, VERSION
from tests.sandbox.screen.fakes.server import Sandbox


def fetch(url: str) -> tuple[int, dict[str, str], str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, dict(refusal.headers), ""


@pytest.mark.parametrize("path", ["/", "/mail", "/clock"])
def test_a_page_allows_no_inline_script_and_nothing_from_outside(sandbox: Sandbox, path: str) -> None:
    status, headers, html = fetch(sandbox.url + path)
    policy = headers["content-security-policy"]
    assert status == 200
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", html)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)


def test_a_nonce_is_used_for_one_page_only(sandbox: Sandbox) -> None:
    nonces = {re.search(r"nonce-([\w-]+)", fetch(sandbox.url)[1]["content-security-policy"])[1] for _ in range(3)}
    assert len(nonces) == 3


def test_every_script_and_style_is_served_under_its_name(sandbox: Sandbox) -> None:
    kinds = {
        name: fetch(f"{sandbox.url}/static/{VERSION}/{name}")[1]["content-type"].split(";")[0] for name in STATIC_FILES
    }
    assert set(kinds.values()) == {"text/javascript", "text/css", "image/svg+xml"}
    assert {"js/workspace-page.js", "js/mail-page.js", "js/clock-page.js", "andon.svg"} <= kinds.keys()


@pytest.mark.parametrize("name", ["../pages.py", "%2e%2e/pages.py", "js/../../pages.py", "", "js", "nothing.js"])
def test_no_name_climbs_out_of_the_folder(sandbox: Sandbox, name: str) -> None:
    assert fetch(f"{sandbox.url}/static/{VERSION}/{name}")[0] == 404


def test_a_script_of_another_version_is_not_served(sandbox: Sandbox) -> None:
    assert fetch(f"{sandbox.url}/static/older/js/dom.js")[0] == 404
    assert "immutable" in fetch(f"{sandbox.url}/static/{VERSION}/js/dom.js")[1]["cache-control"]


def test_scripts_stay_small_and_never_write_markup() -> None:
    for name, file in STATIC_FILES.items():
        text = file.decode()
        assert len(text.splitlines()) <= 250 or name.endswith(".css"), name
        assert not re.search(
            r"innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|https?://(?!www\.w3\.org)",
            text,
        ), name
