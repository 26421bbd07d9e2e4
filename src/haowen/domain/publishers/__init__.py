"""Part of the system of record: publishers."""
