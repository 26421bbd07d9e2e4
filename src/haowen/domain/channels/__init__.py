"""Part of the system of record: channels."""
