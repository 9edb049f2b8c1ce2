"""Public tables in a file, for benchmarks: some listings are renamed on the way; and the memory of this process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path


class Published:
    """The public tables, from a file of listings; some of them may be changed."""

    def __init__(self, listings: Path) -> None:
        """Reads the file."""
        self.payloads = listings.read_bytes().splitlines()
        self.changes = 0

    def revision(self) -> str:
        """Changes with every write."""
        return f"{self.changes}-bench"

    def read_listings(self) -> Iterator[bytes]:
        """All listings."""
        return iter(self.payloads)

    def write(self) -> str:
        """Renames one listing; its new name comes back."""
        self.changes += 1
        name = f"あたらしいかきこみ{self.changes}"
        number = self.changes * 7 % len(self.payloads)
        self.payloads[number] = json.dumps(json.loads(self.payloads[number]) | {"name": name}).encode()
        return name


def private_mib() -> int:
    """Memory that only this process has."""
    return _sum_of("smaps_rollup", "Private_Dirty:")


def resident_mib() -> int:
    """Memory of this process, shared pages included."""
    return _sum_of("smaps_rollup", "Rss:")


def _sum_of(file: str, word: str) -> int:
    path = Path("/proc/self") / file
    lines = path.read_text().splitlines() if path.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith(word)) // 1024
