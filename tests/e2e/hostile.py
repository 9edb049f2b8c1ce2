"""A directory in which every published text tries to be code, and a window that is answered from its memory."""

from __future__ import annotations

import html
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
import shapely

from directory.catalog.holidays import JapaneseHolidays
from directory.catalog.snapshot import Snapshot, build_snapshot
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.district import MUNICIPALITY_SCHEME, District, DistrictRef
from directory.domain.eligibility import Eligibility
from directory.domain.fees import Fees
from directory.domain.listing import Listing
from directory.domain.schedule import Rule, Schedule, Window
from directory.geo.districts import DistrictIndex
from directory.settings import Settings
from directory.site.app import create_app
from tests.integration.site.client import Client
from tests.integration.site.fictional import RuntimeInMemory, make_listing

if TYPE_CHECKING:
    import httpx
    from playwright.sync_api import BrowserContext, Route

BARE = {
    "image": "<img src=q onerror=hit()>",
    "template": "${hit()}",
    "backtick": "`;hit();`",
    "backslash": "\\`;hit();//",
    "script": "</script><script>hit()</script>",
    "address": "javascript:hit()",
    "braces": "{{hit()}}",
}
PAYLOADS = {**BARE, **{f"escaped_{name}": html.escape(text) for name, text in BARE.items()}}
"""What the published texts try. Pre-escaped ones run where something escapes twice or unescapes."""

TOWN = "13229"
SCHEME = "圏域"
MIDDLE = (35.7275, 139.5395)
STEP = 0.0006
"""About 60 m: far enough for pins of their own at the closest view."""

WEEKLY = (Rule(freq="weekly", byday=(5,), windows=(Window(start=600, end=720),)),)
ORIGIN = "http://localhost"


def district_of(name: str) -> str:
    return f"{TOWN}-{name}"


def far_point(order: int) -> tuple[float, float]:
    """Middle of a district: no two so near that their chips would become one."""
    row, column = divmod(order, 2)
    return MIDDLE[0] + 0.1 + row * 0.025, MIDDLE[1] + column * 0.1


def hostile_contacts(text: str) -> tuple[Contact, ...]:
    """Every way to reach somebody, with the payload in value and note."""
    return tuple(
        Contact(kind=kind, value=text if kind == "url" else f"{kind} {text}", raw=text, note=f"{kind}の注 {text}")
        for kind in ("phone", "fax", "email", "url", "form", "line")
    )


def hostile_districts(district: str, payload: str, text: str) -> tuple[DistrictRef, ...]:
    """A district where there is one, and the municipality."""
    own = (DistrictRef(scheme=SCHEME, code=district, name=payload, evidence="label"),) if district else ()
    return (*own, DistrictRef(scheme=MUNICIPALITY_SCHEME, code=TOWN, name=f"市 {text}", evidence="municipality"))


def fill(number: int, payload: str, text: str, district: str, at: tuple[float, float]) -> Listing:
    """One listing with the payload in every text."""

    def hostile(kind: str) -> str:
        return f"{kind} {text}"

    return make_listing(
        number,
        code=f"h{number:05d}",
        series=f"h{number:05d}",
        name=hostile("名"),
        kana=hostile("かな"),
        kana_source="given",
        categories=("child_cafe",),
        municipality=TOWN,
        municipality_name=hostile("市"),
        town=hostile("町"),
        districts=hostile_districts(district, payload, text),
        district_labels=(hostile("区"),),
        address=hostile("所"),
        building=hostile("棟"),
        venue=hostile("場"),
        postal_code="1880011",
        access=hostile("道"),
        organization=hostile("会"),
        networks=(hostile("網"),),
        department=hostile("課"),
        description=hostile("文"),
        tags=("かくれんぼ", hostile("語")),
        service_area=hostile("域"),
        booking=hostile("約"),
        coordinate=Coordinate(latitude=at[0], longitude=at[1]),
        schedule=Schedule(raw=hostile("日"), rules=WEEKLY),
        eligibility=Eligibility(raw=hostile("歳")),
        fees=Fees(raw=hostile("円")),
        contacts=hostile_contacts(text),
        source=hostile("元"),
        licence=hostile("許"),
        attribution=hostile("典"),
    )


