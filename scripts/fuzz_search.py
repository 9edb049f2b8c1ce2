"""Ask a large directory what nobody asks on purpose: nothing may raise, take long, or show what is hidden or ended."""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
import time
import traceback
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from search_altered import Altered  # noqa: E402 - the checkout must be found first
from search_corpus import TODAY  # noqa: E402
from search_listings import prepare_listings  # noqa: E402
from search_nasty import Known, NastyQuestions  # noqa: E402
from search_site import running_site  # noqa: E402
from search_writes import open_keeper  # noqa: E402

from directory.assets import geodata_folder  # noqa: E402
from directory.catalog.criteria import Criteria, to_parameters  # noqa: E402
from directory.catalog.find import Found, find  # noqa: E402
from directory.catalog.snapshot import Snapshot  # noqa: E402
from directory.catalog.suggestions import suggest  # noqa: E402
from directory.geo.gazetteer import Gazetteer  # noqa: E402
from directory.geo.geocoder import Geocoder  # noqa: E402
from directory.search.index import RESULT_LIMIT  # noqa: E402
from directory.site.places import KnownPlaces  # noqa: E402
from directory.usecases.search import count_answers, search  # noqa: E402

MOST_MS = 100
"""Milliseconds of processor time that no question may take."""

_SHOWN, _COMPARED, _WARM = 20, 10, 100
"""The slowest ones that are printed, every so manieth question that is compared, and those before the clock runs."""
_MINUTE = 11 * 60
_STATIONS = ("新宿", "おおさか", "鳳", "shibuya", "西船橋", "ながおか")


@dataclass(slots=True)
class Seen:
    """What became of the questions: times by way and question, and the questions that broke a promise."""

    times: list[tuple[float, str, Criteria]] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    compared: int = 0


Ways = dict[str, Callable[[Criteria], object]]


def main() -> int:
    """1 when a question broke a promise."""
    parser = argparse.ArgumentParser(description="nasty questions to the search")
    parser.add_argument("--count", type=int, default=100_000, help="listings")
    parser.add_argument("--asked", type=int, default=20_000, help="questions in process")
    parser.add_argument("--served", type=int, default=2_000, help="questions to the served page and to its cards")
    parser.add_argument("--seed", type=int, default=1, help="other questions")
    parser.add_argument("--corpora", type=Path, required=True, help="folder of cN.csv for the size N")
    parser.add_argument("--kept", type=Path, help="folder of prepared listings")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.kept) as name:
        folder = Path(name)
        listings, _ = prepare_listings(options.count, options.corpora / f"c{options.count}.csv", options.kept or folder)
        published = Altered(listings)
        keeper = open_keeper(published, folder=folder / "bases", today=lambda: TODAY)
        keeper.load()
        published.take_away()
        snapshot = keeper.load()
        questions = NastyQuestions(_known(snapshot), seed=options.seed)
        is_broken = _tell("in process", _ask_here(snapshot, published.hidden, questions, options.asked))
        if options.served:
            is_broken |= _tell("served", _ask_served(listings, folder / "served", questions, options.served))
    return int(is_broken)


