"""Fixtures of the site's tests."""

from __future__ import annotations

from tests.integration.site.client import client, make_client

__all__ = ["client", "make_client"]
