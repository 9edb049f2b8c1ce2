"""What staff do with records and with what was sent in: read, edit, decide, undo."""
