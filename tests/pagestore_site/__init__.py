"""The page store over the real site: whatever happens, no kept page is older than it may be."""
