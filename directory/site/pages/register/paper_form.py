"""/register/paper: the same questions in the same order on paper, with the address of the form as a QR code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.domain.category import ROOTS
from directory.domain.registration import OFFERED_FACTS
from directory.formats.qr_code import QrCode, draw_qr
from directory.site.caching import CacheDep
from directory.site.pages.register.views import REPETITIONS, STAGES
from directory.site.public_address import keep_private, page_origin
from directory.site.templating import send_page
from directory.usecases.registration.audience import ONLY_FACTS
from directory.usecases.registration.dates import CLOSED_CHOICES


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """Context of register/paper.html. code: of the form's address; None when the site does not know its own."""

    template: ClassVar[str] = "register/paper.html"

    qr: QrCode | None
    address: str
    kinds: tuple[str, ...] = tuple(root.code for root in ROOTS)
    stages: tuple[str, ...] = STAGES
    only: tuple[str, ...] = ONLY_FACTS
    repetitions: tuple[str, ...] = REPETITIONS
    closed: tuple[str, ...] = CLOSED_CHOICES
    facts: tuple[str, ...] = OFFERED_FACTS


router = APIRouter(include_in_schema=False)


@router.get("/register/paper")
def send_paper(request: Request, headers: CacheDep) -> Response:
    """One form of two A4 pages, to be printed."""
    origin = page_origin(request)
    address = f"{origin}/register" if origin else ""
    page = PaperPage(qr=draw_qr(address) if address else None, address=address)
    return send_page(request, page, headers=keep_private(request, headers))
