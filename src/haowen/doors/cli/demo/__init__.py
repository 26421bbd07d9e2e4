"""A demonstration: an invented city's site with articles, people and some weeks of life."""
