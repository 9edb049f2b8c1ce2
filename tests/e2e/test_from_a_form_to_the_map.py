"""A salon on its way: registered without a script, proved, published, found on both workers, confirmed, cancelled."""

from __future__ import annotations

import re
import sys
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import ContextMaker
from tests.e2e.effort import Effort, Hands, draw_table
from tests.e2e.salon import (
    ADDRESS,
    MODERATORS,
    NAME,
    answer_the_question,
    assert_everywhere,
    assert_never_back,
    expect_heading,
    follow,
    open_difference,
    prove_address,
    register,
    report,
    second_tuesdays,
    sign_in,
    site,
    today_of,
)
from tests.e2e.two_workers import Site, ask_each_worker

__all__ = ["site"]

pytestmark = pytest.mark.browser

MOST_PAGES = 8


def test_a_salon_comes_from_a_form_to_the_map_and_stays_true(
    make_context: ContextMaker, site: Site, capsys: pytest.CaptureFixture[str]
):
    days = list(second_tuesdays(today_of(site)))
    salon = Hands(make_context(has_script=False).new_page())
    salon.page.goto(f"{site.url}/register")
    with salon.count("register") as registering:
        register(salon, site)
    with salon.count("prove the address") as proving:
        prove_address(salon, site)
    first, second = (Hands(make_context(width=1366, height=900).new_page()) for _ in MODERATORS)
    for hands, email in zip((first, second), MODERATORS, strict=True):
        signing_in = open_queue(hands, site, email)
    open_difference(second)

    with ask_each_worker(site) as workers:
        assert [each.find(NAME) for each in workers] == [[], []]
        with first.count("moderate one change") as moderating:
            open_difference(first)
            published = follow(workers, bool, lambda: first.press("公開する"))
        expect(first.page.get_by_role("status")).to_contain_text("公開しました")
        assert_never_back(workers)
        for worker in workers:
            assert_everywhere(worker, days[0])
        code = workers[0].find(NAME)[0]["id"]

    second.press("公開する")
    expect(second.page.get_by_role("status")).to_have_text("ほかの人が先に処理しました。新しい内容を表示します")
    expect(second.page.get_by_role("button", name="公開する")).to_have_count(0)

    assert f"「{NAME}」" in site.mails.next_mail(ADDRESS)
    confirming, cancelling, cancelled = stay_true(salon, site, days)
    reporting = report_a_mistake(Hands(make_context(has_script=False).new_page()), f"{site.url}/r/{code}")
    efforts = (registering, proving, signing_in, moderating, confirming, cancelling, reporting)
    with capsys.disabled():
        sys.stdout.write(f"{draw_table(efforts)}\npublished after {published} s, cancelled after {cancelled} s\n")
    assert_within_bars(registering, confirming, cancelling)


def open_queue(hands: Hands, site: Site, email: str) -> Effort:
    """A moderator signs in and sees what was sent in."""
    hands.page.goto(f"{site.url}/login?next=/staff/queue")
    with hands.count("sign in (staff)") as signing_in:
        sign_in(hands, site, email)
    expect_heading(hands.page, "届いたもの")
    return signing_in


def stay_true(salon: Hands, site: Site, days: list[date]) -> tuple[Effort, Effort, dict[str, float]]:
    """Asked by mail, the operator goes on and cancels the next day; how long it took each worker to show that."""
    site.run("remind")
    with salon.count("confirm, from the mail") as confirming:
        answer_the_question(salon, site)
    with ask_each_worker(site) as workers:
        for worker in workers:
            assert_everywhere(worker, days[0])
        with salon.count("cancel a date") as cancelling:
            cancelled = follow(
                workers,
                lambda items: [each["next_date"] for each in items] == [days[1].isoformat()],
                lambda: salon.press("この日は休み"),
            )
        assert_never_back(workers)
        for worker in workers:
            assert_everywhere(worker, days[1])
    return confirming, cancelling, cancelled


def report_a_mistake(visitor: Hands, place: str) -> Effort:
    """Somebody without a script reports it and gets no cookie."""
    visitor.page.goto(place)
    with visitor.count("report a mistake") as reporting:
        report(visitor)
    assert visitor.page.context.cookies() == []
    return reporting


def assert_within_bars(registering: Effort, confirming: Effort, cancelling: Effort) -> None:
    """Source: interface.md section 1."""
    questions = [path for path in registering.paths if re.fullmatch(r"/register/(\d|pin)", path)]
    assert len(questions) <= MOST_PAGES
    assert (confirming.taps, cancelling.taps) == (2, 1)
