"""Look an installation over: database, geographic data, districts, confirmed pins, the last import, the mails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from directory.domain.errors import DirectoryError
from directory.domain.mail import OutboxCounts
from directory.geo.anchor_trials import AnchorTrial
from directory.geo.districts import DistrictIndex
from directory.geo.gazetteer import Gazetteer
from directory.store.import_runs import ImportRun
from directory.store.inspection import DatabaseReport, inspect_database
from directory.usecases.send_mails import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One sentence about what was found: its id and what stands in it."""

    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at; its name for people is doctor.<name>.

    Attributes:
        value: for programs. remarks: the same for people, and what mends it.
        is_warning: it may be mended, but need not be.
    """

    name: str
    is_ok: bool
    value: str
    remarks: tuple[Remark, ...] = ()
    is_warning: bool = False


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
        *(_warning(name) for name in rooms.network_warnings),
    )
    try:
        trials = rooms.read_trials()
    except DirectoryError as error:
        return Examination(findings=(*findings, _failed("anchors", error)))
    return Examination(findings=(*findings, _anchors(trials)), trials=trials)


def _failed(name: str, error: DirectoryError) -> Finding:
    remark = Remark(sentence=f"error.{error.code}", facts=error.facts)
    return Finding(name=name, is_ok=False, value=error.code, remarks=(remark,))


def _warning(name: str, *remarks: Remark) -> Finding:
    return Finding(name=f"warning_{name}", is_ok=True, value="", remarks=remarks, is_warning=True)


def _database(url: str) -> tuple[Finding, ...]:
    try:
        report = inspect_database(url)
    except DirectoryError as error:
        return (_failed("database", error),)
    library = f"{report.backend} {report.library_version} {report.journal_mode}".rstrip()
    faults = (report.refusal, *report.integrity)
    counts = dict(report.counts)
    return (
        Finding(
            name="database",
            is_ok=not any(faults) and report.broken_references == 0,
            value=" ".join((library, *filter(None, faults))),
            remarks=tuple(_describe_database(report)),
        ),
        Finding(
            name="schema",
            is_ok=report.schema_version == report.expected_version,
            value=report.schema_version,
            remarks=(Remark(sentence="doctor.say_schema", facts={"version": report.schema_version}),),
        ),
        Finding(
            name="counts",
            is_ok=True,
            value=", ".join(f"{name} {count}" for name, count in counts.items()),
            remarks=(Remark(sentence="doctor.say_counts", facts=counts),),
        ),
        *(_warning(name, Remark(sentence=f"warning.{name}")) for name in report.warnings),
    )


def _describe_database(report: DatabaseReport) -> Iterator[Remark]:
    backend = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[report.backend]
    yield Remark(sentence="doctor.say_database", facts={"backend": backend, "version": report.library_version})
    if report.refusal:
        yield Remark(sentence=f"error.{report.refusal}")
    if report.integrity:
        yield Remark(sentence="error.database_corrupt")
    if report.broken_references:
        yield Remark(sentence="doctor.say_broken_references", facts={"count": report.broken_references})


def _geodata(gazetteer: Gazetteer) -> tuple[Finding, ...]:
    try:
        gazetteer.check()
        count = len(gazetteer.municipalities())
    except DirectoryError as error:
        return (_failed("geodata", error),)
    return (Finding(name="geodata", is_ok=True, value=str(count), remarks=(_number(count),)),)


def _number(count: int) -> Remark:
    return Remark(sentence="doctor.say_number", facts={"count": count})


def _districts(open_districts: Callable[[], DistrictIndex]) -> Finding:
    try:
        count = len(open_districts().districts)
    except DirectoryError as error:
        return _failed("districts", error)
    return Finding(name="districts", is_ok=True, value=str(count), remarks=(_number(count),))


def _last_import(read_last_imports: Callable[[], tuple[ImportRun, ...]]) -> Finding:
    try:
        runs = read_last_imports()
    except DirectoryError as error:
        return _failed("last_import", error)
    if not runs:
        never = Remark(sentence="doctor.say_never_imported")
        return Finding(name="last_import", is_ok=True, value="-", remarks=(never,))
    run, counts = runs[0], runs[0].counts
    value = f"+{counts.added} ~{counts.changed} ={counts.unchanged} ✗{counts.rejected}"
    facts = {
        "at": run.at,
        "file": run.file,
        "added": counts.added,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "rejected": counts.rejected,
    }
    return Finding(
        name="last_import",
        is_ok=True,
        value=f"{run.at:%Y-%m-%d %H:%M} UTC {run.file} {value}",
        remarks=(Remark(sentence="doctor.say_last_import", facts=facts),),
    )


def _mails(read_outbox: Callable[[], OutboxCounts], open_post: Callable[[], Post | None]) -> Finding:
    """Well while nothing was given up, and while what waits has a way out."""
    try:
        counts, has_way_out = read_outbox(), open_post() is not None
    except DirectoryError as error:
        return _failed("mails", error)
    way_out = "" if has_way_out else " mail_off"
    facts = {"waiting": counts.waiting, "sent": counts.sent, "dead": counts.dead}
    remarks = [Remark(sentence="cli.outbox.counts", facts=facts)]
    if not has_way_out:
        remarks.append(Remark(sentence="doctor.say_mail_off"))
    if counts.dead:
        remarks.append(Remark(sentence="doctor.say_mails_dead"))
    return Finding(
        name="mails",
        is_ok=counts.dead == 0 and (has_way_out or counts.waiting == 0),
        value=f"waiting {counts.waiting}, sent {counts.sent}, dead {counts.dead}{way_out}",
        remarks=tuple(remarks),
    )


def _anchors(trials: tuple[AnchorTrial, ...]) -> Finding:
    """How many municipalities have anchors. Switching them off where they hurt is no fault, so this is always well."""
    counts = Counter(trial.verdict for trial in trials)
    value = ", ".join(f"{verdict} {counts[verdict]}" for verdict in ("helps", "hurts", "too_few") if counts[verdict])
    used = sum(trial.is_on for trial in trials)
    return Finding(name="anchors", is_ok=True, value=value or "0", remarks=(_number(used),))
