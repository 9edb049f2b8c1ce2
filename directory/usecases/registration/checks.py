"""What has to be mended on one page before the next one can come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from directory.domain.draft import NAME_LIMIT
from directory.domain.registration import FIELD_LIMIT, STEP_FIELDS, TEXT_LIMIT, FieldProblem, FormAnswers
from directory.usecases.registration.audience import read_fees
from directory.usecases.registration.contacts import read_contacts
from directory.usecases.registration.dates import read_schedule
from directory.usecases.registration.place import AddressReader, is_nowhere
from directory.usecases.registration.spelling import tidy
from directory.wording.words import Words

LONG_FIELDS = {"text": TEXT_LIMIT, "name": NAME_LIMIT}
"""Fields with a limit of their own; a longer published text may stay as long as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """Checks pages.

    Attributes:
        keeps_venues: the record has several venues, which the form does not ask.
        longest_text: a published text may be longer than a new one.
        seen: the answers with which the form of a published record began; a page that nobody touched is well.
    """

    addresses: AddressReader
    words: Words
    today: date
    keeps_venues: bool = False
    longest_text: int = TEXT_LIMIT
    seen: FormAnswers | None = None

    def check(self, step: int, answers: FormAnswers) -> tuple[FieldProblem, ...]:
        """Problems of one page in the order of its fields."""
        if self.seen is not None and answers.of_step(step) == self.seen.of_step(step):
            return ()
        found = (*self._find_long(step, answers), *self._check_content(step, answers))
        order = STEP_FIELDS[step]
        return tuple(sorted(found, key=lambda problem: order.index(problem.field)))

    def first_open_step(self, answers: FormAnswers, *, until: int) -> int | None:
        """The first page before `until` that something is missing on; None when all are well."""
        return next((step for step in range(1, until) if self.check(step, answers)), None)

    def _check_content(self, step: int, answers: FormAnswers) -> tuple[FieldProblem, ...]:
        match step:
            case 1:
                is_named = bool(tidy(answers.one("name")))
                return () if is_named else (FieldProblem(field="name", code="name_missing"),)
            case 2:
                return read_fees(answers, self.words).problems
            case 3:
                return () if self.keeps_venues or self._keeps_town(answers) else self.addresses.read(answers).problems
            case 4:
                keeps = bool(answers.one("keeps_schedule"))
                return () if keeps else read_schedule(answers, today=self.today).problems
            case 5:
                return read_contacts(answers).problems
            case _:
                return ()

    def _keeps_town(self, answers: FormAnswers) -> bool:
        """Whether a published service without a place stays in its municipality, which its form does not repeat."""
        is_still_nowhere = self.seen is not None and is_nowhere(self.seen) and is_nowhere(answers)
        return is_still_nowhere and not (answers.one("area") or answers.one("postal"))

    def _find_long(self, step: int, answers: FormAnswers) -> tuple[FieldProblem, ...]:
        limits = LONG_FIELDS | {"text": self.longest_text, "message": 1_000}
        return tuple(
            FieldProblem(field=field, code="too_long", facts=(("n", str(limits.get(field, FIELD_LIMIT))),))
            for field in STEP_FIELDS[step]
            if len(answers.one(field)) > limits.get(field, FIELD_LIMIT)
        )
