"""The writers' side: one's articles, the plain form, revisions, publishing."""
