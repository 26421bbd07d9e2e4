"""Part of the system of record: headlines."""
