"""Listings -> Folium skeleton, compact points, static SVG."""
