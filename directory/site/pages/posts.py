"""/posts: somebody writes what their organization asks for or offers, and takes it back in one tap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import ClassVar
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response

from directory.domain.actor import Actor
from directory.domain.post import LONGEST_CONTACT, LONGEST_TEXT, LONGEST_TIME, POST_KINDS, Post, Speaker, find_problems
from directory.runtime import Runtime
from directory.site.actor import ActorDep, require_sign_in
from directory.site.coming_days import read_day
from directory.site.dependencies import RuntimeDep
from directory.site.form_token import FORM_TOKEN, HONEYPOT, FormTokens
from directory.site.limits import spend_person
from directory.site.pages.register.steps import Mistake
from directory.site.pages.register.wizard import UNKEPT, go_to
from directory.site.pages.staff.form_fields import Fields, FieldsDep
from directory.site.phrasing.day import phrase_last_day
from directory.site.templating import send_page
from directory.usecases.network_posts import (
    SpokenPost,
    find_speakers,
    list_own_posts,
    withdraw_own_post,
    write_post,
)

PURPOSE = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """One post of whoever is signed in. until: its last day in words."""

    spoken: SpokenPost
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePage:
    """Context of networks/write.html. network: to which the choice is narrowed, empty = any; first, last: ISO 8601."""

    template: ClassVar[str] = "networks/write.html"

    network: str
    speakers: tuple[Speaker, ...]
    own: tuple[OwnLine, ...]
    answers: Fields
    first: str
    last: str
    key: str
    token: str
    is_sent: bool = False
    mistakes: tuple[Mistake, ...] = ()
    longest_text: int = LONGEST_TEXT
    longest_contact: int = LONGEST_CONTACT
    token_field: str = FORM_TOKEN
    honeypot: str = HONEYPOT

    def mistake_of(self, field: str) -> str:
        """What is wrong with a field; empty when nothing is."""
        return next((each.text for each in self.mistakes if each.field == field), "")


router = APIRouter(include_in_schema=False, prefix="/posts")


@router.get("")
def send_form(request: Request, runtime: RuntimeDep, actor: ActorDep, network: str = "") -> Response:
    """The form, and below it what one has written; where one speaks for nobody it says who does."""
    require_sign_in(actor)
    return _show(request, runtime, actor, network=network, is_sent="sent" in request.query_params)


@router.post("")
def take_post(request: Request, runtime: RuntimeDep, actor: ActorDep, fields: FieldsDep) -> Response:
    """Keeps the post until a moderator has seen it."""
    require_sign_in(actor)
    network, day = fields.one("network"), read_day(fields.one("day"))
    found = _find_mistakes(runtime, actor, fields, day)
    kind = next((each for each in POST_KINDS if each == fields.one("kind")), None)
    if found or kind is None or day is None:
        return _show(request, runtime, actor, network=network, answers=fields, mistakes=found)
    spend_person(request, "submission", actor.account_id)
    post = Post(
        id=_read_key(fields),
        organization_id=fields.one("organization"),
        account_id=actor.account_id,
        kind=kind,
        text=_text_of(fields),
        contact=fields.one("contact"),
        expires_on=day,
    )
    write_post(runtime.desk, actor, post, now=runtime.now())
    return go_to("/posts?sent=1")


@router.post("/{post_id}/withdraw")
def withdraw(runtime: RuntimeDep, actor: ActorDep, post_id: str) -> Response:
    """Nobody sees it any more."""
    withdraw_own_post(runtime.desk, actor, post_id, now=runtime.now())
    return go_to("/posts")


def _show(
    request: Request,
    runtime: Runtime,
    actor: Actor,
    *,
    network: str,
    answers: Fields | None = None,
    mistakes: tuple[Mistake, ...] = (),
    is_sent: bool = False,
) -> Response:
    today = runtime.today()
    own = list_own_posts(runtime.desk, actor, today)
    page = WritePage(
        network=network,
        speakers=find_speakers(runtime.desk, actor, network),
        own=tuple(OwnLine(spoken=each, until=phrase_last_day(each.post.expires_on, runtime.words)) for each in own),
        answers=answers or Fields(),
        first=today.isoformat(),
        last=(today + LONGEST_TIME).isoformat(),
        key=_read_key(answers or Fields()),
        token=FormTokens(runtime.store.secret).issue(PURPOSE, now=runtime.now()),
        is_sent=is_sent,
        mistakes=mistakes,
    )
    return send_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY if mistakes else 200, headers=UNKEPT)


def _find_mistakes(runtime: Runtime, actor: Actor, fields: Fields, day: date | None) -> tuple[Mistake, ...]:
    words, codes = runtime.words, []
    if fields.one("organization") not in {each.id for each in find_speakers(runtime.desk, actor)}:
        codes.append("organization_missing")
    codes.extend(find_problems(fields.one("kind"), _text_of(fields), fields.one("contact"), day, today=runtime.today()))
    verdict = FormTokens(runtime.store.secret).judge(PURPOSE, dict(fields.pairs), now=runtime.now())
    if not codes and verdict != "person":
        codes.append("kind_again")
    limits = {"text": LONGEST_TEXT, "contact": LONGEST_CONTACT, "last": LONGEST_TIME.days}
    return tuple(Mistake(field=code.split("_")[0], text=words.say(f"post_error.{code}", **limits)) for code in codes)


def _text_of(fields: Fields) -> str:
    """The text with the line ends that the limit counts: browsers send two characters for each."""
    return fields.one("text").replace("\r\n", "\n")


def _read_key(fields: Fields) -> str:
    """The id that the form gave the post, so that sending it twice keeps it once."""
    try:
        return str(UUID(fields.one("key"), version=4))
    except ValueError:
        return str(uuid4())
