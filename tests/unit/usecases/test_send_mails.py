from __future__ import annotations

from datetime import timedelta

import pytest

from directory.mailing.mail_url import MailUrlRefused
from directory.usecases.send_mails import USUAL_ATTEMPTS, open_post, wait_after


def test_the_waits_grow_and_end_within_about_a_day():
    waits = [wait_after(attempts) for attempts in range(1, USUAL_ATTEMPTS)]
    assert waits[:3] == [timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=8)]
    assert waits == sorted(waits)
    assert timedelta(hours=12) < sum(waits, timedelta()) < timedelta(days=1)
    assert wait_after(10**6) == timedelta(hours=6)


def test_the_sender_is_what_was_set_or_nobody_at_the_sites_own_host():
    facts = {"mail_url": "file:mails", "site_name": "地図"}
    assert open_post(mail_from="", public_url="https://example.jp", **facts).sender.address == "no-reply@example.jp"
    assert open_post(mail_from="", public_url="", **facts).sender.address == "no-reply@localhost"
    assert open_post(mail_from="info@example.jp", public_url="", **facts).sender.address == "info@example.jp"
    with pytest.raises(MailUrlRefused, match="mail_from"):
        open_post(mail_from="地図の人", public_url="", **facts)


def test_without_a_way_out_nothing_is_opened():
    assert open_post(mail_url="", mail_from="", public_url="", site_name="") is None
