"""Files: the upload in three steps, downloads with and without the token, and what stays private."""

from __future__ import annotations

import urllib.request
from typing import Any

import pytest

from .conftest import OUTSIDE, QUALITY, Site
from .kit import input_of, modal
from .test_views import opened
from .test_web_api import code_of


def fetch(url: str, token: str | None) -> tuple[str, bytes]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as response:
        return response.headers["content-type"], response.read()


def test_an_upload_in_three_steps_is_shared_and_can_be_read_back(site: Site) -> None:
    done: Any = site.client.files_upload_v2(
        filename="ncr-17.pdf", content=b"%PDF-", channel=QUALITY, initial_comment="the report"
    )
    shown = site.mara.messages("#quality")[0]
    assert (shown["text"], shown["files"][0]["name"], shown["files"][0]["size"]) == (
        "the report",
        "ncr-17.pdf",
        5,
    )
    url = done["file"]["url_private_download"]
    assert fetch(url, site.workspace.app.bot_token) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize("token", [None, "xoxb-wrong"])
def test_a_download_without_the_token_is_a_login_page_with_200(site: Site, token: str | None) -> None:
    file: Any = site.client.files_upload_v2(filename="a.txt", content="words", channel=QUALITY)["file"]
    kind, content = fetch(file["url_private_download"], token)
    assert kind.startswith("text/html")
    assert b"words" not in content
    assert site.driver.problems("login_page")


def test_an_upload_that_was_not_sent_cannot_be_completed(site: Site) -> None:
    announced = site.client.files_getUploadURLExternal(filename="a.txt", length=5)
    named: list[dict[str, str | None]] = [{"id": str(announced["file_id"])}]
    assert code_of(lambda: site.client.files_completeUploadExternal(files=named)) == "file_not_found"


def test_the_app_sees_no_file_that_was_not_shared_with_it(site: Site) -> None:
    site.mara.say("#canteen", "private", files=[site.mara.upload("menu.txt", b"soup")])
    private = site.mara.messages("#canteen")[0]["files"][0]["id"]
    assert code_of(lambda: site.client.files_info(file=private)) == "file_not_found"
    assert OUTSIDE in site.workspace.files.get(private).channels


def test_a_file_input_carries_files_that_the_app_may_then_fetch(site: Site) -> None:
    view = opened(site, modal(input_of("photo", "Photo", {"type": "file_input", "filetypes": ["png"]})))
    wrong = site.mara.submit(view, {"Photo": [site.mara.upload("a.txt", b"x")]})
    assert wrong["errors"] == {"photo": "Only these kinds of files are allowed: png."}
    photo = site.mara.upload("a.png", b"x", "image/png")
    site.mara.fill(view, {"Photo": [photo]})
    assert site.mara.view()["state"]["values"]["photo"]["a"]["files"][0]["id"] == photo
    assert site.client.files_info(file=photo)["ok"]


def test_an_uploaded_page_is_given_back_as_a_download(site: Site) -> None:
    page = site.mara.upload("x.html", b"<script>alert(1)</script>", "text/html")
    with urllib.request.urlopen(f"{site.base_url}sandbox/files/{page}") as response:
        assert response.headers["content-type"] == "application/octet-stream"
        assert response.headers["content-disposition"] == "attachment"
        assert response.headers["x-content-type-options"] == "nosniff"


def test_nobody_shares_a_file_of_somebody_else(site: Site) -> None:
    photo = site.tomasz.upload("a.png", b"x", "image/png")
    assert site.mara.say("#quality", "mine", files=[photo])["error"] == "file_not_found"
