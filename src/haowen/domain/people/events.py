"""What can have happened to an account."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class AccountRestricted(Event):
    """Something was taken from an account under a statement, or given back."""

    user_id: int
