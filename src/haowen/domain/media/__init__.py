"""Part of the system of record: media."""
