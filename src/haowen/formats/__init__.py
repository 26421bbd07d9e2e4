"""Foreign shapes in and out: pure mappings."""
