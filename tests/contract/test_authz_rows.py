"""Every route has a row that says which role gets which answer: a new one is red until somebody decides."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from directory.site.app import list_routes
from tests.integration.site.client import client, make_client

__all__ = ["client", "make_client"]

OWN = Path(__file__).with_name("authz_matrix.json")
ROLES = {"anonymous", "volunteer", "support_worker", "coordinator", "moderator", "admin", "*"}


@pytest.fixture(scope="module")
def own() -> dict:
    return json.loads(OWN.read_text(encoding="utf-8"))


def test_rows_name_roles_and_statuses_that_exist(own: dict):
    for route, row in own.items():
        for expected in row["expect"].values():
            assert {re.sub("_[A-Z]$", "", role) for role in expected} <= ROLES, route
            assert "*" in expected, route
            assert all(200 <= status < 500 for statuses in expected.values() for status in statuses), route


def test_pages_for_staff_do_not_exist_for_others(own: dict):
    for route, row in own.items():
        if " /staff" not in route:
            continue
        for expected in row["expect"].values():
            assert expected["anonymous"] == [401], route
            assert expected.get("volunteer_A", expected["*"]) == [404], route


@pytest.mark.shared
def test_every_route_has_a_row(own: dict, client, shared_folder: Path):
    shared = json.loads((shared_folder / "checks" / "authz_matrix.json").read_text(encoding="utf-8"))
    routes = {f"{method} {path}" for method, path in list_routes(client.app) if method not in {"HEAD", "OPTIONS"}}
    assert sorted(routes ^ (set(own) | set(shared))) == []


@pytest.mark.shared
def test_every_role_gets_the_answers_of_the_rows(checkout: Path, shared_folder: Path):
    command = [sys.executable, "scripts/blackbox.py", "authz", "--shared", str(shared_folder), "--quick"]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
