from __future__ import annotations

import os
import signal

import pytest

from directory.catalog.aside import LAST, Aside

HERE = os.getpid()


def is_aside():
    return os.getpid() != HERE


def name_process():
    return b"aside" if is_aside() else b"here"


def fail_aside():
    if is_aside():
        raise ValueError
    return b"here"


def die_aside():
    if is_aside():
        os.kill(os.getpid(), signal.SIGKILL)
    return b"here"


def hang_aside():
    if is_aside():
        signal.pause()
    return b"here"


def refuse_fork():
    raise BlockingIOError


@pytest.fixture(autouse=True)
def _this_process(monkeypatch):
    monkeypatch.setattr(f"{__name__}.HERE", os.getpid())


def test_another_process_does_the_work():
    assert Aside(name_process).result() == b"aside"


@pytest.mark.parametrize("size", [0, 1, 3_000_000])
def test_a_result_of_any_size_comes_back(size):
    assert Aside(lambda: b"x" * size).result() == b"x" * size


@pytest.mark.parametrize("work", [fail_aside, die_aside])
def test_what_fails_there_is_done_here(work):
    assert Aside(work).result() == b"here"


def test_what_hangs_there_is_ended_and_done_here():
    assert Aside(hang_aside, patience_s=0.01).result() == b"here"


def test_where_no_process_can_be_had_the_work_is_done_here(monkeypatch):
    monkeypatch.setattr(os, "fork", refuse_fork)
    assert Aside(name_process).result() == b"here"


def test_work_for_which_nobody_waits_leaves_the_time_to_others():
    here = os.nice(0)
    found = Aside(lambda: bytes([os.nice(0)]), niceness=LAST).result()
    assert bytes(found)[0] == min(19, here + LAST)
    assert os.nice(0) == here


def test_no_process_is_left_behind():
    work = Aside(hang_aside, patience_s=0.0)
    process = work._process  # noqa: SLF001 - whether it is gone can be seen only by its number
    work.result()
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)
