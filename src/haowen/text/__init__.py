"""Strings in, strings out: markup, segmenting, excerpts, titles, numbers. Imports nothing of ours, nor Django."""
