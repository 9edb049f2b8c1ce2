"""Values of a listing -> the short Japanese phrases of cards, pages and API."""
