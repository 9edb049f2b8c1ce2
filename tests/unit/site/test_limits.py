from __future__ import annotations

import pytest
import structlog
from limits.storage import MemoryStorage

from directory.domain.errors import TooManyRequests
from directory.site.limits import ALLOWANCES, Limiter, network_key


@pytest.fixture
def limiter() -> Limiter:
    return Limiter(log=structlog.wrap_logger(structlog.testing.LogCapture()))


def spend(limiter: Limiter, times: int, what, **who: object) -> int:
    """How often it was allowed."""
    for done in range(times):
        try:
            limiter.spend(what, **who)
        except TooManyRequests:
            return done
    return times


@pytest.mark.parametrize(
    ("what", "most"), [("public", 300), ("export", 20), ("submission", 10), ("sign_in", 10), ("code", 10)]
)
def test_a_network_gets_what_the_table_says(limiter: Limiter, what, most: int):
    assert spend(limiter, most + 1, what, network="203.0.113.7") == most
    assert spend(limiter, 1, what, network="203.0.113.8") == 1


@pytest.mark.parametrize(("what", "most"), [("submission", 20), ("sign_in", 3), ("code", 5)])
def test_a_person_gets_what_the_table_says_from_any_network(limiter: Limiter, what, most: int):
    allowed = sum(spend(limiter, 1, what, network=f"203.0.113.{n}", person="a@example.jp") for n in range(most + 1))
    assert allowed == most
    assert spend(limiter, 1, what, network="198.51.100.1", person="b@example.jp") == 1


def test_everybody_together_has_a_limit(limiter: Limiter):
    allowed = sum(spend(limiter, 1, "submission", network=f"n{n}", everybody=True) for n in range(301))
    assert allowed == 300


def test_the_refusal_says_when_to_come_back(limiter: Limiter):
    spend(limiter, 10, "submission", network="n")
    with pytest.raises(TooManyRequests) as refused:
        limiter.spend("submission", network="n")
    assert 3500 <= refused.value.facts["retry_after_s"] <= 3600
    assert refused.value.facts["minutes"] in {59, 60}


def test_a_broken_storage_lets_everybody_pass_and_is_counted():
    class Broken(MemoryStorage):
        def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
            raise OSError(key, limit, expiry, amount)

    capture = structlog.testing.LogCapture()
    limiter = Limiter(log=structlog.wrap_logger(structlog.PrintLogger(), processors=[capture]), storage=Broken())
    assert spend(limiter, 20, "sign_in", network="n") == 20
    assert limiter.failures == 20
    assert capture.entries[0]["event"] == "limit_storage"


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", ""),
        ("somewhere", "somewhere"),
    ],
)
def test_an_ipv6_caller_is_its_network(host: str, key: str):
    assert network_key(host) == key


def test_the_table_has_no_empty_row():
    assert all(each.network or each.person or each.everybody for each in ALLOWANCES.values())
