"""Part of the system of record: readers."""
