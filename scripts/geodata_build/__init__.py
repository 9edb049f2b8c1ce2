"""Steps of scripts/build_geodata.py: pinned packages -> the files of data/geo."""
