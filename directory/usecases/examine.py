"""Look an installation over: database, geographic data, districts, confirmed pins, the last import, the mails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from directory.domain.errors import DirectoryError
from directory.domain.mail import OutboxCounts
from directory.geo.anchor_trials import AnchorTrial
from directory.geo.districts import DistrictIndex
from directory.geo.gazetteer import Gazetteer
from directory.store.import_runs import ImportRun
from directory.store.inspection import inspect_database
from directory.usecases.send_mails import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at; its sentence is doctor.<name>."""

    name: str
    is_ok: bool
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """What is looked at. The functions may raise DirectoryError, which becomes a finding.

    `network_warnings`: codes of what the settings forget about the way to the site (public_url_missing …).
    """

    database_url: str
    gazetteer: Gazetteer
    open_districts: Callable[[], DistrictIndex]
    read_trials: Callable[[], tuple[AnchorTrial, ...]]
    read_last_imports: Callable[[], tuple[ImportRun, ...]]
    read_outbox: Callable[[], OutboxCounts]
    open_post: Callable[[], Post | None]
    network_warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """Findings in the order in which they should be mended, and how well confirmed pins place their neighbours."""

    findings: tuple[Finding, ...]
    trials: tuple[AnchorTrial, ...] = ()

    @property
    def is_ok(self) -> bool:
        """Whether nothing has to be mended."""
        return all(each.is_ok for each in self.findings)


def examine(rooms: Rooms) -> Examination:
    """Everything about an installation that an operator can mend."""
    findings = (
        *_database(rooms.database_url),
        *_geodata(rooms.gazetteer),
        _districts(rooms.open_districts),
        _last_import(rooms.read_last_imports),
        _mails(rooms.read_outbox, rooms.open_post),
        *(Finding(name=f"warning_{warning}", is_ok=True, value="") for warning in rooms.network_warnings),
    )
    try:
        trials = rooms.read_trials()
    except DirectoryError as error:
        return Examination(findings=(*findings, Finding(name="anchors", is_ok=False, value=error.code)))
    return Examination(findings=(*findings, _anchors(trials)), trials=trials)


def _database(url: str) -> tuple[Finding, ...]:
    try:
        report = inspect_database(url)
    except DirectoryError as error:
        return (Finding(name="database", is_ok=False, value=error.code),)
    counts = ", ".join(f"{name} {count}" for name, count in report.counts)
    library = f"{report.backend} {report.library_version} {report.journal_mode}".rstrip()
    faults = (report.refusal, *report.integrity)
    is_sound = not any(faults) and report.broken_references == 0
    return (
        Finding(name="database", is_ok=is_sound, value=" ".join((library, *filter(None, faults)))),
        Finding(name="schema", is_ok=report.schema_version == report.expected_version, value=report.schema_version),
        Finding(name="counts", is_ok=True, value=counts),
        *(Finding(name=f"warning_{warning}", is_ok=True, value="") for warning in report.warnings),
    )


def _geodata(gazetteer: Gazetteer) -> tuple[Finding, ...]:
    try:
        gazetteer.check()
        count = len(gazetteer.municipalities())
    except DirectoryError as error:
        return (Finding(name="geodata", is_ok=False, value=error.code),)
    return (Finding(name="geodata", is_ok=True, value=str(count)),)


def _districts(open_districts: Callable[[], DistrictIndex]) -> Finding:
    try:
        count = len(open_districts().districts)
    except DirectoryError as error:
        return Finding(name="districts", is_ok=False, value=error.code)
    return Finding(name="districts", is_ok=True, value=str(count))


def _last_import(read_last_imports: Callable[[], tuple[ImportRun, ...]]) -> Finding:
    try:
        runs = read_last_imports()
    except DirectoryError as error:
        return Finding(name="last_import", is_ok=False, value=error.code)
    if not runs:
        return Finding(name="last_import", is_ok=True, value="-")
    run = runs[0]
    counts = f"+{run.counts.added} ~{run.counts.changed} ={run.counts.unchanged} ✗{run.counts.rejected}"
    return Finding(name="last_import", is_ok=True, value=f"{run.at:%Y-%m-%d %H:%M} UTC {run.file} {counts}")


def _mails(read_outbox: Callable[[], OutboxCounts], open_post: Callable[[], Post | None]) -> Finding:
    """Well while nothing was given up, and while what waits has a way out."""
    try:
        counts, has_way_out = read_outbox(), open_post() is not None
    except DirectoryError as error:
        return Finding(name="mails", is_ok=False, value=error.code)
    way_out = "" if has_way_out else " mail_off"
    return Finding(
        name="mails",
        is_ok=counts.dead == 0 and (has_way_out or counts.waiting == 0),
        value=f"waiting {counts.waiting}, sent {counts.sent}, dead {counts.dead}{way_out}",
    )


def _anchors(trials: tuple[AnchorTrial, ...]) -> Finding:
    """How many municipalities have anchors. Switching them off where they hurt is no fault, so this is always well."""
    counts = Counter(trial.verdict for trial in trials)
    value = ", ".join(f"{verdict} {counts[verdict]}" for verdict in ("helps", "hurts", "too_few") if counts[verdict])
    return Finding(name="anchors", is_ok=True, value=value or "0")
