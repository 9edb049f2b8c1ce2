"""What an advice desk is for: its topics, whether it is near or for experts, and how it is reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

AdviceLevel = Literal["", "near", "expert"]
"""near: 身近, whoever lives around may simply come; expert: 専門, for one kind of trouble. Empty = nobody said."""

AdviceChannel = Literal["phone", "counter", "visit", "online", "line", "mail"]

CHANNELS: tuple[AdviceChannel, ...] = get_args(AdviceChannel)


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
    channels: tuple[AdviceChannel, ...] = ()


NO_ADVICE = Advice()


def sort_advice(advice: Advice) -> Advice:
    """The same with topics and channels in the order of their tables, each once.

    Raises:
        ValueError: a topic that is none.
    """
    unknown = [code for code in advice.topics if code not in TOPIC_CODES]
    if unknown:
        message = f"unknown topic {unknown[0]}"
        raise ValueError(message)
    return Advice(
        topics=tuple(code for code in TOPIC_CODES if code in advice.topics),
        level=advice.level,
        channels=tuple(channel for channel in CHANNELS if channel in advice.channels),
    )


def fill_gaps(said: Advice, clear: Advice) -> Advice:
    """What somebody said of a desk, and of the rest what is clear by itself."""
    return Advice(
        topics=said.topics or clear.topics,
        level=said.level or clear.level,
        channels=said.channels or clear.channels,
    )
