"""Dates in English as the readers' pages write them: 27 November 2026, 23:51."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
