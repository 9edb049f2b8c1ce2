"""Words -> points -> districts."""
