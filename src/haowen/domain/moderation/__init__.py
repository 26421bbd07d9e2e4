"""Part of the system of record: moderation."""
