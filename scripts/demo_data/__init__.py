"""Steps and words of scripts/make_demo.py: fictional resources at real towns."""
