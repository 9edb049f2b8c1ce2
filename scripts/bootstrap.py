"""Make .venv with the pinned packages and this project in it; standard library only, safe to run again."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
VENV = CHECKOUT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MINIMUM = (3, 11)


class SetupError(Exception):
    """What went wrong and what to do about it, in words for the person at the keyboard."""


def ensure_environment(kind: str) -> Path:
    """Path of the environment's Python, with everything `kind` (run or test) needs installed.

    Raises:
        SetupError: Python is too old, venv or pip is missing, or a package could not be installed.
    """
    if sys.version_info < MINIMUM:
        found = ".".join(map(str, sys.version_info[:3]))
        raise SetupError(f"Python {found} は古すぎます。Python 3.11 以上で実行してください。(Python 3.11+ is needed.)")
    pins = CHECKOUT / "scripts" / "pins" / f"{kind}.txt"
    stamp = VENV / f".installed-{kind}"
    wanted = _digest(pins, CHECKOUT / "pyproject.toml")
    if PYTHON.is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return PYTHON
    if not PYTHON.is_file():
        _make_venv()
    _say(f"パッケージを入れています… (installing the {kind} packages, a few minutes the first time)")
    _pip("--require-hashes", "-r", str(pins))
    _pip("--no-deps", "--no-build-isolation", "-e", str(CHECKOUT))
    stamp.write_text(wanted, encoding="utf-8")
    return PYTHON


def _digest(*files: Path) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _make_venv() -> None:
    _say("Pythonの環境を作っています… (creating .venv)")
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode or not PYTHON.is_file():
        raise SetupError(
            "Pythonの環境 (.venv) を作れませんでした。venv と pip が必要です。\n"
            "Debian/Ubuntu: sudo apt install python3-venv python3-pip\n"
            f"(venv or pip is missing.) {(made.stderr or made.stdout).strip()[-400:]}"
        )


def _pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--no-input", *arguments]
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    while True:
        try:
            output, _ = process.communicate(timeout=15)
            break
        except subprocess.TimeoutExpired:
            _say(f"  … {time.monotonic() - started:.0f} 秒")
    if process.returncode:
        raise SetupError(f"パッケージを入れられませんでした。 (pip failed)\n{output.strip()[-2000:]}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
