"""A unified, geocoded directory of places and activities that help families."""