def hostile_listings() -> tuple[Listing, ...]:
    """Every payload far from the others, beside the others, at one point with all, and without a district."""
    latitude, longitude = MIDDLE
    found = []
    for order, (name, text) in enumerate(PAYLOADS.items()):
        row, column = divmod(order, 5)
        far = far_point(order)
        near = (latitude + row * STEP, longitude + column * STEP)
        together = (latitude - 0.02, longitude)
        district = f"域 {text}"
        found += [
            fill(1 + order, district, text, district_of(name), far),
            fill(101 + order, district, text, district_of(name), near),
            fill(201 + order, district, text, district_of("image"), together),
            fill(301 + order, district, text, "", together),
        ]
    return tuple(sorted(found, key=lambda each: each.number))


class _Names:
    def municipality_name(self, _code: str) -> str:
        return f"市 {BARE['image']}"


class HostileRuntime(RuntimeInMemory):
    """A runtime whose district names try to be code as well."""

    municipalities = _Names()  # type: ignore[assignment] # all that pages ask of it

    @cached_property
    def _districts(self) -> tuple[District, ...]:
        own = tuple(
            District(code=district_of(name), scheme=SCHEME, name=f"域 {text}", municipality=TOWN)
            for name, text in PAYLOADS.items()
        )
        home = District(code=TOWN, scheme=MUNICIPALITY_SCHEME, name=f"市 {BARE['image']}", municipality=TOWN)
        return (*own, home)

    def open_districts(self) -> DistrictIndex:
        own = tuple(district for district in self._districts if district.scheme == SCHEME)
        outlines = []
        for order, district in enumerate(own):
            south, west = far_point(order)
            outlines.append((district.code, shapely.box(west - 0.01, south - 0.01, west + 0.01, south + 0.01)))
        return DistrictIndex.build(own, (), tuple(outlines), self.boundaries)

    def _build(self) -> Snapshot:
        encode = msgspec.json.Encoder().encode
        return build_snapshot(
            (encode(listing) for listing in self.listings),
            revision=self.revision,
            districts=self._districts,
            holidays=JapaneseHolidays(),
            today=self.today(),
            municipality_names=lambda _code: f"市 {BARE['image']}",
        )


def open_hostile_site() -> Client:
    """The site over the hostile directory."""
    settings = Settings(site_name="まちの支えあいマップ", area_name="架空市", help_phone="03-0000-0000", tiles="none")
    runtime = HostileRuntime(settings, hostile_listings())
    return Client(create_app(settings, runtime), runtime)


@dataclass
class Watch:
    """What must not happen, written down."""

    executed: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def troubles(self) -> list[str]:
        return [*self.executed, *self.violations, *self.strangers]


def fetch(client: Client, target: str) -> httpx.Response:
    """One answer of the site; the browser's driver already runs a loop in this thread."""
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(client.get, target).result()


def serve_from_memory(context: BrowserContext, client: Client) -> Watch:
    """Answers every request of a window from the site, and watches for code that runs."""
    watch = Watch()

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        if f"{address.scheme}://{address.netloc}" != ORIGIN or address.path in {"/q", "/r/q"}:
            watch.strangers.append(route.request.url)
            route.abort()
            return
        target = address.path + (f"?{address.query}" if address.query else "")
        got = fetch(client, target)
        kept = {
            name: value for name, value in got.headers.items() if name not in {"content-encoding", "content-length"}
        }
        route.fulfill(status=got.status_code, headers=kept, body=got.content)

    context.route("**/*", answer)
    listen(context, watch)
    return watch


def listen(context: BrowserContext, watch: Watch) -> None:
    """Writes down what runs in a window, and what its policy had to stop."""
    context.expose_function("hit", lambda *_: watch.executed.append("executed"))
    context.expose_function("complain", lambda text: watch.violations.append(text))  # noqa: PLW0108 - the driver needs a function of its own
    context.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => complain(`${e.violatedDirective} ${e.blockedURI}`));"
        "for (const ask of ['alert', 'confirm', 'prompt']) globalThis[ask] = () => globalThis.hit();"
    )
