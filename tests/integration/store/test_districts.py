"""Districts and import runs: stored as given, replaced whole."""

from __future__ import annotations

from directory.domain.district import District, DistrictRule
from directory.store.districts import DistrictScheme
from directory.store.import_runs import ImportCounts

NORTH = District(code="27106-aaaaaa", scheme="校区", name="北校区", municipality="27106", approximate=True)
SOUTH = District(code="27106-bbbbbb", scheme="校区", name="南校区", municipality="27106", approximate=False)
RULES = (
    DistrictRule(district=NORTH.code, town="北堀江", chome_from=1, chome_to=2),
    DistrictRule(district=SOUTH.code, town="南堀江", banchi_from=1, banchi_to=9),
)
OUTLINE = (
    SOUTH.code,
    '{"type": "Polygon", "coordinates": [[[135.4, 34.6], [135.5, 34.6], [135.5, 34.7], [135.4, 34.6]]]}',
)


def test_a_scheme_comes_back_as_given_over_the_public_connection(store, now):
    revision = store.public.revision()
    with store.write(now=now) as unit:
        unit.districts.replace_scheme("27106", "校区", (SOUTH, NORTH), RULES, (OUTLINE,))
    (scheme,) = store.public.districts()
    assert scheme == DistrictScheme(
        municipality="27106",
        scheme="校区",
        districts=(SOUTH, NORTH),
        rules=(RULES[1], RULES[0]),
        outlines=(OUTLINE,),
    )
    assert store.public.revision() != revision


def test_replacing_leaves_nothing_of_the_old_scheme_and_everything_of_others(store, now):
    other = District(code="39201-cccccc", scheme="校区", name="東", municipality="39201")
    with store.write(now=now) as unit:
        unit.districts.replace_scheme("27106", "校区", (SOUTH, NORTH), RULES, (OUTLINE,))
        unit.districts.replace_scheme("39201", "校区", (other,))
    with store.write(now=now) as unit:
        unit.districts.replace_scheme("27106", "校区", (NORTH,))
    kept = store.public.districts()
    assert [(scheme.municipality, scheme.districts, scheme.rules, scheme.outlines) for scheme in kept] == [
        ("27106", (NORTH,), (), ()),
        ("39201", (other,), (), ()),
    ]


def test_an_import_run_keeps_file_time_and_counts(store, now):
    counts = ImportCounts(added=3, changed=2, unchanged=1, attention=1, rejected=4, blank=5)
    with store.write(now=now) as unit:
        run = unit.imports.start(file="town.csv", file_sha256="ab" * 32, source="fictional", actor="op")
        unit.imports.finish(run, counts)
    with store.read() as unit:
        (latest,) = unit.latest_imports()
    assert (latest.id, latest.at, latest.file, latest.counts) == (run, now, "town.csv", counts)
