"""Part of the system of record: comments."""