def _known(snapshot: Snapshot) -> Known:
    some = [snapshot.listing(row) for row in range(0, snapshot.count, max(1, snapshot.count // 5_000))]
    return Known(
        names=[each.name for each in some],
        kana=[each.kana or each.name for each in some],
        addresses=[each.address for each in some],
        municipalities=list(snapshot.municipality_names),
        districts=[ref.code for each in some for ref in each.districts],
        stations=_STATIONS,
    )


def _ask_here(snapshot: Snapshot, hidden: frozenset[int], questions: NastyQuestions, asked: int) -> Seen:
    """List and suggestions; every tenth question also with its filters applied to all hits instead."""
    gazetteer = Gazetteer.open(geodata_folder())
    places = KnownPlaces(geocoder=Geocoder(gazetteer), gazetteer=gazetteer)

    def forget() -> None:
        snapshot.index._parsed = {}  # noqa: SLF001 - as if nobody had asked before
        snapshot._recent._known = {}  # noqa: SLF001

    def answer(criteria: Criteria) -> Found:
        forget()
        found = search(snapshot, criteria, places=places, today=TODAY, minute=_MINUTE)
        _ = found.facets, found.hits(0, 20)
        return found

    def offer(criteria: Criteria) -> object:
        forget()
        return suggest(criteria.text, snapshot, stations=places)

    gone = {
        row
        for row in range(snapshot.count)
        if (listing := snapshot.listing(row)).status == "ended" or listing.number in hidden
    }

    def judge(turn: int, criteria: Criteria, seen: Seen) -> None:
        found = search(snapshot, criteria, places=places, today=TODAY, minute=_MINUTE)
        if count_answers(snapshot, criteria, places=places, today=TODAY, minute=_MINUTE) != found.total:
            seen.differing.append(_told(criteria))
        if not gone.isdisjoint(found.rows.tolist()):
            seen.shown.append(_told(criteria))
        if turn % _COMPARED == 0:
            _compare(snapshot, found, seen)

    print(json.dumps({"listings": snapshot.count, "ended": len(gone), "hidden": len(hidden)}), flush=True)
    return _ask({"list": answer, "suggest": offer}, questions, asked, cpu=time.thread_time, judge=judge)


def _compare(snapshot: Snapshot, found: Found, seen: Seen) -> None:
    """What the text finds without filters, and the filters without the text, hold together what was found."""
    asked = found.criteria
    if not asked.text.strip():
        return
    text = Criteria(text=asked.text, unmeant=asked.unmeant, sort="any")
    hits = find(snapshot, text, today=TODAY, minute=_MINUTE).filters.rows()
    filtered = find(snapshot, replace(asked, text="", sort="any"), today=TODAY, minute=_MINUTE)
    expected = set(hits.tolist()) & set(filtered.rows.tolist())
    if len(expected) <= RESULT_LIMIT:
        seen.compared += 1
        if expected != set(found.rows.tolist()):
            seen.differing.append(_told(asked))


def _ask_served(listings: Path, shared: Path, questions: NastyQuestions, asked: int) -> Seen:
    """The page and the cards with the ladder of an empty answer, by the processor time of the server."""
    with running_site(listings, shared) as site:

        def ask(path: str, criteria: Criteria) -> None:
            site.ask(f"{path}?{urllib.parse.urlencode(to_parameters(criteria))}")

        ways: Ways = {path: partial(ask, path) for path in ("/", "/api/v1/cards")}
        return _ask(ways, questions, asked, cpu=site.used_s)


def _ask(
    ways: Ways,
    questions: NastyQuestions,
    asked: int,
    *,
    cpu: Callable[[], float],
    judge: Callable[[int, Criteria, Seen], None] | None = None,
) -> Seen:
    seen = Seen()
    for _ in range(_WARM):
        criteria = questions.ask()
        for work in ways.values():
            work(criteria)
    # What was made so far is never looked through again: that is no question's doing.
    gc.collect()
    gc.freeze()
    for turn in range(asked):
        criteria = questions.ask()
        try:
            for way, work in ways.items():
                seen.times.append((_ms(work, criteria, cpu), way, criteria))
            if judge:
                judge(turn, criteria, seen)
        except (Exception, SystemExit):  # noqa: BLE001 - whatever is raised is what is looked for
            seen.raised.append(f"{_told(criteria)}\n{traceback.format_exc()}")
    # A time that does not come again was somebody else's on this machine.
    seen.times.sort(key=lambda each: -each[0])
    slow = [
        (min(ms, *(_ms(ways[way], asked, cpu) for _ in range(3))), way, asked) for ms, way, asked in seen.times[:100]
    ]
    seen.times = sorted([*slow, *seen.times[100:]], key=lambda each: -each[0])
    return seen


def _ms(work: Callable[[Criteria], object], criteria: Criteria, cpu: Callable[[], float]) -> float:
    start = cpu()
    work(criteria)
    return (cpu() - start) * 1000


def _told(criteria: Criteria) -> str:
    return json.dumps(to_parameters(criteria), ensure_ascii=False)


def _tell(what: str, seen: Seen) -> bool:
    """Prints what was seen; whether a promise was broken."""
    for ms, way, criteria in seen.times[:_SHOWN]:
        print(f"{ms:7.1f} ms {way} {_told(criteria)}")
    broken = {"raised": seen.raised, "shown": seen.shown, "differing": seen.differing}
    for name, each in broken.items():
        for told in each[:_SHOWN]:
            print(name, told)
    times = [ms for ms, _, _ in seen.times]
    figures = {
        "what": what,
        "times": len(times),
        "p50_cpu_ms": round(times[len(times) // 2], 1),
        "p99_cpu_ms": round(times[len(times) // 100], 1),
        "max_cpu_ms": round(times[0], 1),
        "over": sum(ms > MOST_MS for ms in times),
        **{name: len(each) for name, each in broken.items()},
        "compared": seen.compared,
    }
    print(json.dumps(figures), flush=True)
    return bool(figures["over"] or any(broken.values()))


if __name__ == "__main__":
    sys.exit(main())
