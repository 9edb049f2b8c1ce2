"""One file per thing somebody wants done."""
