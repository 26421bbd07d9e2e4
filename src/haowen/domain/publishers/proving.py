"""Proving that a publisher which the host keeps is one's own: by a code on a page of its old site."""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from haowen.domain.publishers.models import Application, ApplicationState, Publisher
from haowen.kit import outbound
from haowen.kit.clock import now
from haowen.kit.publicids import new_secret
from haowen.kit.refusals import Refused

PAGE_MOST_BYTES = 2 * 1024 * 1024


def kept_publisher(application: Application) -> Publisher | None:
    """Return the publisher of the host's that this application claims."""
    return Publisher.objects.filter(handle=application.handle, is_kept_by_host=True).first()


def code_of(application: Application) -> str:
    """Return the code that proves the claim where it stands on the old site; made once for an application."""
    if not application.proof_code:
        fresh = f"haowen-{new_secret()}"
        Application.objects.filter(pk=application.pk, proof_code="").update(proof_code=fresh)
        application.refresh_from_db(fields=["proof_code"])
    return application.proof_code


def prove(application: Application, url: str) -> Application:
    """Fetch a page of the old site and look for the code. Raises Refused when it is not there; the host weighs the rest."""
    url = url.strip()
    if not url.startswith(("https://", "http://")):
        raise Refused(_("Write a web address that begins with https://."), field="url")
    try:
        answer = outbound.get(url, most_bytes=PAGE_MOST_BYTES, seconds=10.0, accept="text/html, text/plain")
    except outbound.OutboundError as error:
        raise Refused(
            _("This page could not be fetched. Is its address right, and is it public?"), field="url"
        ) from error
    if answer.status != 200:  # noqa: PLR2004 - OK
        raise Refused(_("This page answers with the error %(status)d.") % {"status": answer.status}, field="url")
    if urlsplit(answer.url).hostname != urlsplit(url).hostname:
        raise Refused(_("This address leads to another site; name the page where the code stands."), field="url")
    if code_of(application).encode() not in answer.data:
        raise Refused(_("The code is not on this page yet."), field="url")
    rows = Application.objects.filter(
        pk=application.pk, state__in=[ApplicationState.DRAFT, ApplicationState.SUBMITTED, ApplicationState.ASKED]
    )
    rows.update(proof_url=url[:500], proved_at=now())
    application.refresh_from_db(fields=["proof_url", "proved_at"])
    return application
