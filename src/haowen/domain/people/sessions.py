"""Sessions in the database, with the user in a column of its own."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """Django's database sessions over :class:`haowen.domain.people.models.Session`."""

    @classmethod
    def get_model_class(cls) -> Any:
        """Return the session model."""
        from haowen.domain.people.models import Session

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Build the row, with the signed-in user beside the signed data."""
        row: Any = super().create_model_instance(data)
        user_id = data.get(SESSION_KEY)
        row.user_id = int(user_id) if user_id else None
        return row
