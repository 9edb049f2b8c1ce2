"""A site with forms over a real database, and a browser that fills them in."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from directory.domain.contact import Contact
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.resource import Placement
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder
from directory.settings import Settings
from directory.site.app import create_app
from directory.site.form_token import SHORTEST
from directory.store.listing_payload import decode_listing
from directory.store.resource_change import ResourceChange
from tests.integration.conftest import NOW
from tests.integration.site.signing_in import Browser, RuntimeWithStore

OPERATOR = "hanako@example.jp"
ANSWERS = {
    1: {"name": "かざぐるま子育てサロン"},
    2: {"fee": "free"},
    3: {"postal": "188-0011", "lot": "4丁目35-9", "visibility": "area_only"},
    4: {"repeat_1": "monthly_weekday", "nth_1": "2", "day_1": "1", "from_1": "10:00", "until_1": "11:30"},
    5: {"phone": "03-3555-9901", "email": OPERATOR},
    6: {"text": "架空のサロンです。"},
}


class Placer:
    """Places an address where the geocoder does, without districts."""

    def __init__(self, geocoder):
        self.geocoder = geocoder

    def place(self, _draft, venue):
        place = self.geocoder.locate(venue.address).place
        return Placement(place=place, municipality_name=place.city if place else ""), ()


class RuntimeWithForms(RuntimeWithStore):
    """Real places; the catalog holds what the database publishes."""

    gazetteer: Gazetteer
    geocoder: Geocoder

    def open_placer(self, **_):
        return Placer(self.geocoder)


class FormSite:
    """The site, its database, and what its pages need."""

    def __init__(self, runtime):
        self.runtime, self.app, self.store = runtime, create_app(runtime.settings, runtime), runtime.store

    def browser(self):
        return Browser(self.app)

    def publish(self, **changes):
        values = {
            "stable_key": "one",
            "source": SourceRef(source="registration"),
            "name": "こもれび広場",
            "categories": ("parenting_salon",),
            "municipality": "13229",
            "venues": (VenueDraft(key="v", name="さくら会館", address="西東京市田無町4-1-2"),),
            "contacts": (
                Contact(kind="email", value=OPERATOR, publicity="private"),
                Contact(kind="phone", value="03-3555-0001"),
            ),
            "assured_on": date(2026, 5, 1),
        } | changes
        draft = ResourceDraft(**values)
        placement = Placer(self.runtime.geocoder).place(draft, draft.venues[0])[0]
        with self.store.write(now=NOW) as unit:
            unit.resources.upsert(ResourceChange(draft=draft, placements=(placement,)), actor="m")
            resource_id = unit.resources.find_by_keys(["one"])["one"].id
        self.runtime.listings = tuple(decode_listing(each) for each in self.store.public.read_listings())
        self.runtime.revision += "x"
        with self.store.read() as unit:
            return unit.resources.find(resource_id)

    def submissions(self):
        with self.store.read() as unit:
            return [unit.submissions.find(row.id) for row in unit.submissions.queue(("13229",), ("pending",), 50)]

    def mails(self, email=OPERATOR):
        with self.store.read() as unit:
            return [each.mail.body for each in unit.outbox.of_recipient(email)]


@pytest.fixture(scope="module")
def gazetteer(geodata_folder: Path) -> Gazetteer:
    return Gazetteer.open(geodata_folder)


@pytest.fixture
def site(made_file: Path, tmp_path: Path, gazetteer: Gazetteer) -> FormSite:
    path = tmp_path / "directory.db"
    for suffix in ("", ".instance.json"):
        shutil.copyfile(f"{made_file}{suffix}", f"{path}{suffix}")
    settings = Settings(
        database_url=f"sqlite:///{path}", site_name="地図", public_url="https://site.test", tiles="none"
    )
    runtime = RuntimeWithForms(settings, ())
    runtime.gazetteer, runtime.geocoder = gazetteer, Geocoder(gazetteer, finer=())
    yield FormSite(runtime)
    runtime.store.close()


def field(answer, name):
    return re.search(rf'name="{name}" value="([^"]*)"', answer.text)[1]


def begin(site, browser, **answers):
    page = browser.get("/register/1")
    site.runtime.present += SHORTEST
    return browser.post("/register/1", form_token=field(page, "form_token"), **(ANSWERS[1] | answers))


def fill(site, browser):
    begin(site, browser)
    for step in range(2, 7):
        assert browser.post(f"/register/{step}", **ANSWERS[step]).status_code == 303
    return browser.get("/register/7")
