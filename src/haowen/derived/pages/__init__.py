"""What a fact spoils among the kept pages."""
