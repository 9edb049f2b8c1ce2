"""One command that runs every check of the project, from a fresh clone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bootstrap import CHECKOUT, SetupError, ensure_environment


def main() -> int:
    """Makes the environment, then runs scripts/check.py in it with the given words."""
    try:
        python = ensure_environment("test")
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return subprocess.run([str(python), "scripts/check.py", *sys.argv[1:]], cwd=CHECKOUT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
