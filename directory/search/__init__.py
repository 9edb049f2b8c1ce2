"""Fuzzy Japanese text search in memory."""
