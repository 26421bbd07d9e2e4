"""Part of the system of record: taking a publisher, or the whole site, along as an archive, and bringing it back."""
