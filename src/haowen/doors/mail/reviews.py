"""Whoever can pass a stage of a review is reminded once it is overdue; whose entry was returned is told why."""

from django.conf import settings
from django.utils.translation import gettext as _

from haowen.domain.articles import passing, vetting
from haowen.domain.articles.models import EntryReview, Review, ReviewState, Stage
from haowen.domain.publishers.access import WRITING_ROLES
from haowen.doors.mail.sending import Letter, Recipient, send_all, send_once
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
    for entry, stage in vetting.overdue():
        send_all([
            (f"entry:{entry.public_id}", Recipient.of(user), lambda entry=entry, stage=stage: of_entries(entry, stage))  # type: ignore[misc]
            for user in vetting.passers(entry)
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


def of_entries(review: EntryReview, stage: Stage) -> Letter:
    """Write the reminder of entries of a live report, in the language that is active."""
    article = review.text.entry.article
    said = {"stage": stage.name, "title": article.title}
    return Letter(
        _("Entries of “%(title)s” wait for you: %(stage)s") % said,
        (
            _("Entries of this live report should have passed the stage “%(stage)s” by now: “%(title)s”") % said,
            f"{settings.BASE_URL}/studio/reviews/{article.public_id}/entries",
        ),
    )


@task()
def tell_entry_writer(*, review_id: int) -> None:
    """Tell whoever wrote an entry of a live report that it was returned, as long as they write for its publisher."""
    rows = EntryReview.objects.select_related("text__made_by__user", "text__entry__article__publisher")
    review = rows.filter(pk=review_id, state=ReviewState.RETURNED).first()
    user = review.text.made_by.user if review and review.text.made_by else None
    if review is None or user is None or not user.is_active:
        return
    article = review.text.entry.article
    if article.publisher.members.filter(user=user, role__in=WRITING_ROLES).exists():
        send_once(f"entry:{review.public_id}:returned", Recipient.of(user), lambda: returned(review))


def returned(review: EntryReview) -> Letter:
    """Write that an entry was returned, in the language that is active."""
    entry = review.text.entry
    said = {"title": entry.article.title, "number": entry.number}
    return Letter(
        _("Your entry %(number)d in “%(title)s” was returned") % said,
        (
            _("Readers do not see it. The reason: %(reason)s") % {"reason": review.reason},
            f"{settings.BASE_URL}/studio/a/{entry.article.public_id}/live/{entry.number}",
        ),
    )
