"""Sources whose links are dead, and copies of what stood there: ``/studio/references``."""

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from haowen.domain.publishers import access as publishers
from haowen.domain.sources import copying, naming, reading
from haowen.doors.forms import for_people, the_person
from haowen.doors.words import body_words
from haowen.text import markup


@for_people()
def index(request: HttpRequest) -> HttpResponse:
    """List dead links of one's articles, of one publisher or of all: ``/studio/references?publisher=``."""
    user = the_person(request)
    handle = request.GET.get("publisher")
    publisher = get_object_or_404(publishers.of_user(user), handle=handle) if handle else None
    rows = reading.dead_for(user, publisher.pk if publisher else None)
    context = {"publisher": publisher, "rows": rows, "keeps_copies": naming.keeps_copies()}
    return render(request, "studio/references.html", context)


@for_people()
def copy(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Show the copy of a source to those who write the article: ``/studio/a/<public_id>/references/<key>/archive``."""
    found = copying.shown_to(the_person(request), public_id, key)
    if found is None:
        raise Http404
    article, source, kept = found
    context = {
        "article": article,
        "publisher": article.publisher,
        "source": source,
        "copy": kept,
        "host": urlsplit(source.url).hostname or "",
        "body": markup.shown(kept.html, pictures={}, cited={}, words=body_words()),
    }
    response = render(request, "studio/copy.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
