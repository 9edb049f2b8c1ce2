"""Copy the first line of every module into ARCHITECTURE.md, between its two marks."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
DOCUMENT = CHECKOUT / "ARCHITECTURE.md"
BEGIN, END = "<!-- modules -->", "<!-- /modules -->"


def describe_modules() -> str:
    """One line per module of the package: path and the first line of its docstring."""
    lines = []
    for path in sorted((CHECKOUT / "directory").rglob("*.py")):
        name = path.relative_to(CHECKOUT)
        if name.name == "__init__.py" and name.parts != ("directory", "__init__.py"):
            name = name.parent
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        first = docstring.partition("\n\n")[0].replace("\n", " ")
        lines.append(f"- `{name}{'/' if path.name == '__init__.py' else ''}` — {first}")
    return "\n".join(lines)


def fill(document: str) -> str:
    """The document with the list of modules between the marks."""
    head, _, rest = document.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{describe_modules()}\n{END}{tail}"


def main() -> int:
    """Rewrites ARCHITECTURE.md."""
    DOCUMENT.write_text(fill(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
