"""What publishers are told about reposting: somebody asks, somebody has answered."""

from django.conf import settings
from django.utils.translation import gettext as _

from haowen.domain.people.models import User
from haowen.domain.reposts.asking import ANSWERING
from haowen.domain.reposts.models import Answer, Request
from haowen.doors.mail.sending import Letter, Recipient, send_all, send_once
from haowen.kit.tasks import task


def _request(request_id: int) -> Request | None:
    rows = Request.objects.select_related("article__publisher", "publisher", "asked_by__user")
    return rows.filter(pk=request_id).first()


@task()
def tell_owners(*, request_id: int) -> None:
    """Tell those who answer for a publisher that another asks for an article of theirs."""
    row = _request(request_id)
    if row is None or row.answer != Answer.OPEN:
        return
    members = {"memberships__publisher": row.article.publisher_id, "memberships__role__in": ANSWERING}
    users = User.objects.filter(is_active=True, **members).distinct().order_by("pk")
    send_all([(f"repost:{row.pk}", Recipient.of(user), lambda: asked(row)) for user in users])


def asked(row: Request) -> Letter:
    """Write what is asked for, in the language that is active."""
    said = {"name": row.publisher.name, "title": row.article.title, "words": row.words}
    lines = [_("“%(name)s” asks whether it may repost your article “%(title)s”.") % said]
    lines += [_("It says: %(words)s") % said] if row.words else []
    address = f"{settings.BASE_URL}/studio/@{row.article.publisher.handle}/reposts"
    return Letter(
        _("“%(name)s” asks to repost “%(title)s”") % said,
        (*lines, _("Please answer here: %(address)s") % {"address": address}),
    )


@task()
def tell_asker(*, request_id: int) -> None:
    """Tell whoever asked what was answered."""
    row = _request(request_id)
    user = row.asked_by.user if row and row.asked_by else None
    if row is not None and user is not None and user.is_active:
        send_once(f"repost:{row.pk}:answer", Recipient.of(user), lambda: answered(row))


def answered(row: Request) -> Letter:
    """Write what was answered, in the language that is active."""
    said = {"name": row.article.publisher.name, "title": row.article.title}
    here = _("Go on here: %(address)s") % {"address": f"{settings.BASE_URL}/studio/repost/{row.article.public_id}"}
    if row.answer != Answer.GRANTED:
        first = _("“%(name)s” does not let you repost “%(title)s”.") % said
    elif row.may_change:
        first = _("“%(name)s” lets you repost “%(title)s”, and change it.") % said
    else:
        first = _("“%(name)s” lets you repost “%(title)s”, unchanged.") % said
    return Letter(_("Reposting “%(title)s”: the answer") % said, (first, *filter(None, [row.reasons]), here))
