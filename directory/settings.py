"""Every setting: environment variable, default and meaning, in one frozen object that is passed in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from directory.domain.errors import DirectoryError
from directory.domain.seasons import Seasons, read_seasons

ORIGIN = re.compile(r"https?://(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?/?", re.ASCII | re.IGNORECASE)


class SettingRefused(DirectoryError):
    """A setting has a value that can not be used; `facts` name the variable and the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings. Each field's metadata names its environment variable and says what it means."""

    database_url: str = field(
        default="sqlite:///directory.db",
        metadata={
            "env": "DIRECTORY_DATABASE_URL",
            "meaning": "Where the data lies: sqlite:///PATH or postgresql+psycopg://….",
        },
    )
    site_name: str = field(
        default="まちの支えあいマップ",
        metadata={"env": "DIRECTORY_SITE_NAME", "meaning": "Name of the site, on every page."},
    )
    area_name: str = field(
        default="",
        metadata={"env": "DIRECTORY_AREA_NAME", "meaning": "Name of the town or area beside the site's name."},
    )
    help_phone: str = field(
        default="",
        metadata={
            "env": "DIRECTORY_HELP_PHONE",
            "meaning": "Telephone number for people who need help, on every page.",
        },
    )
    help_name: str = field(
        default="", metadata={"env": "DIRECTORY_HELP_NAME", "meaning": "Who answers the help telephone, with hours."}
    )
    tiles: str = field(
        default="pale",
        metadata={"env": "DIRECTORY_TILES", "meaning": "Base map: pale, std, osm, or none (no external host at all)."},
    )
    map_points: int = field(
        default=20_000,
        metadata={
            "env": "DIRECTORY_MAP_POINTS",
            "meaning": "Most points that the map sends to a browser; a larger directory is counted on the server for "
            "each view.",
        },
    )
    licence: str = field(
        default="CC BY 4.0",
        metadata={"env": "DIRECTORY_LICENCE", "meaning": "Licence of the published data, shown on the data page."},
    )
    allowed_hosts: str = field(
        default="*",
        metadata={
            "env": "DIRECTORY_ALLOWED_HOSTS",
            "meaning": "Host names the site answers to, comma separated; * = any.",
        },
    )
    home_municipality: str = field(
        default="",
        metadata={
            "env": "DIRECTORY_MUNICIPALITY",
            "meaning": "5-digit code of the town this directory serves; its place names win in searches.",
        },
    )
    points_file: str = field(
        default="",
        metadata={
            "env": "DIRECTORY_POINTS",
            "meaning": "File of the address points added by `directory geodata add`; empty = beside the database.",
        },
    )
    seasons: str = field(
        default="",
        metadata={
            "env": "DIRECTORY_SEASONS",
            "meaning": "Local dates of seasons: summer_vacation=07-21..08-31 new_year=12-28..01-04 (also obon, "
            "winter_vacation, spring_vacation); empty = what is usual, with the days around it to be asked about.",
        },
    )
    public_url: str = field(
        default="",
        metadata={
            "env": "DIRECTORY_PUBLIC_URL",
            "meaning": "Address of the site on the net (https://example.jp), for QR codes, sitemap and mails; empty = "
            "the address that a request names.",
        },
    )
    logo: str = field(
        default="",
        metadata={
            "env": "DIRECTORY_LOGO",
            "meaning": "Picture file (svg, png, webp; at most 100 KB) beside the site's name; empty = the usual sign.",
        },
    )
    accent: str = field(
        default="",
        metadata={
            "env": "DIRECTORY_ACCENT",
            "meaning": "Colour of buttons and links (#0b5d3b), contrast 4.5:1 or more on white; empty = blue.",
        },
    )
    texts: str = field(
        default="",
        metadata={
            "env": "DIRECTORY_TEXTS",
            "meaning": "File (.po or .json) whose sentences stand in place of those of the screens, by their ids.",
        },
    )
    offered_categories: str = field(
        default="",
        metadata={
            "env": "DIRECTORY_CATEGORIES",
            "meaning": "Kinds that the filters offer, comma separated (child_cafe,advice_desk); empty = all of them.",
        },
    )
    is_demo: bool = field(
        default=False,
        metadata={"env": "DIRECTORY_DEMO", "meaning": "1 = every page says that the data is fictional."},
    )
    offers_checks: bool = field(
        default=False,
        metadata={"env": "DIRECTORY_CHECKS", "meaning": "1 = offers the commands and hooks of the black-box checks."},
    )
    fixed_today: str = field(
        default="",
        metadata={
            "env": "DIRECTORY_TODAY",
            "meaning": "Date (or 2026-06-06T10:30) that the site takes for now; empty = the clock.",
        },
    )
    # repr=False: it may hold a password, and the settings' text goes into the build id of every page
    mail_url: str = field(
        default="",
        repr=False,
        metadata={
            "env": "DIRECTORY_MAIL_URL",
            "meaning": "How mails leave: smtp://user:password@host:587?tls=starttls (tls: starttls, on or off), or "
            "file:DIR (one .eml a mail); empty = they wait in the outbox.",
        },
    )
    mail_from: str = field(
        default="",
        metadata={
            "env": "DIRECTORY_MAIL_FROM",
            "meaning": "Sender of mails (info@example.jp); empty = no-reply at the site's own host.",
        },
    )
    login_link_seconds: int = field(
        default=600,
        metadata={"env": "DIRECTORY_LOGIN_LINK_SECONDS", "meaning": "How long a mailed link or code signs in."},
    )
    trusted_proxies: str = field(
        default="",
        metadata={
            "env": "DIRECTORY_TRUSTED_PROXIES",
            "meaning": "Addresses or networks of our own proxies, comma separated (127.0.0.1,10.0.0.0/8); only theirs "
            "are believed when they name the caller (X-Forwarded-For, X-Forwarded-Proto).",
        },
    )
    remind_days: int = field(
        default=150,
        metadata={"env": "DIRECTORY_REMIND_DAYS", "meaning": "Days after which operators are asked if they go on."},
    )
    remind_monthly_days: int = field(
        default=80,
        metadata={
            "env": "DIRECTORY_REMIND_MONTHLY_DAYS",
            "meaning": "The same for activities that take place once or a few times a month.",
        },
    )

    @property
    def points_path(self) -> Path:
        """The file of added points: as set, else `<database>.points.sqlite`, else in the working directory."""
        if self.points_file:
            return Path(self.points_file)
        scheme, _, database = self.database_url.partition(":///")
        name = database.partition("?")[0] if scheme.startswith("sqlite") else ""
        return Path(f"{name or 'directory'}.points.sqlite")


