"""An address -> a QR code as one SVG path, large enough to be read from paper."""

from __future__ import annotations

from dataclasses import dataclass

import segno

QUIET_MODULES = 4
"""White modules on each side. Source: ISO/IEC 18004."""

SHORT_VERSION = 3
SHORT_BYTES = 42
"""Most bytes of version 3 with error correction M: what public addresses of listings fit into."""

LEAST_MM = 25.0
LEAST_MODULE_MM = 0.6
"""Smallest side of the code and of one module on paper; cheap cameras fail below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QrCode:
    """A code to be drawn as a black path on white.

    Attributes:
        path: SVG path data in modules, runs of dark modules row by row.
        side: modules of a side with the quiet zone: the side of the viewBox.
        side_mm: how large a side has to be on paper, quiet zone included.
        text: what the code says.
    """

    path: str
    side: int
    side_mm: float
    text: str


def draw_qr(text: str) -> QrCode:
    """The code of an address, error correction M; version 3 when it is short, else the smallest that holds it."""
    version = SHORT_VERSION if len(text.encode()) <= SHORT_BYTES else None
    code = segno.make(text, error="m", version=version, micro=False, boost_error=False)
    rows = [bytes(row) for row in code.matrix]
    side = len(rows) + 2 * QUIET_MODULES
    path = "".join(_draw_row(row, number) for number, row in enumerate(rows))
    printed = max(LEAST_MM * side / len(rows), LEAST_MODULE_MM * side)
    return QrCode(path=path, side=side, side_mm=round(printed, 1), text=text)


def _draw_row(row: bytes, number: int) -> str:
    """Dark runs of one row as rectangles."""
    parts: list[str] = []
    column = 0
    for run in row.replace(b"\0", b" ").split(b" "):
        if run:
            parts.append(f"M{column + QUIET_MODULES} {number + QUIET_MODULES}h{len(run)}v1h-{len(run)}z")
        column += len(run) + 1
    return "".join(parts)
