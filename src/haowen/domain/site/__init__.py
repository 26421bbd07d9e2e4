"""Part of the system of record: site."""
