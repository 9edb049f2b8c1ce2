from __future__ import annotations

from directory.search.pool import FloatPool


def test_arrays_that_were_given_back_are_lent_again():
    pool = FloatPool(8)
    with pool.borrow() as memory:
        first = memory.zeros()
        first[:] = 1
    with pool.borrow() as memory:
        assert memory.empty() is first
        assert not memory.zeros().any()


def test_two_borrowers_never_share_an_array():
    pool = FloatPool(8)
    with pool.borrow() as one, pool.borrow() as other:
        assert one.zeros() is not other.zeros()
    with pool.borrow() as one, pool.borrow() as other:
        assert one.zeros() is not other.zeros()
