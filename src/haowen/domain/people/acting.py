"""Who does things: a person's actor, and the host's own."""

from haowen.domain.people.models import Actor, ActorKind, User


def host_actor() -> Actor:
    """Return the actor of the host itself, the doer on the command line and in tasks."""
    actor, _made = Actor.objects.get_or_create(kind=ActorKind.HOST, defaults={"name": "Host"})
    return actor


def actor_of(user: User) -> Actor:
    """Return the actor of a person here, made with the first act."""
    actor, _made = Actor.objects.get_or_create(user=user, defaults={"name": user.name})
    return actor
