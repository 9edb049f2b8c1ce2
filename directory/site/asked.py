"""A request that asks a question, read in one step: runtime, headers of the answer, question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from directory.catalog.criteria import Criteria
from directory.catalog.find import Found
from directory.runtime import Runtime
from directory.site.caching import keep_headers
from directory.site.dependencies import answer_question, read_criteria, read_runtime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an endpoint needs that answers a question.

    Attributes:
        headers: of the answer, see `caching.cache_headers`.
    """

    runtime: Runtime
    headers: dict[str, str]
    criteria: Criteria

    def find(self) -> Found:
        """All listings of the present snapshot that answer the question."""
        return answer_question(self.runtime, self.criteria)


async def answer_asked(request: Request, answer: Callable[[Asked], Response]) -> Response:
    """The answer to a question, made in a thread.

    As dependencies of the endpoint the parts of a question cost half a millisecond more: each is looked up, solved and
    passed on by itself, and the runtime twice.

    Raises:
        NotModified: the request names the ETag of the present revision.
        RequestRefused: a value can not be understood.
    """
    runtime = read_runtime(request)
    headers = await keep_headers(request, runtime)
    asked = Asked(runtime=runtime, headers=headers, criteria=await read_criteria(request))
    return await run_in_threadpool(answer, asked)
