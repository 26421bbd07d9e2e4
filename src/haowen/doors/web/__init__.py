"""Reader pages, signing in, and what readers do."""
