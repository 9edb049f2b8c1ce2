"""What a referral sheet shall look like, as its address says it; never what somebody wrote on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args
from urllib.parse import urlencode

from fastapi import Request

from directory.site.pages.saved import read_saved

PATH = "/sheet"

Size = Literal["normal", "large", "compact"]
SIZES: tuple[Size, ...] = get_args(Size)
SWITCHED: dict[str, bool] = {"1": True, "0": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOptions:
    """Codes in the order wanted, and how they are shown.

    Attributes:
        quiet: whether the sheet is discreet; None = nobody chose, so that its places decide.
        has_box: whether there is room for handwriting.
        has_numbers: whether telephone numbers for emergencies stand at the foot.
    """

    codes: tuple[str, ...] = ()
    size: Size = "normal"
    quiet: bool | None = None
    has_map: bool = False
    has_box: bool = True
    has_numbers: bool = False

    @property
    def url(self) -> str:
        """Address of this sheet on this site; what is usual is left out."""
        asked = {
            "ids": ",".join(self.codes),
            "size": "" if self.size == "normal" else self.size,
            "quiet": "" if self.quiet is None else str(int(self.quiet)),
            "map": "1" if self.has_map else "",
            "box": "" if self.has_box else "0",
            "numbers": "1" if self.has_numbers else "",
        }
        given = {name: value for name, value in asked.items() if value}
        return f"{PATH}?{urlencode(given, safe=',')}" if given else PATH

    @property
    def shared_url(self) -> str:
        """What is passed on: which places, and that they are to be shown discreetly; the rest suits one printer."""
        return SheetOptions(codes=self.codes, quiet=self.quiet).url

    def without(self, code: str) -> SheetOptions:
        """The same sheet with one place less."""
        return replace(self, codes=tuple(each for each in self.codes if each != code))

    def moved(self, code: str, by: int) -> SheetOptions:
        """The same sheet with one place further up (-1) or down (1); at the ends nothing moves."""
        codes = [each for each in self.codes if each != code]
        at = self.codes.index(code) + by
        codes.insert(min(max(at, 0), len(codes)), code)
        return replace(self, codes=tuple(codes))


def read_options(request: Request) -> SheetOptions:
    """The options of an address; what it says wrongly counts as not said. There may be more codes than fit."""
    given = request.query_params
    size = given.get("size", "")
    return SheetOptions(
        codes=read_saved(request),
        size=next((each for each in SIZES if each == size), "normal"),
        quiet=SWITCHED.get(given.get("quiet", "")),
        has_map=SWITCHED.get(given.get("map", ""), False),
        has_box=SWITCHED.get(given.get("box", ""), True),
        has_numbers=SWITCHED.get(given.get("numbers", ""), False),
    )
