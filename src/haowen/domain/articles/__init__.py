"""Part of the system of record: articles."""
