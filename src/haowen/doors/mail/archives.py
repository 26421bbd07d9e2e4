"""What an owner is told when the archive that was asked for is there, or cannot be made."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import dateformat
from django.utils.translation import gettext as _

from haowen.domain.archives import asking
from haowen.domain.archives.models import Export, ExportState
from haowen.domain.site.changing import current
from haowen.doors.mail.sending import Letter, Recipient, send_once
from haowen.kit.tasks import task


@task()
def tell_exported(*, export_id: int) -> None:
    """Tell whoever asked, if they still own the publisher."""
    export = Export.objects.select_related("publisher", "asked_by").filter(pk=export_id).first()
    if export is None or export.asked_by is None or not export.asked_by.is_active:
        return
    if asking.of_user(export.asked_by).filter(pk=export.pk).exists():
        send_once(f"export:{export.pk}:{export.state}", Recipient.of(export.asked_by), lambda: letter(export))


def letter(export: Export) -> Letter:
    """Write that it is there and until when, or why it is not, in the language that is active."""
    said = {
        "name": export.publisher.name,
        "address": f"{settings.BASE_URL}/studio/@{export.publisher.handle}/export",
        "reason": export.reason,
    }
    if export.state != ExportState.READY or export.expires_at is None:
        return Letter(
            _("The archive of “%(name)s” could not be made") % said,
            (
                *([_("It could not be made: %(reason)s") % said] if export.reason else []),
                _("You can ask for it again: %(address)s") % said,
            ),
        )
    zone = current().time_zone
    until = f"{dateformat.format(export.expires_at.astimezone(ZoneInfo(zone)), 'Y-m-d H:i')} {zone}"
    return Letter(
        _("The archive of “%(name)s” is ready") % said,
        (
            _("Everything of “%(name)s” is in one file now. You find it in the studio: %(address)s") % said,
            _("It is kept until %(moment)s and then deleted. The link works for its owners alone.") % {"moment": until},
        ),
    )
