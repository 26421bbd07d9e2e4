"""Public identifiers: short, not to be guessed or counted, never changing."""

import secrets

# No vowels (no accidental words), no characters that are mistaken for one another when read aloud or copied by hand.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 10  # 27^10 ≈ 2·10^14: at a million things a guess in 2·10^8 finds one


def new_id() -> str:
    """Return a fresh identifier of :data:`LENGTH` characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_secret() -> str:
    """Return an unguessable token for addresses that are keys by themselves (about 119 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(25))
