from __future__ import annotations

from datetime import date

import pytest

from directory.domain.eligibility import Eligibility
from directory.domain.fees import Fee, Fees
from directory.domain.schedule import Rule, Schedule, Window
from directory.formats.text_readings import TextReading
from directory.usecases.check_texts import KindSummary, Outcome, check_texts, judge, summarise
from tests.no_holidays import NoHolidays

SATURDAY = Schedule(raw="毎週土曜", rules=(Rule(freq="weekly", byday=(5,)),))


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        (SATURDAY, "fully"),
        (Schedule(rules=SATURDAY.rules, leftover="要予約"), "partly"),
        (Schedule(rules=(Rule(windows=(Window(start=600),)),), flags=("days_unknown",)), "partly"),
        (Schedule(added=(date(2026, 6, 14),)), "fully"),
        (Schedule(raw="そのつど", leftover="そのつど"), "refused"),
        (Eligibility(min_months=0), "fully"),
        (Eligibility(stages=("anyone",), flags=("conditional",)), "partly"),
        (Eligibility(leftover="区内小学校"), "refused"),
        (Fees(prices=(Fee(stage="anyone", yen=0),)), "fully"),
        (Fees(flags=("ask",), leftover="要問合せ"), "refused"),
    ],
)
def test_a_text_is_understood_fully_partly_or_not(value: Schedule | Eligibility | Fees, outcome: Outcome) -> None:
    assert judge(value) == outcome


def test_dates_of_schedules_follow_and_kinds_are_counted() -> None:
    readings = (
        TextReading(row=2, kind="schedule", value=SATURDAY),
        TextReading(row=2, kind="age", value=Eligibility(raw="?", leftover="?")),
        TextReading(row=3, kind="schedule", value=Schedule(raw="-", leftover="-")),
    )
    checks = check_texts(readings, today=date(2026, 6, 1), holidays=NoHolidays())
    assert [session.on for session in checks[0].sessions] == [date(2026, 6, 6), date(2026, 6, 13), date(2026, 6, 20)]
    assert summarise(checks) == (
        KindSummary(kind="schedule", fully=1, partly=0, refused=1),
        KindSummary(kind="age", fully=0, partly=0, refused=1),
    )
    assert summarise(checks)[0].total == 2
