"""One JSON line per event on standard error: time, level, request id, route template, status, milliseconds."""

from __future__ import annotations

import sys

import structlog


def open_log() -> structlog.typing.FilteringBoundLogger:
    """A logger of its own; nothing global is configured, so that tests and embedding programs keep their logs."""
    logger: structlog.typing.FilteringBoundLogger = structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(0),
    )
    return logger
