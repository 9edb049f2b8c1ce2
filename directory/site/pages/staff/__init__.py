"""Pages for staff: the queue, what was sent in, records, organizations, what needs attention."""
