"""What an advice desk is for: its topics, whether it is near or for experts, and how it is reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

AdviceLevel = Literal["", "near", "expert"]
"""near: 身近, whoever lives around may simply come; expert: 専門, for one kind of trouble. Empty = nobody said."""

Channel = Literal["phone", "counter", "visit", "online", "line", "mail"]

CHANNELS: tuple[Channel, ...] = get_args(Channel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One kind of trouble. Its code stands in addresses of pages, so that it must betray nobody."""

    code: str
    is_sensitive: bool = False


TOPICS: tuple[Topic, ...] = (
    Topic(code="childcare"),
    Topic(code="birth"),
    Topic(code="growth"),
    Topic(code="school"),
    Topic(code="living"),
    Topic(code="work"),
    Topic(code="single"),
    Topic(code="safety", is_sensitive=True),
    Topic(code="mind"),
    Topic(code="disability"),
    Topic(code="care"),
    Topic(code="foreign"),
    Topic(code="anything"),
)
"""In the order in which they are offered. safety: 虐待・DV; anything: desks that listen to whatever it is."""

ANYTHING = "anything"

TOPIC_CODES: tuple[str, ...] = tuple(topic.code for topic in TOPICS)

SENSITIVE_TOPICS: frozenset[str] = frozenset(topic.code for topic in TOPICS if topic.is_sensitive)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What is known of a desk; what nobody said is empty.

    Attributes:
        topics: codes of `TOPICS`, in their order.
        channels: in the order of `CHANNELS`.
    """

    topics: tuple[str, ...] = ()
    level: AdviceLevel = ""
    channels: tuple[Channel, ...] = ()


NO_ADVICE = Advice()
