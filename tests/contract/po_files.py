"""The .po files of a language as they are written: every id with its sentence, file by file."""

from __future__ import annotations

from pathlib import Path

from babel.messages.pofile import read_po


def read_folder(folder: Path) -> dict[str, dict[str, str]]:
    """Sentences by id, by name of the file."""
    files = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as stream:
            catalog = read_po(stream, abort_invalid=True)
        files[path.name] = {str(message.id): str(message.string) for message in catalog if message.id}
    return files
