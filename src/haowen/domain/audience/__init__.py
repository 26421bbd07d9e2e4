"""Part of the system of record: audience."""
