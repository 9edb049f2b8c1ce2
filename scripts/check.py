"""Every check of the project, one after the other; the first failure does not hide the next."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
WORKERS = min(4, os.cpu_count() or 1)
"""Processes that share the tests, file by file. Browsers have processes of their own, apart from all other tests."""
PYTEST = (sys.executable, "-m", "pytest", "-q", "-n", str(WORKERS), "--dist", "loadfile", "--no-loadscope-reorder")
"""Files in their own order: by the number of their tests, the longest ones, which hold one, would come last."""

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff", (str(BIN / "ruff"), "check", "--quiet", ".")),
    ("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
    ("mypy", (str(BIN / "mypy"),)),
    ("floors", (str(BIN / "lint-imports"),)),
    ("geodata", (sys.executable, "scripts/build_geodata.py", "--check")),
    ("assets", (sys.executable, "scripts/vendor_assets.py", "--check")),
    ("pytest", (*PYTEST, "--ignore=tests/e2e")),
    ("browser", (*PYTEST, "tests/e2e")),
)


def main() -> int:
    """0 when all is green; prints a line per check and the output of those that failed."""
    names = [name for name, _ in CHECKS]
    parser = argparse.ArgumentParser(description="run the project's checks")
    parser.add_argument("only", nargs="*", metavar="CHECK", help=f"only these of: {' '.join(names)}")
    only = parser.parse_args().only
    if set(only) - set(names):
        parser.error(f"no such check; there are {' '.join(names)}")
    failed = [name for name, command in CHECKS if (not only or name in only) and not _passes(name, command)]
    if failed:
        print(f"FAILED: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def _passes(name: str, command: tuple[str, ...]) -> bool:
    started = time.monotonic()
    print(f"== {name}", flush=True)
    status = subprocess.run(command, cwd=CHECKOUT, check=False).returncode
    print(f"== {name}: {'ok' if status == 0 else 'FAILED'} ({time.monotonic() - started:.0f} s)", flush=True)
    return status == 0


if __name__ == "__main__":
    sys.exit(main())
