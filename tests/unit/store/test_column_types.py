"""Columns for moments and parsed values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from directory.domain.eligibility import Eligibility
from directory.domain.facts import Facts
from directory.domain.fees import Fees
from directory.domain.schedule import Schedule
from directory.store.column_types import JsonText, UtcDateTime

DIALECTS = [sqlite.dialect(), postgresql.dialect()]
JST = timezone(timedelta(hours=9))


def round_trip(shape, value, dialect):
    column = JsonText(shape)
    return column.process_result_value(column.bind_processor(dialect)(value), dialect)


@pytest.mark.parametrize("shape", [Schedule, Eligibility, Fees])
@pytest.mark.parametrize("dialect", DIALECTS)
@given(data=st.data())
def test_every_parsed_value_comes_back_equal(shape, dialect, data):
    value = data.draw(st.builds(shape))
    assert round_trip(shape, value, dialect) == value


@given(value=st.lists(st.tuples(st.text(), st.text())).map(tuple))
def test_pairs_of_any_text_come_back_equal(value):
    assert round_trip(tuple[tuple[str, str], ...], value, DIALECTS[0]) == value


@pytest.mark.parametrize("dialect", DIALECTS)
def test_null_stays_null_and_facts_stay_tuples(dialect):
    assert round_trip(Fees, None, dialect) is None
    assert round_trip(Facts, (("free", "yes"),), dialect) == (("free", "yes"),)


@given(moment=st.datetimes(min_value=datetime(1970, 1, 2), timezones=st.just(JST)))  # noqa: DTZ001 - hypothesis adds the zone
def test_a_moment_comes_back_in_utc_even_when_the_database_dropped_its_zone(moment):
    column = UtcDateTime()
    stored = column.process_bind_param(moment, DIALECTS[0])
    assert stored is not None
    read = column.process_result_value(stored.replace(tzinfo=None), DIALECTS[0])
    assert read == moment
    assert read is not None
    assert read.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 5, 1), DIALECTS[0])  # noqa: DTZ001 - the mistake under test
