"""What the server itself notes beside the answers of an unfinished registration; no page can post it."""

from __future__ import annotations

from dataclasses import dataclass

from directory.domain.registration import FormAnswers

_PREFIX = "_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Notes of one registration.

    Attributes:
        key: Idempotency-Key under which it is sent, once.
        resource_id: of the record that it changes; empty for a new one. base_version: of that record.
        is_prefilled: the form began with the published record, so that blanks mean something.
        submission_id: of a registration that was sent and is corrected before anybody decided.
        same_as: code of the listing that its sender recognised. different: codes of those that it is not.
        account_id: of a signed-in sender. email: address that a mailed link has proved.
    """

    key: str = ""
    resource_id: str = ""
    base_version: int = 0
    is_prefilled: bool = False
    submission_id: str = ""
    same_as: str = ""
    different: tuple[str, ...] = ()
    account_id: str = ""
    email: str = ""


def read_marks(answers: FormAnswers) -> Marks:
    """The notes among the answers."""
    version = answers.one(f"{_PREFIX}version")
    return Marks(
        key=answers.one(f"{_PREFIX}key"),
        resource_id=answers.one(f"{_PREFIX}resource"),
        base_version=int(version) if version.isdecimal() else 0,
        is_prefilled=bool(answers.one(f"{_PREFIX}prefilled")),
        submission_id=answers.one(f"{_PREFIX}submission"),
        same_as=answers.one(f"{_PREFIX}same"),
        different=tuple(answers.one(f"{_PREFIX}different").split()),
        account_id=answers.one(f"{_PREFIX}account"),
        email=answers.one(f"{_PREFIX}email"),
    )


def write_marks(answers: FormAnswers, marks: Marks) -> FormAnswers:
    """The answers with these notes."""
    values = {
        "key": marks.key,
        "resource": marks.resource_id,
        "version": str(marks.base_version or ""),
        "prefilled": "yes" if marks.is_prefilled else "",
        "submission": marks.submission_id,
        "same": marks.same_as,
        "different": " ".join(marks.different),
        "account": marks.account_id,
        "email": marks.email,
    }
    return answers.having(**{f"{_PREFIX}{name}": value for name, value in values.items()})


def drop_marks(answers: FormAnswers) -> FormAnswers:
    """What people typed, alone."""
    return FormAnswers(tuple(pair for pair in answers.pairs if not pair[0].startswith(_PREFIX)))
