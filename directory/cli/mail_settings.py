"""The way out for mails that the settings name, for commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from directory.settings import Settings
    from directory.usecases.send_mails import Post


def open_site_post(settings: Settings) -> Post | None:
    """The way out and the sender; None when the settings name no way out.

    Raises:
        MailUrlRefused: a mail setting can not be read.
    """
    from directory.usecases.send_mails import open_post

    return open_post(
        mail_url=settings.mail_url,
        mail_from=settings.mail_from,
        public_url=settings.public_url,
        site_name=settings.site_name,
    )
