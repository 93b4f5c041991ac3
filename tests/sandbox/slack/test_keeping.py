"""A workspace kept in a folder: what a killed sandbox still knows when it starts again."""

from __future__ import annotations

from pathlib import Path

from bot.sandbox.slack.keeping import kept_in, load, save
from bot.sandbox.slack.serve import serving_workspace

from .conftest import MARA, QUALITY, Site, workspace_of
from .kit import home, section
from .test_views import opened


def test_messages_views_files_and_direct_messages_survive(tmp_path: Path, site: Site) -> None:
    site.client.chat_postMessage(channel=MARA, text="for you")
    photo = site.mara.upload("a.png", b"pixels", "image/png")
    site.mara.say("#quality", "look", files=[photo])
    site.mara.fill(opened(site), {"what": "burr"})
    site.client.views_publish(user_id=MARA, view=home(section("home")))
    before = site.workspace.messages.timestamps.last
    save(site.workspace, tmp_path)
    again = workspace_of()
    assert load(again, tmp_path)
    with serving_workspace(again) as base_url:
        later = Site(again, base_url)
        assert [message["text"] for message in later.mara.messages("app")] == ["for you"]
        assert later.mara.messages("#quality")[0]["files"][0]["size"] == 6
        assert later.mara.view()["state"]["values"]["what"]["a"]["value"] == "burr"
        assert later.mara.home() is not None
        later.client.chat_postMessage(channel=QUALITY, text="new")
    assert again.messages.timestamps.last > before
    assert again.new_id("F") != photo


def test_it_is_saved_while_it_runs(tmp_path: Path) -> None:
    workspace = workspace_of()
    with serving_workspace(workspace) as base_url, kept_in(workspace, tmp_path):
        Site(workspace, base_url).mara.say("#canteen", "soup")
    again = workspace_of()
    assert load(again, tmp_path)
    assert [message["text"] for message in again.messages.all("C0OUTSIDE1")] == ["soup"]


def test_an_empty_folder_is_a_fresh_start(tmp_path: Path) -> None:
    assert not load(workspace_of(), tmp_path)
