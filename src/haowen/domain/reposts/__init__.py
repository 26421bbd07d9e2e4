"""Who may bring out again what a publisher wrote: grants, what was asked and answered, and which article is a repost of which."""
