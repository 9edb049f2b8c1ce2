from __future__ import annotations

from pathlib import Path

import pytest

from directory.mailing.file_transport import FileTransport
from directory.mailing.mail_url import MailUrlRefused, open_transport, read_smtp
from directory.mailing.smtp_transport import SmtpServer, SmtpTransport


def test_no_setting_is_no_way_out():
    assert open_transport("") is None


@pytest.mark.parametrize("url", ["file:/tmp/mails", "file:///tmp/mails", "file:mails"])
def test_a_folder_is_a_way_out(url: str):
    assert isinstance(open_transport(url), FileTransport)


def test_a_folder_may_be_written_in_both_ways(tmp_path: Path):
    for url in (f"file:{tmp_path}", f"file://{tmp_path}"):
        transport = open_transport(url)
        assert isinstance(transport, FileTransport)
        assert transport.folder == tmp_path


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.jp", SmtpServer(host="mail.example.jp", port=587)),
        ("smtp://mail.example.jp?tls=on", SmtpServer(host="mail.example.jp", port=465, encryption="on")),
        ("smtp://localhost:2525?tls=off", SmtpServer(host="localhost", port=2525, encryption="off")),
        (
            "smtp://user%40example.jp:p%3Aw%2F@mail.example.jp:25",
            SmtpServer(host="mail.example.jp", port=25, user="user@example.jp", password="p:w/"),  # noqa: S106 (made up)
        ),
    ],
)
def test_a_server_is_read(url: str, server: SmtpServer):
    assert read_smtp(url) == server
    assert isinstance(open_transport(url), SmtpTransport)


@pytest.mark.parametrize(
    "url",
    ["smtp://", "smtp://host:port", "smtp://host?tls=maybe", "http://host", "mails", "file:", "file:///", "smtps://h"],
)
def test_what_can_not_be_read_is_refused_without_repeating_it(url: str):
    with pytest.raises(MailUrlRefused) as refused:
        open_transport(url)
    assert refused.value.code == "mail_url"
    assert "host" not in str(refused.value.facts)


def test_the_password_is_shown_nowhere():
    assert "secret" not in repr(read_smtp("smtp://user:secret@mail.example.jp"))
