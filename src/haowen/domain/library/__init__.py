"""Part of the system of record: the pictures and videos that publishers brought."""
