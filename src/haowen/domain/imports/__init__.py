"""What writers bring in themselves: addresses and files, what became of each, and whose the accounts elsewhere are."""
