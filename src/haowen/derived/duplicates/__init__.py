"""Near duplicates: which article is a copy of which, and what stands in both."""
