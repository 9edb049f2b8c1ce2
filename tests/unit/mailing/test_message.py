from __future__ import annotations

import email
from datetime import UTC, datetime
from email.policy import default

import pytest

from directory.domain.mail import Mail, QueuedMail
from directory.mailing.message import Sender, build_message

NOW = datetime(2026, 6, 6, 1, tzinfo=UTC)
SENDER = Sender(name="まちの支えあいマップ", address="info@example.jp")


def queued(**changes: str) -> QueuedMail:
    facts = {
        "kind": "login",
        "to": "hanako@example.jp",
        "subject": "【まちの支えあいマップ】サインインのご案内",
        "body": "次のリンクを開いてください。\nhttps://example.jp/login/link?token=" + "A" * 43 + "\n",
        "dedup_key": "login:1",
    }
    return QueuedMail(id=1, mail=Mail(**{**facts, **changes}), attempts=1, next_at=NOW)


def test_a_mail_is_read_as_it_was_written():
    sent = email.message_from_bytes(build_message(queued(), SENDER, now=NOW).as_bytes(), policy=default)
    assert sent["Subject"] == "【まちの支えあいマップ】サインインのご案内"
    assert sent["To"] == "hanako@example.jp"
    assert sent["From"].addresses[0].display_name == "まちの支えあいマップ"
    assert sent["Date"].datetime == NOW
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent.get_content().splitlines() == queued().mail.body.splitlines()
    assert sent.get_content_type() == "text/plain"


def test_the_bytes_pass_every_server():
    raw = build_message(queued(), SENDER, now=NOW).as_bytes()
    assert raw.isascii()
    assert max(len(line) for line in raw.splitlines()) <= 998


def test_the_same_mail_has_the_same_id_and_betrays_no_key():
    one, again = (build_message(queued(), SENDER, now=NOW)["Message-ID"] for _ in range(2))
    other = build_message(queued(dedup_key="login:2"), SENDER, now=NOW)["Message-ID"]
    assert one == again != other
    assert "login:1" not in one


def test_a_subject_can_not_add_headers():
    message = build_message(queued(subject="題\r\nBcc: evil@example.jp"), SENDER, now=NOW)
    assert message["Bcc"] is None


def test_an_address_that_is_none_is_refused():
    with pytest.raises(ValueError, match=r".+"):
        build_message(queued(to="a@b\nBcc: c@d"), SENDER, now=NOW)
