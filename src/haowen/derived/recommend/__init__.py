"""Heat and relations: what is hot, what goes with what, and why."""
