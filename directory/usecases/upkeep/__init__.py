"""Keeping listings true: operators are asked whether they go on, and answer by mail, card or telephone."""
