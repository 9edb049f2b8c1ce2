"""How values that no database knows are kept in columns: UTC moments and parsed Japanese texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Column, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Stored in UTC and handed back aware; SQLite alone would drop the time zone.

    Raises (as sqlalchemy.exc.StatementError): the moment has no time zone.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - signature of SQLAlchemy
        """The same moment in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a stored moment needs a time zone"
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - signature of SQLAlchemy
        """The same moment, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonText(TypeDecorator[Any]):
    """A frozen dataclass (or a tuple of them) as JSON text, checked against its type when read.

    Text and not the databases' own JSON types: both answer with the same bytes and no dialect function is tempting.
    """

    impl = Text
    cache_ok = True

    def __init__(self, shape: Any) -> None:  # noqa: ANN401 - a type or a generic alias such as tuple[str, ...]
        super().__init__()
        self.shape = shape
        self._decode = msgspec.json.Decoder(shape).decode

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002 - signature of SQLAlchemy
        """JSON text; None stays NULL."""
        return _encode_json(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[object], str | None]:  # noqa: ARG002 - signature of SQLAlchemy
        """The same as a plain function: an import calls it a million times."""
        return _encode_json

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002 - signature of SQLAlchemy
        """The value as it was stored."""
        return None if value is None else self._decode(value)


def _encode_json(value: object) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def json_field(shape: Any, *, nullable: bool = False, stored: str | None = None) -> Any:  # noqa: ANN401 - SQLModel's Field is untyped too
    """Field of a table that keeps a value of type `shape` as JSON text; rows older than the field hold `stored`."""
    return Field(sa_column=Column(JsonText(shape), nullable=nullable, server_default=stored))


def moment_field(*, nullable: bool = False) -> Any:  # noqa: ANN401 - SQLModel's Field is untyped too
    """Field of a table that keeps a moment in UTC."""
    return Field(sa_column=Column(UtcDateTime(), nullable=nullable))
