"""/edit/{token} and /r/{code}/edit: the way for operators to what is published about them."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.domain.actor import Actor
from directory.domain.errors import NotFound
from directory.domain.mail import Mail
from directory.domain.mail_address import read_mail_address
from directory.domain.permission import Thing, can
from directory.domain.registration import FieldProblem
from directory.domain.resource import Resource
from directory.runtime import Runtime
from directory.site.actor import ActorDep
from directory.site.dependencies import RuntimeDep
from directory.site.limits import spend_person
from directory.site.mail_links import mail_origin
from directory.site.pages.register.steps import Mistake, say_problems
from directory.site.pages.register.wizard import UNKEPT, FormDep, field_of, go_to, keep_token
from directory.site.templating import send_page
from directory.usecases.registration.published import (
    Editable,
    begin_edit,
    editable_record,
    find_editable,
    find_published,
    mail_edit_link,
)
from directory.usecases.registration.unfinished import hash_token


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPage:
    """Context of register/edit.html.

    Attributes:
        name: of the activity; empty when the link opens nothing any more.
        may_edit: a button begins at once; otherwise a link is mailed to the address of the operator.
        was_asked: a link was asked for; whether one was sent is not told.
    """

    template: ClassVar[str] = "register/edit.html"

    name: str
    action: str
    may_edit: bool
    was_asked: bool = False
    mistakes: tuple[Mistake, ...] = ()


router = APIRouter(include_in_schema=False)


@router.get("/edit/{token}")
def send_edit(request: Request, runtime: RuntimeDep, token: str) -> Response:
    """A button; opening the link changes nothing."""
    editable = find_editable(runtime.store, token, now=runtime.now())
    if editable is None:
        page = EditPage(name="", action="", may_edit=False)
        return send_page(request, page, status=HTTPStatus.GONE, headers=UNKEPT)
    page = EditPage(name=editable.draft.name, action=f"/edit/{token}", may_edit=True)
    return send_page(request, page, headers=UNKEPT)


@router.post("/edit/{token}")
def take_edit(request: Request, runtime: RuntimeDep, token: str) -> Response:
    """Opens the form, filled in."""
    editable = find_editable(runtime.store, token, now=runtime.now())
    return _begin(request, runtime, editable) if editable else go_to(f"/edit/{token}")


@router.get("/r/{code}/edit")
def send_edit_listing(request: Request, runtime: RuntimeDep, actor: ActorDep, code: str) -> Response:
    """For whoever keeps the listing up to date: a button when signed in, else a mailed link."""
    resource = _published(runtime, code)
    page = EditPage(name=resource.draft.name, action=f"/r/{code}/edit", may_edit=_may_edit(actor, resource))
    return send_page(request, page, headers=UNKEPT)


@router.post("/r/{code}/edit")
def take_edit_listing(request: Request, runtime: RuntimeDep, fields: FormDep, actor: ActorDep, code: str) -> Response:
    """Opens the form, or mails a link; the answer is the same for addresses that belong to the listing and others."""
    resource = _published(runtime, code)
    action = f"/r/{code}/edit"
    if _may_edit(actor, resource):
        return _begin(request, runtime, editable_record(resource, account_id=actor.account_id))
    address = read_mail_address(field_of(fields, "email"))
    if address is None:
        mistakes = say_problems((FieldProblem(field="email", code="email_unreadable"),), runtime.words)
        page = EditPage(name=resource.draft.name, action=action, may_edit=False, mistakes=mistakes)
        return send_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY, headers=UNKEPT)
    spend_person(request, "sign_in", address)
    origin = mail_origin(request)

    def write(token: str) -> Mail:
        words, site = runtime.words.plain, runtime.settings.site_name
        name = resource.draft.name
        return Mail(
            kind="edit",
            to=address,
            subject=words.say("mail.edit_subject", site=site, name=name),
            body=words.say("mail.edit_body", name=name, url=f"{origin}/edit/{token}", site=site),
            dedup_key=f"edit:{hash_token(token)[:32]}",
        )

    mail_edit_link(runtime.store, resource, address, write, now=runtime.now())
    page = EditPage(name=resource.draft.name, action=action, may_edit=False, was_asked=True)
    return send_page(request, page, headers=UNKEPT)


def _begin(request: Request, runtime: Runtime, editable: Editable) -> Response:
    opened = begin_edit(runtime.store, editable, today=runtime.today(), now=runtime.now())
    return keep_token(request, go_to("/register/7"), opened)


def _published(runtime: Runtime, code: str) -> Resource:
    """The record of a listing.

    Raises:
        NotFound: there is none, or it is hidden.
    """
    resource = find_published(runtime.store, code)
    if resource is None:
        raise NotFound("listing_unknown")
    return resource


def _may_edit(actor: Actor, resource: Resource) -> bool:
    thing = Thing(
        municipality=resource.draft.municipality,
        districts=frozenset(
            f"{each.scheme}:{each.code}" for placement in resource.placements for each in placement.districts
        ),
        resource_id=resource.id,
        visibility=resource.draft.visibility,
    )
    return can(actor, "edit_record", thing) in {"allowed", "proposes"}
