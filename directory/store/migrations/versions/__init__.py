"""The steps, one module each, never edited once released."""
