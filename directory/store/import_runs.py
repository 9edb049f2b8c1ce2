"""Repository of import runs: which file came in when, and what became of its rows."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, RowMapping, insert, select, update

from directory.store.tables import IMPORT_RUN


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCounts:
    """Rows of one file by outcome; `attention` counts rows among added, changed and unchanged."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    attention: int = 0
    rejected: int = 0
    blank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """One import of one file."""

    id: str
    at: datetime
    actor: str
    file: str
    file_sha256: str
    source: str
    counts: ImportCounts


class ImportRuns:
    """Import runs inside one transaction."""

    def __init__(self, connection: Connection, *, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def start(self, *, file: str, file_sha256: str, source: str, actor: str) -> str:
        """Id of a new run, to be given to `upsert_many`."""
        run = str(uuid4())
        row = {
            "id": run,
            "at": self._now,
            "actor": actor,
            "file": file,
            "file_sha256": file_sha256,
            "source": source,
            **asdict(ImportCounts()),
        }
        self._connection.execute(insert(IMPORT_RUN), row)
        return run

    def finish(self, run: str, counts: ImportCounts) -> None:
        """Write down what became of the rows."""
        self._connection.execute(update(IMPORT_RUN).where(IMPORT_RUN.c.id == run).values(asdict(counts)))


def read_latest(connection: Connection, limit: int) -> tuple[ImportRun, ...]:
    """The newest runs, newest first."""
    query = select(IMPORT_RUN).order_by(IMPORT_RUN.c.at.desc(), IMPORT_RUN.c.id).limit(limit)
    return tuple(_import_run(row) for row in connection.execute(query).mappings())


def _import_run(row: RowMapping) -> ImportRun:
    return ImportRun(
        id=row["id"],
        at=row["at"],
        actor=row["actor"],
        file=row["file"],
        file_sha256=row["file_sha256"],
        source=row["source"],
        counts=ImportCounts(
            added=row["added"],
            changed=row["changed"],
            unchanged=row["unchanged"],
            attention=row["attention"],
            rejected=row["rejected"],
            blank=row["blank"],
        ),
    )
