"""Keeps a workspace in a folder, so that a sandbox that was stopped or killed goes on where it was.

Saved are messages, direct messages, membership, views and files; triggers, response URLs and sockets
are short-lived and end with the process, as do the lists of calls and problems.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from .directory import Channel
from .file_store import StoredFile
from .wire import Json
from .workspace import Workspace

PAUSE_SECONDS = 0.5
"""Between two savings, so that a burst of messages is written once."""


def save(workspace: Workspace, folder: Path) -> None:
    """Writes beside and renames: a kill in between leaves the state before."""
    (folder / "files").mkdir(parents=True, exist_ok=True)
    with workspace.lock:
        text = json.dumps(_snapshot(workspace))
        unsaved = [file for file in workspace.files.all() if not (folder / "files" / file.id).exists()]
    for file in unsaved:
        if file.complete:
            (folder / "files" / file.id).write_bytes(file.content)
    beside = folder / "workspace.json.new"
    beside.write_text(text, encoding="utf-8")
    beside.replace(folder / "workspace.json")


def load(workspace: Workspace, folder: Path) -> bool:
    """Fills a fresh workspace with what was kept; False where there is nothing."""
    path = folder / "workspace.json"
    if not path.exists():
        return False
    kept = json.loads(path.read_text(encoding="utf-8"))
    with workspace.lock:
        workspace.ids_given = kept["ids_given"]
        for channel in kept["channels"]:
            workspace.directory.channels[channel["id"]] = Channel(**channel)
        workspace.messages.load(kept["messages"])
        workspace.views.load(kept["views"])
        workspace.bookmarks = kept["bookmarks"]
        for facts in kept["files"]:
            content = (folder / "files" / facts["id"]).read_bytes()
            workspace.files.restore(StoredFile(**facts, content=content))
    return True


@contextmanager
def kept_in(workspace: Workspace, folder: Path) -> Iterator[None]:
    """Loads what is there, saves after each change, and once more at the end."""
    load(workspace, folder)
    stopped = threading.Event()
    thread = threading.Thread(target=_save_on_changes, args=(workspace, folder, stopped), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        workspace.changes.close()
        thread.join()
        save(workspace, folder)


def _save_on_changes(workspace: Workspace, folder: Path, stopped: threading.Event) -> None:
    seen = workspace.changes.seq
    while not stopped.is_set() and not workspace.changes.closed:
        if workspace.changes.wait(seen, timeout=60):
            seen = workspace.changes.seq
            save(workspace, folder)
            stopped.wait(PAUSE_SECONDS)


def _snapshot(workspace: Workspace) -> Json:
    return {
        "ids_given": workspace.ids_given,
        "channels": [asdict(channel) for channel in workspace.directory.channels.values()],
        "messages": workspace.messages.dump(),
        "views": workspace.views.dump(),
        "bookmarks": workspace.bookmarks,
        "files": [_without_content(file) for file in workspace.files.all() if file.complete],
    }


def _without_content(file: StoredFile) -> Json:
    return {key: value for key, value in asdict(file).items() if key != "content"}
