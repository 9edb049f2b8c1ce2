"""The public directory, in memory: one immutable snapshot, one filter."""
