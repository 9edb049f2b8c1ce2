"""An instance of the product that black-box checks are let loose on."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PROGRAM = str(Path(sys.executable).with_name("directory"))
START_S = 120


@dataclass(frozen=True, slots=True)
class Instance:
    """A database with everything that the checks look for, and how it is served."""

    folder: Path
    checks: Path
    port: int
    database: str
    rounds: int
    is_quick: bool = False

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def launch(self) -> str:
        """The command that serves it."""
        return f"{PROGRAM} serve --host 127.0.0.1 --port {self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """Settings of the instance."""
        return {
            **os.environ,
            "DIRECTORY_CHECKS": "1",
            "DIRECTORY_DATABASE_URL": self.database,
            "DIRECTORY_MAIL_URL": f"file:{self.folder / 'mails'}",
            "DIRECTORY_LOGIN_LINK_SECONDS": "3",
            "DIRECTORY_TILES": "none",
        }

    def run(self, *arguments: str) -> None:
        """A command of the product that has to succeed."""
        subprocess.run([PROGRAM, *arguments], cwd=self.folder, env=self.environment, check=True, capture_output=True)

    def prepare(self) -> None:
        """Makes and fills the database."""
        (self.folder / "mails").mkdir()
        self.run("init")
        self.run("seed", "--for-checks", "creds.json")

    @contextlib.contextmanager
    def served(self) -> Iterator[None]:
        """Serves it until the check is over."""
        with (self.folder / "server.log").open("wb") as log:
            server = subprocess.Popen(
                self.launch.split(), cwd=self.folder, env=self.environment, stdout=log, stderr=log
            )
            try:
                self._wait(server)
                yield
            finally:
                server.terminate()
                server.wait(timeout=30)

    def described(self) -> Iterator[str]:
        """Operations of the API description."""
        with urllib.request.urlopen(f"{self.url}/openapi.json", timeout=30) as answer:  # noqa: S310 - our own server
            paths = json.load(answer)["paths"]
        return (f"{method.upper()} {path}" for path, operations in paths.items() for method in operations)

    def _wait(self, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline and server.poll() is None:
            with contextlib.suppress(urllib.error.URLError, OSError):
                urllib.request.urlopen(f"{self.url}/readyz", timeout=5).close()  # noqa: S310 - our own server
                return
            time.sleep(0.1)
        message = f"not ready after {START_S} s, see {self.folder}/server.log"
        raise RuntimeError(message)

    def check(self, script: str, *arguments: str) -> tuple[bool, str]:
        """Whether a check is green, and what it said."""
        command = [sys.executable, str(self.checks / script), "--base-url", self.url, *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        return done.returncode == 0, (done.stdout + done.stderr).strip()
