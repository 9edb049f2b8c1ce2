"""Files in and out: open-data CSV, XLSX and GeoJSON."""
