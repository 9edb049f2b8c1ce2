"""Which page of the registration comes after which."""

from __future__ import annotations

from directory.domain.registration import LAST_STEP, FormAnswers
from directory.runtime import Runtime
from directory.usecases.registration.checks import Checker
from directory.usecases.registration.doubles import Double, find_doubles
from directory.usecases.registration.draft import build_draft
from directory.usecases.registration.marks import read_marks
from directory.usecases.registration.place import PlaceReading, read_visibility
from directory.wording.languages import HOME

PIN_STEP, CONTACT_STEP = 3, 5
"""After the place the pin is shown and, like after the contacts, listings that may be the same."""


def path_of(step: int) -> str:
    """Address of a page."""
    return f"/register/{step}"


def path_after(runtime: Runtime, step: int, answers: FormAnswers, checker: Checker, *, reached: int) -> str:
    """Where a page without problems leads. `reached`: the farthest page so far."""
    if step == PIN_STEP and needs_pin(answers, checker):
        return "/register/pin"
    if step in {PIN_STEP, CONTACT_STEP} and list_doubles(runtime, answers, checker):
        return f"/register/similar?after={step}"
    return path_of(LAST_STEP if reached >= LAST_STEP else step + 1)


def needs_pin(answers: FormAnswers, checker: Checker) -> bool:
    """Whether the pin is to be shown: of public places whose address leads to a town at least."""
    if checker.keeps_venues or answers.one("pin") or answers.one("no_pin") or read_visibility(answers) != "public":
        return False
    place = checker.addresses.read(answers).by_address
    return place is not None and place.is_pinnable


def list_doubles(runtime: Runtime, answers: FormAnswers, checker: Checker) -> tuple[Double, ...]:
    """Public listings that the sender has not been asked about; none while a published record is changed."""
    marks = read_marks(answers)
    if marks.resource_id or marks.submission_id or marks.same_as:
        return ()
    place = checker.addresses.read(answers)
    if not place.municipality:
        return ()
    draft = build_draft(answers, place, runtime.speak(HOME).words, today=runtime.today())
    found = find_doubles(draft, place, runtime.catalog.current(), runtime.similar)
    return tuple(each for each in found if each.listing.code not in marks.different)


def settle_place(answers: FormAnswers, before: FormAnswers, reading: PlaceReading) -> FormAnswers:
    """The answers with the town that was found or chosen; another address has no pin yet."""
    settled = answers.having(area=reading.area, area_choice="as_typed" if answers.one("area_choice") else "")
    is_same = all(settled.one(field) == before.one(field) for field in ("area", "lot"))
    return settled if is_same else settled.having(pin="", no_pin="")
