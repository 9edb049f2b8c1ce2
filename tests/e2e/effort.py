"""What a flow costs a person: pages, fields, keys and taps, counted while it is walked by keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unicodedata import east_asian_width
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Frame, Locator, Page

MOST_TABS = 200
"""Whatever is farther away can not be said to be within reach of a keyboard."""


BEFORE = """each => each.type !== "radio" ? 0 :
  [...each.form.elements].filter((one) => one.type === "radio" && one.name === each.name).indexOf(each)"""
GROUP = "xpath=ancestor::fieldset[1]//input[@type='radio']"


@dataclass
class Effort:
    """One flow. paths: pages in the order in which they were first seen; keys: all that were pressed, Tab included."""

    flow: str
    paths: list[str] = field(default_factory=list)
    fields: int = 0
    keys: int = 0
    taps: int = 0


class Hands:
    """Somebody at a keyboard; each move is also counted as the taps that it is on a telephone."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.effort = Effort("")
        page.on("framenavigated", self._note)

    def _note(self, frame: Frame) -> None:
        path = urlsplit(frame.url).path
        if frame == self.page.main_frame and path not in self.effort.paths:
            self.effort.paths.append(path)

    @contextmanager
    def count(self, flow: str) -> Iterator[Effort]:
        """Counts from here on, the page that is open included."""
        self.effort = Effort(flow)
        self._note(self.page.main_frame)
        yield self.effort
        self.effort = Effort("")

    def reach(self, target: Locator) -> None:
        """Goes on with the tabulator alone."""
        for _ in range(MOST_TABS):
            if target.evaluate("each => each === document.activeElement"):
                return
            self._press("Tab")
        pytest.fail(f"{target} is not reached by the keyboard")

    def write(self, label: str, text: str) -> None:
        """Types into a field; one tap chooses it."""
        self.reach(self.page.get_by_label(label, exact=False).first)
        self.page.keyboard.insert_text(text)
        self.effort.fields += 1
        self.effort.taps += 1
        # a sign of the wide sort is typed by its sound and then chosen: two keys at least
        self.effort.keys += sum(2 if east_asian_width(each) in "WF" else 1 for each in text)

    def tick(self, label: str) -> None:
        """Chooses a box, or one of several answers: the tabulator leads to the first, arrows to the others."""
        box = self.page.get_by_label(label, exact=True)
        before = box.evaluate(BEFORE)
        self.reach(box.locator(GROUP).first if before else box)
        self._press("Space")
        for _ in range(before):
            self._press("ArrowDown")
        assert box.is_checked()
        self.effort.fields += 1
        self.effort.taps += 1

    def choose(self, label: str, option: str) -> None:
        """Chooses from a list: open it, take one."""
        box = self.page.get_by_label(label)
        self.reach(box)
        steps = box.evaluate("(each, text) => [...each.options].findIndex((one) => one.text === text)", option)
        for _ in range(steps):
            self._press("ArrowDown")
        assert box.evaluate("each => each.selectedOptions[0].text") == option
        self.effort.fields += 1
        self.effort.taps += 2

    def press(self, name: str, *, role: str = "button", number: int = 0) -> None:
        """A button or a link that leads to another page."""
        self.reach(self.page.get_by_role(role, name=name).nth(number))  # type: ignore[arg-type] # button or link
        self.enter()

    def follow_link(self, url: str) -> None:
        """Opens a link of a mail."""
        self.effort.taps += 1
        self.page.goto(url)

    def enter(self) -> None:
        """Sends the form from the field where one is; on a telephone the button is tapped."""
        self.effort.taps += 1
        with self.page.expect_navigation():
            self._press("Enter")

    def _press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.effort.keys += 1


def draw_table(efforts: Iterable[Effort]) -> str:
    """One line a flow."""
    lines = ["", f"{'flow':<28}{'pages':>7}{'fields':>8}{'keys':>7}{'taps':>7}"]
    lines += [f"{one.flow:<28}{len(one.paths):>7}{one.fields:>8}{one.keys:>7}{one.taps:>7}" for one in efforts]
    return "\n".join(lines)
