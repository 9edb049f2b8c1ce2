"""Opens what the site and the commands work with, and closes it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Self

import shapely

from directory.assets import geodata_folder, web_folder
from directory.catalog.base import Surroundings
from directory.catalog.holder import TOKYO, CatalogHolder
from directory.catalog.holidays import JapaneseHolidays
from directory.catalog.keeper import CatalogKeeper, Published
from directory.domain.address import Place
from directory.domain.seasons import Seasons
from directory.geo.boundaries import Boundaries
from directory.geo.districts import DistrictIndex
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder
from directory.geo.official_points import open_official_points
from directory.geo.points_sources import read_point_sources
from directory.mapping.kept_files import KeptFiles
from directory.settings import Settings, seasons_of
from directory.store.database_location import locate_database
from directory.store.engine import Store, open_store
from directory.usecases.check_parts import check_parts, try_writing
from directory.usecases.find_similar import SimilarFinder
from directory.usecases.learned_anchors import LearnedAnchors
from directory.usecases.moderation.desk import Desk
from directory.usecases.moderation.scope import Scopes
from directory.usecases.municipalities import MunicipalityBook
from directory.usecases.place_venue import VenuePlacer
from directory.usecases.read_names import NameReadings
from directory.usecases.remembering_locator import RememberingLocator
from directory.wording.languages import HOME, Language
from directory.wording.tongues import Tongues
from directory.wording.words import Words


def read_clock() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC)


class Runtime:
    """Rooms that are opened when first needed; one per process. Tests build another one instead of patching."""

    __slots__ = ("__dict__", "_spoken")  # the words stand outside of the rooms, which all languages share

    def __init__(self, settings: Settings, *, clock: Callable[[], datetime] = read_clock) -> None:
        """Opens nothing yet."""
        self.settings = settings
        self._clock = clock
        self._spoken: Words | None = None

    def speak(self, language: Language, *, with_readings: bool = False) -> Self:
        """The same rooms, opened once, with the words of a language; `with_readings` where the language has them."""
        words, other = self._tongues.words(language), object.__new__(type(self))
        other.__dict__ = self.__dict__
        other._spoken = words if with_readings else words.plain
        return other

    def now(self) -> datetime:
        """The present moment, UTC."""
        return self._clock()

    def today(self) -> date:
        """The present day in Japan; a fixed day of the settings wins."""
        return self.local_time().date()

    def minute(self) -> int:
        """Minutes since midnight in Japan; 0 on a fixed day of the settings that names no time."""
        local = self.local_time()
        return local.hour * 60 + local.minute

    def local_time(self) -> datetime:
        """The present moment in Japan; a fixed day of the settings wins."""
        fixed = self.settings.fixed_today
        return datetime.fromisoformat(fixed) if fixed else self.now().astimezone(TOKYO)

    @property
    def words(self) -> Words:
        """Sentences in the language that this runtime speaks: Japanese unless asked otherwise. Raises FileRefused."""
        return self._spoken or self._tongues.words(HOME)

    @cached_property
    def _tongues(self) -> Tongues:
        return Tongues(web_folder() / "locales", own_texts=self.settings.texts)

    @cached_property
    def store(self) -> Store:
        """The database. Raises DatabaseRefused when it is missing, empty or of another version."""
        return open_store(self.settings.database_url)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Named places."""
        return Gazetteer.open(geodata_folder())

    @cached_property
    def anchors(self) -> LearnedAnchors:
        """What confirmed pins teach their neighbours."""
        return LearnedAnchors(
            read_revision=self._read_revision,
            read_pins=self._read_confirmed_pins,
            gazetteer=self.gazetteer,
            clock=self.now,
        )

    @property
    def geocoder(self) -> Geocoder:
        """Address text -> places, by what is confirmed at this moment."""
        self.anchors.follow()
        return self._geocoder

    @cached_property
    def _geocoder(self) -> Geocoder:
        blocks, towns = open_official_points(self.settings.points_path)
        return Geocoder(self.gazetteer, finer=(blocks, self.anchors, towns))

    @cached_property
    def locator(self) -> RememberingLocator:
        """The geocoder of imports; it learns what is confirmed when a placer is opened."""
        return RememberingLocator(self._geocoder)

    @cached_property
    def municipalities(self) -> MunicipalityBook:
        """Names and codes of municipalities and designated cities."""
        return MunicipalityBook(self.gazetteer, self.locator)

    @cached_property
    def boundaries(self) -> Boundaries:
        """Outlines of municipalities and wards."""
        return Boundaries.open(geodata_folder(), self.gazetteer)

    @cached_property
    def holidays(self) -> JapaneseHolidays:
        """Public holidays."""
        return JapaneseHolidays()

    @cached_property
    def seasons(self) -> Seasons:
        """When お盆, 年末年始 and the school vacations of this place are."""
        return seasons_of(self.settings)

    @cached_property
    def catalog(self) -> CatalogHolder:
        """The public directory in memory."""
        surroundings = Surroundings(
            holidays=self.holidays,
            seasons=self.seasons,
            municipality_names=self.municipalities.municipality_name,
            town_kana=self.gazetteer.place_kana,
        )
        folder = locate_database(self.settings.database_url).shared_folder
        keeper = CatalogKeeper(self._open_published, surroundings, folder=folder, today=self.today)
        return CatalogHolder(keeper.load, self.store.public.revision, self.now)

    @cached_property
    def map_files(self) -> KeptFiles:
        """Drawn parts of the map that outlive a restart."""
        return KeptFiles.beside(locate_database(self.settings.database_url))

    @cached_property
    def desk(self) -> Desk:
        """What staff work with."""
        return Desk(
            store=self.store,
            scopes=Scopes(self.gazetteer),
            names=NameReadings(self.gazetteer),
            open_placer=self.open_placer,
        )

    @cached_property
    def similar(self) -> SimilarFinder:
        """Public listings that a registration may repeat."""
        return SimilarFinder()

    def say_sources(self) -> str:
        """Where derived positions come from, for everything that carries them; with the sources of added points."""
        added = read_point_sources(self.settings.points_path)
        return "".join(self.words.say(f"geodata.{name}") for name in ("export", *(f"added_{one}" for one in added)))

    def open_districts(self) -> DistrictIndex:
        """Districts as they are stored now."""
        schemes = self.store.public.districts()
        return DistrictIndex.build(
            tuple(district for scheme in schemes for district in scheme.districts),
            tuple(rule for scheme in schemes for rule in scheme.rules),
            tuple((code, shapely.from_geojson(text)) for scheme in schemes for code, text in scheme.outlines),
            self.boundaries,
        )

    def open_placer(self, *, points_confirmed_on: date | None = None) -> VenuePlacer:
        """Whatever turns a venue into a placement, with districts and confirmed pins as they are stored now."""
        if self.anchors.follow(at_once=True):
            self.locator.forget()
        return VenuePlacer(
            locator=self.locator,
            municipalities=self.boundaries,
            districts=self.open_districts(),
            names=self.municipalities,
            points_confirmed_on=points_confirmed_on,
        )

    def check_ready(self, now: datetime) -> dict[str, str]:
        """State of every part by name: ok, or the code of what is wrong with it."""
        # lambdas, because opening the room is what may fail
        checks: tuple[tuple[str, Callable[[], object]], ...] = (
            ("database", lambda: self.store.public.revision()),  # noqa: PLW0108
            ("write", lambda: try_writing(self.store, now=now)),
            ("geodata", lambda: self.gazetteer.municipalities()),  # noqa: PLW0108
            ("catalog", self._try_catalog),
        )
        return check_parts(checks)

    def _try_catalog(self) -> None:
        self.catalog.current()
        if self.catalog.failure is not None:
            raise self.catalog.failure

    def close(self) -> None:
        """Ends the watching of the catalog and closes the database, where they were opened."""
        for room in ("catalog", "store"):
            if room in self.__dict__:
                self.__dict__[room].close()

    def _read_revision(self) -> str:
        """Revision of the database; the catalog watches it where one is open, so that no request waits for it."""
        return self.catalog.current().revision if "catalog" in self.__dict__ else self.store.public.revision()

    def _read_confirmed_pins(self) -> tuple[Place, ...]:
        with self.store.read() as unit:
            return unit.confirmed_pins()

    @contextmanager
    def _open_published(self) -> Iterator[Published]:
        with self.store.public.view() as view:
            districts = tuple(district for scheme in view.districts() for district in scheme.districts)
            yield Published(listings=view, districts=districts)


def open_runtime(settings: Settings, *, clock: Callable[[], datetime] = read_clock) -> Runtime:
    """A runtime for these settings."""
    return Runtime(settings, clock=clock)
