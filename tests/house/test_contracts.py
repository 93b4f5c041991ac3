"""The import contracts catch what they forbid: a violation of each is planted in a copy of the tree, and seen."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "handlers", "models", "schedules", "templates")

VIOLATIONS = {
    "Control runs down": ("models/planted.py", "import handlers.slack"),
    "Models and templates know no wire": ("models/planted.py", "import slack_sdk"),
    "Templates see of models only the kernel": ("templates/planted.py", "import models.database"),
    "Only bot sends": ("handlers/planted.py", "import smtplib"),
    "Record types do not know each other": (
        "models/records/complaint/record.py",
        "import models.records.nonconformance",
    ),
    "Reading a mail needs no database": ("handlers/intake/reading/planted.py", "import models.database"),
    "The sandbox's workspace, mail host and page": ("bot/sandbox/slack/planted.py", "import models.kernel"),
    "No cycles": ("models/inbox.py", "import models.installation\n#"),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("tree")
    for floor in FLOORS:
        shutil.copytree(ROOT / floor, copy / floor, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", copy)
    return copy


def broken(tree: Path) -> list[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"]
    told = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    return [line for line in told.stdout.splitlines() if line.endswith("BROKEN")]


def test_the_tree_keeps_its_contracts_and_each_planted_violation_breaks_its_own(tree: Path) -> None:
    assert broken(tree) == []
    for contract, (place, line) in VIOLATIONS.items():
        path = tree / place
        before = path.read_text() if path.exists() else None
        path.write_text(f"{before or ''}\n{line}\n")
        if contract == "No cycles":
            other = tree / "models/installation.py"
            kept = other.read_text()
            other.write_text(f"{kept}\nimport models.inbox\n")
        assert any(found.startswith(contract) for found in broken(tree)), contract
        if contract == "No cycles":
            other.write_text(kept)
        if before is None:
            path.unlink()
        else:
            path.write_text(before)