def seasons_of(settings: Settings) -> Seasons:
    """When the seasons of this place are.

    Raises:
        SettingRefused: a name is no season, or its dates are none.
    """
    try:
        return read_seasons(settings.seasons)
    except ValueError:
        raise SettingRefused("setting_seasons", {"variable": "DIRECTORY_SEASONS", "value": settings.seasons}) from None


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from environment variables; an empty variable counts as absent.

    Raises:
        SettingRefused: a switch is neither 0 nor 1, a number is none, or an address is no origin.
    """
    values: dict[str, str | bool | int] = {}
    for each in fields(Settings):
        variable = each.metadata["env"]
        text = environment.get(variable, "").strip()
        if text:
            values[each.name] = _read_value(variable, text, each.default)
    if "public_url" in values:
        values["public_url"] = _origin("DIRECTORY_PUBLIC_URL", str(values["public_url"]))
    return Settings(**values)  # type: ignore[arg-type] # every value has its field's type by construction


def _read_value(variable: str, text: str, default: object) -> str | bool | int:
    """The text as what its setting is; a switch is also a number to Python, so it is asked for first."""
    if isinstance(default, bool):
        return _switch(variable, text)
    return _number(variable, text) if isinstance(default, int) else text


def _number(variable: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise SettingRefused("setting_number", {"variable": variable, "value": text})
    return int(text)


def _switch(variable: str, text: str) -> bool:
    if text not in {"0", "1"}:
        raise SettingRefused("setting_switch", {"variable": variable, "value": text})
    return text == "1"


def _origin(variable: str, text: str) -> str:
    """Scheme and host alone: paths of the site begin at its root, so that a path here would be lost."""
    if not ORIGIN.fullmatch(text):
        raise SettingRefused("setting_origin", {"variable": variable, "value": text})
    return text.rstrip("/").lower()
