"""Andon as a child process of the sandbox: started, stopped by its own pid, and (in tests) killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from pathlib import Path

from bot.settings import PREFIX

UP = "Andon is up"


class Child:
    """One process of `andon up`; its output goes to a file, its first word tells that it is up."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        self.environment = {**inherited, **environment, "PYTHONUNBUFFERED": "1"}
        self.log = log
        self._up = threading.Event()
        self._tail: deque[str] = deque(maxlen=20)
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        self._up.clear()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "up"],
            env=self.environment, cwd=self.log.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace", start_new_session=True,
        )  # fmt: skip
        threading.Thread(target=self._follow, args=(self.process,), daemon=True).start()

    def _follow(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with self.log.open("a", encoding="utf-8") as log:
            for line in process.stdout:
                log.write(line)
                log.flush()
                self._tail.append(line)
                if UP in line:
                    self._up.set()
        self._up.set()  # whoever waits must not wait for the dead

    def wait_until_up(self, timeout: float = 60.0) -> bool:
        return self._up.wait(timeout) and self.process is not None and self.process.poll() is None

    def last_words(self) -> str:
        return "".join(self._tail)

    def stop(self, timeout: float = 20.0) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """As a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
