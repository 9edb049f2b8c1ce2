"""/login/totp: staff give the code of their app, or set the app up with its first code."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, ClassVar

from fastapi import APIRouter, Form, Request, Response
from itsdangerous import BadData, URLSafeSerializer

from directory.domain.errors import SignInRefused
from directory.domain.sign_in import own_path
from directory.formats.qr_code import QrCode, draw_qr
from directory.runtime import Runtime
from directory.site.actor import SignedInDep
from directory.site.dependencies import RuntimeDep
from directory.site.pages.sign_in_form import ACCOUNT_PATH, SECRET_PAGE, Field, give_session, go_to, refused_field
from directory.site.templating import send_page
from directory.usecases.second_factor import describe_enrolment, enrol, give_second_factor, new_totp_secret
from directory.usecases.sessions import SignedIn

OFFER_SALT = "totp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A new secret for an app: as a QR code, as text, and signed as the form sends it back."""

    qr: QrCode
    spelled: str
    signed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorPage:
    """Context of login/totp.html. offer: only while no app is set up."""

    template: ClassVar[str] = "login/totp.html"

    code: Field
    wanted: str
    offer: Offer | None


router = APIRouter(include_in_schema=False)


@router.get("/login/totp")
def send_second_factor(request: Request, runtime: RuntimeDep, signed_in: SignedInDep) -> Response:
    """The form; without an app, a new secret that nothing remembers until its first code comes back."""
    wanted = own_path(request.query_params.get("next", ""))
    if signed_in is None:
        return go_to("/login", next=wanted)
    if not _is_needed(signed_in):
        return go_to(wanted or ACCOUNT_PATH)
    return _send_form(request, runtime, signed_in, secret=new_totp_secret(), wanted=wanted)


@router.post("/login/totp")
def take_second_factor(
    request: Request,
    runtime: RuntimeDep,
    signed_in: SignedInDep,
    code: Annotated[str, Form()] = "",
    offered: Annotated[str, Form()] = "",
    wanted: Annotated[str, Form(alias="next")] = "",
) -> Response:
    """Takes a code; the session gets a new value."""
    wanted = own_path(wanted)
    if signed_in is None:
        return go_to("/login", next=wanted)
    if not _is_needed(signed_in):
        return go_to(wanted or ACCOUNT_PATH)
    secret = signed_in.account.totp_secret or _read_offer(runtime, signed_in, offered)
    try:
        cookie = _take(runtime, signed_in, secret, code)
    except SignInRefused as refused:
        # the code is not kept in the field: the next one is another
        field = refused_field(refused, runtime.words)
        return _send_form(request, runtime, signed_in, secret=secret, wanted=wanted, code=field)
    response = go_to(wanted or ACCOUNT_PATH)
    give_session(request, response, cookie, signed_in.account)
    return response


def _is_needed(signed_in: SignedIn) -> bool:
    return signed_in.account.is_staff and not signed_in.session.is_verified


def _take(runtime: Runtime, signed_in: SignedIn, secret: str, code: str) -> str:
    if signed_in.account.totp_secret:
        return give_second_factor(runtime.store, signed_in, code, now=runtime.now())
    return enrol(runtime.store, signed_in, secret, code, now=runtime.now())


def _send_form(
    request: Request,
    runtime: Runtime,
    signed_in: SignedIn,
    *,
    secret: str,
    wanted: str,
    code: Field = Field(),  # noqa: B008 (a frozen value)
) -> Response:
    has_app = bool(signed_in.account.totp_secret)
    page = SecondFactorPage(
        code=code, wanted=wanted, offer=None if has_app else _make_offer(runtime, signed_in, secret)
    )
    status = HTTPStatus.BAD_REQUEST if code.error else HTTPStatus.OK
    return send_page(request, page, status=status, headers=SECRET_PAGE)


def _make_offer(runtime: Runtime, signed_in: SignedIn, secret: str) -> Offer:
    enrolment = describe_enrolment(secret, email=signed_in.account.email, site_name=runtime.settings.site_name)
    signed = _serializer(runtime).dumps([signed_in.account.id, secret])
    return Offer(qr=draw_qr(enrolment.uri), spelled=enrolment.spelled, signed=str(signed))


def _read_offer(runtime: Runtime, signed_in: SignedIn, offered: str) -> str:
    """The secret of the form that came back; a new one when it is not ours, whose first code nobody can know."""
    try:
        account_id, secret = _serializer(runtime).loads(offered)
    except (BadData, TypeError, ValueError):
        return new_totp_secret()
    return str(secret) if account_id == signed_in.account.id else new_totp_secret()


def _serializer(runtime: Runtime) -> URLSafeSerializer:
    return URLSafeSerializer(runtime.store.secret, salt=OFFER_SALT)
