"""Resolve scripts/pins/*.in to exact versions with hashes, without writing down where they come from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PINS = Path(__file__).resolve().parent / "pins"
OPTIONS = ("--generate-hashes", "--no-emit-index-url", "--no-header", "--universal", "--python-version", "3.11")


def main() -> int:
    """Writes run.txt and test.txt; needs `uv` on the path (only whoever raises a version runs this)."""
    for name in ("run", "test"):
        command = ["uv", "pip", "compile", *OPTIONS, f"{name}.in", "-o", f"{name}.txt", *sys.argv[1:]]
        status = subprocess.run(command, cwd=PINS, check=False).returncode
        if status:
            return status
        if "://" in (PINS / f"{name}.txt").read_text(encoding="utf-8"):
            print(f"{name}.txt holds an address; remove it", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
