"""The operator's commands: `directory …` or `python -m directory …`."""

from __future__ import annotations

import sys

from directory.cli.app import run


def main() -> None:
    """Runs one command and ends the process with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
