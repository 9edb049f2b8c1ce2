"""Mails to whoever sent something in: it was published, or it comes back with a question."""

from __future__ import annotations

from dataclasses import dataclass

from directory.domain.mail import Mail
from directory.domain.submission import Decision
from directory.usecases.moderation.decide import NEW_PLACE, Case
from directory.wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What mails say of the site. url: of the site, empty when it does not know its address."""

    words: Words
    site: str
    phone: str = ""
    url: str = ""


def write_letter(case: Case, decision: Decision, reply: str, head: Letterhead) -> Mail | None:
    """The mail about a decision; None when there is no address that its sender has proved to own."""
    if not case.answer_to:
        return None
    submission = case.submission
    name = submission.draft.name if submission.draft else case.resource.draft.name if case.resource else ""
    kind = "published" if decision == "publish" else "returned"
    facts = {"site": head.site, "name": name, "code": submission.code, "reply": reply.strip()}
    path = NEW_PLACE if kind == "published" else f"r/{case.resource.keys[0].code}" if case.resource else ""
    link = f"{head.url}/{path}" if head.url else ""
    lines = [head.words.say(f"mail.{kind}_body", **facts)]
    if kind == "published" and reply.strip():
        lines.append(reply.strip())
    if link:
        lines.append(link)
    if head.phone:
        lines.append(head.words.say("mail.decision_phone", phone=head.phone))
    return Mail(
        kind=kind,
        to=case.answer_to,
        subject=head.words.say(f"mail.{kind}_subject", **facts),
        body="\n\n".join((*lines, head.site)) + "\n",
        dedup_key="",
    )
