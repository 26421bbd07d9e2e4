"""Part of the system of record: people."""
