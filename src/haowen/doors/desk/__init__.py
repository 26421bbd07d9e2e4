"""The host's side: applications, cases, review, headlines, the site's settings."""
