"""Our geocoder and others that install here, asked the same rows in the same style of process."""
