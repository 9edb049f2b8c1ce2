"""What a page shows of published texts, letter by letter, and where its links lead."""

from __future__ import annotations

SHOWN = 60
"""Characters of a text that a card shows at most."""


def text_of(page, selector: str = "body") -> str:
    return " ".join(page.locator(selector).evaluate("each => each.textContent").split())


def cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1]


def missing(text: str, wanted) -> list[str]:
    return [each for each in wanted if " ".join(each.split()) not in text]


def leads_nowhere_else(page) -> None:
    """No link, form or picture took a published address that runs."""
    bad = page.evaluate(
        """() => [...document.querySelectorAll('[href], [src], [action], [formaction]')]
            .map((each) => each.href?.baseVal ?? each.href ?? each.src ?? each.action)
            .filter((url) => !/^(https?:|tel:|mailto:|data:image|\\/static\\/|#sign-)/.test(url))"""
    )
    assert bad == []


def hover_everything(page, selector: str) -> None:
    page.locator(selector).evaluate_all(
        """(all) => {
            for (const each of all) for (const kind of ["mouseover", "mouseenter", "focusin", "mouseout"]) {
                each.dispatchEvent(new MouseEvent(kind, { bubbles: true }));
            }
        }"""
    )
