"""Whoever can pass a stage of a review is reminded once it is overdue, each person once a stage."""

from django.conf import settings
from django.utils.translation import gettext as _

from haowen.domain.articles import passing
from haowen.domain.articles.models import Review, Stage
from haowen.doors.mail.sending import Letter, Recipient, send_all
from haowen.kit.tasks import task


@task()
def remind_of_reviews() -> None:
    """Remind of every stage whose time has run out, those who can pass it now; its deputies are among them then."""
    for review, stage in passing.overdue():
        about = f"review:{review.pk}:{stage.position}:{review.reached_at.isoformat()}"
        send_all([
            (about, Recipient.of(user), lambda review=review, stage=stage: letter(review, stage))  # type: ignore[misc]
            for user in passing.passers(review, stage)
        ])  # fmt: skip


def letter(review: Review, stage: Stage) -> Letter:
    """Write the reminder, in the language that is active."""
    article = review.article
    said = {"stage": stage.name, "title": article.head.title if article.head else article.title}
    return Letter(
        _("“%(title)s” waits for you: %(stage)s") % said,
        (
            _("This article should have passed the stage “%(stage)s” by now: “%(title)s”") % said,
            f"{settings.BASE_URL}/studio/reviews/{article.public_id}",
        ),
    )
