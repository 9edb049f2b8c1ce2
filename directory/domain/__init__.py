"""Words and rules of the directory: no files, no network, no framework, no clock."""
