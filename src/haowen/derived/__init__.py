"""What can be thrown away and made again from the domain."""
