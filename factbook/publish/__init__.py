"""Records as data: JSON with its schemas, and the YAML as the editors wrote it."""
