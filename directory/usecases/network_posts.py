"""Posts of organizations: written by who speaks for them, published or returned by a moderator, withdrawn at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from directory.domain.access import nothing_there, require, require_sign_in
from directory.domain.actor import Actor
from directory.domain.audit import AuditEntry
from directory.domain.errors import Conflict
from directory.domain.mail import Mail
from directory.domain.permission import Thing, can
from directory.domain.post import Post, Speaker
from directory.store.people import People
from directory.store.posts import PostReader
from directory.store.unit import WriteUnit
from directory.usecases.moderation.desk import Desk
from directory.usecases.moderation.letters import Letterhead

PostDecision = Literal["published", "returned", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenPost:
    """A post with the organization that it speaks for."""

    post: Post
    speaker: Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDesk:
    """What a moderator sees: what waits, and what everybody sees now."""

    waiting: tuple[SpokenPost, ...]
    published: tuple[SpokenPost, ...]


def find_speakers(desk: Desk, actor: Actor, network: str = "") -> tuple[Speaker, ...]:
    """Organizations of a network (empty = of any) in whose name the actor may write.

    Those of the records that the actor keeps up to date, and for a moderator those of the municipality.

    Raises:
        Unauthenticated: nobody is signed in.
    """
    require_sign_in(actor)
    with desk.store.read() as unit:
        return unit.posts.speakers(
            network=network, resource_ids=tuple(sorted(actor.owned)), municipalities=moderated_codes(desk, actor)
        )


def moderated_codes(desk: Desk, actor: Actor) -> tuple[str, ...]:
    """Municipalities whose posts the actor decides; none without the second factor."""
    codes = desk.scopes.codes_of(actor)
    return tuple(code for code in codes if can(actor, "decide_submission", _thing(desk, code)) == "allowed")


def write_post(desk: Desk, actor: Actor, post: Post, *, now: datetime) -> None:
    """Keep a post until a moderator has seen it; sending it twice keeps it once.

    Raises:
        Unauthenticated: nobody is signed in.
        NotFound: the actor does not speak for that organization; nothing is kept.
    """
    if post.organization_id not in {each.id for each in find_speakers(desk, actor)}:
        raise nothing_there()
    with desk.store.write(now=now) as unit:
        unit.posts.add(post)


def list_own_posts(desk: Desk, actor: Actor, today: date) -> tuple[SpokenPost, ...]:
    """What the actor wrote and has not run out."""
    with desk.store.read() as unit:
        posts = unit.posts.of_account(actor.account_id)
        return _spoken(unit.posts, tuple(post for post in posts if post.expires_on >= today))


def list_desk(desk: Desk, actor: Actor, today: date) -> PostDesk:
    """Posts of the moderator's municipalities that have not run out."""
    codes = moderated_codes(desk, actor)
    with desk.store.read() as unit:
        return PostDesk(
            waiting=_spoken(unit.posts, unit.posts.of_municipalities(codes, "pending", today)),
            published=_spoken(unit.posts, unit.posts.of_municipalities(codes, "published", today)),
        )


def withdraw_own_post(desk: Desk, actor: Actor, post_id: str, *, now: datetime) -> None:
    """Take a post back, published or not; a second time does nothing.

    Raises:
        Unauthenticated: nobody is signed in.
        NotFound: somebody else wrote it.
    """
    require_sign_in(actor)
    with desk.store.write(now=now) as unit:
        post = unit.posts.find(post_id)
        if post is None or post.account_id != actor.account_id:
            raise nothing_there()
        unit.posts.change(post_id, "withdrawn")


def decide_post(
    desk: Desk, actor: Actor, post_id: str, decision: PostDecision, *, reply: str, head: Letterhead, now: datetime
) -> None:
    """Publish, return or take down a post, and tell its author, in one transaction.

    Raises:
        AccessRefused, NotFound: it is none of the actor's business, or there is none.
        Conflict: post_decided: somebody was first, or its author withdrew it.
    """
    with desk.store.write(now=now) as unit:
        found = _find(unit, post_id)
        require(actor, "decide_submission", _thing(desk, found.speaker.municipality), object_id=post_id)
        if not unit.posts.change(post_id, decision, reply=reply):
            raise Conflict("post_decided")
        unit.audit.record(
            AuditEntry(at=now, account_id=actor.account_id, action="decide_post", object_id=post_id, outcome=decision)
        )
        letter = _write_letter(unit, found, decision, reply, head)
        if letter is not None and found.post.account_id != actor.account_id:
            unit.outbox.enqueue(letter, next_at=now)


def _find(unit: WriteUnit, post_id: str) -> SpokenPost:
    post = unit.posts.find(post_id)
    speaker = unit.posts.organization(post.organization_id) if post else None
    if post is None or speaker is None:
        raise nothing_there()
    return SpokenPost(post=post, speaker=speaker)


def _spoken(posts: PostReader, found: tuple[Post, ...]) -> tuple[SpokenPost, ...]:
    speakers = {post.organization_id: posts.organization(post.organization_id) for post in found}
    return tuple(
        SpokenPost(post=post, speaker=speaker)
        for post in found
        if (speaker := speakers[post.organization_id]) is not None
    )


def _write_letter(unit: People, found: SpokenPost, decision: PostDecision, reply: str, head: Letterhead) -> Mail | None:
    author = unit.accounts.find(found.post.account_id)
    if author is None:
        return None
    facts = {"site": head.site, "name": found.speaker.name, "text": found.post.text, "reply": reply}
    lines = [head.words.say(f"mail.post_{decision}_body", **facts), reply, f"{head.url}/posts" if head.url else ""]
    if head.phone:
        lines.append(head.words.say("mail.decision_phone", phone=head.phone))
    return Mail(
        kind=f"post_{decision}",
        to=author.email,
        subject=head.words.say(f"mail.post_{decision}_subject", **facts),
        body="\n\n".join(line for line in (*lines, head.site) if line) + "\n",
        dedup_key=f"post:{found.post.id}:{decision}",
    )


def _thing(desk: Desk, municipality: str) -> Thing:
    return Thing(municipality=municipality, city=desk.scopes.city_of(municipality))
