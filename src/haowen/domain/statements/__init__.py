"""Part of the system of record: statements."""
