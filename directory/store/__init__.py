"""Everything that touches the database; nothing else does."""
