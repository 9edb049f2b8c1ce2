"""Japanese text <-> values. Pure functions."""
