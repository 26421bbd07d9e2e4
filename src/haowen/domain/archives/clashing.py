"""What of an archive would meet something else here: asked before anything is written."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from haowen.domain.archives.models import Restoring
from haowen.domain.archives.reading import hanging_of
from haowen.domain.archives.travelling import Travels
from haowen.domain.articles.models import Article, FormerAddress, Revision, Series
from haowen.domain.channels.models import Channel
from haowen.domain.comments.models import Comment
from haowen.domain.media.models import Media
from haowen.domain.publishers.models import FormerHandle, Publisher
from haowen.domain.site.models import Terms
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now


def is_known(digest: str) -> bool:
    """Whether this very archive was begun here before."""
    return Restoring.objects.filter(digest=digest).exists()


def is_empty() -> bool:
    """Whether there is nothing here yet that an archive could meet."""
    return not Publisher.objects.exists() and not Article.objects.exists()


def of_publisher(plain: Mapping[str, Any]) -> list[str]:
    """Return what of a publisher is here already, each thing in words."""
    handle = str(plain["handle"])
    found = []
    if Publisher.objects.filter(Q(handle=handle) | Q(public_id=plain["public_id"])).exists():
        found.append(_("There is a publisher @%(handle)s here already.") % {"handle": handle})
    former = [str(each["handle"]) for each in hanging_of(plain, "former_handles")]
    taken = Publisher.objects.filter(handle__in=former).values_list("handle", flat=True)
    taken_before = FormerHandle.objects.filter(handle__in=[*former, handle]).values_list("handle", flat=True)
    found += [
        _("The handle @%(handle)s leads to another publisher here.") % {"handle": each}
        for each in {*taken, *taken_before}
    ]
    series = [str(each["public_id"]) for each in hanging_of(plain, "series")]
    found += [f"/s/{each}: " + _("this address is taken here.") for each in _there(Series, series)]
    return found


def of_article(plain: Mapping[str, Any], comments: Mapping[str, Any]) -> list[str]:
    """Return what of an article is here already, each thing in words."""
    name = f"/a/{plain['public_id']}"
    found = []
    if Article.objects.filter(public_id=plain["public_id"]).exists():
        found.append(f"{name}: " + _("this address is taken here."))
    if (key := plain.get("import_key")) and Article.objects.filter(import_key=key).exists():
        found.append(f"{name}: " + _("it was imported here before, as “%(key)s”.") % {"key": key})
    found += [
        f"{name}: " + _("“%(path)s” leads to another article here.") % {"path": each["path"]}
        for each in hanging_of(plain, "former_addresses")
        if FormerAddress.objects.filter(host=each.get("host", ""), path=each["path"]).exists()
    ]
    revisions = [str(each["public_id"]) for each in hanging_of(plain, "revisions")]
    said = [str(each["public_id"]) for each in hanging_of(comments, "comments")]
    if _there(Revision, revisions) or _there(Comment, said):
        found.append(f"{name}: " + _("its revisions or comments are here already."))
    return found


def of_channels(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the channels that this site does not have: a publisher's archive opens none where others are."""
    slugs = [str(each["slug"]) for each in rows]
    there = set(Channel.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    text = _("There is no channel “%(slug)s” here. Open it on the desk first.")
    return [text % {"slug": slug} for slug in slugs if slug not in there]


def of_statements(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the statements whose names mean another statement here."""
    there = _there(Statement, [str(each["public_id"]) for each in rows])
    return [_("The statement %(id)s is here already.") % {"id": each} for each in there]


def of_terms(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the terms that are in force here in other words: what was in force stays word for word."""
    told = {each["version"]: (each["text_zh"], each["text_en"]) for each in rows}
    here = Terms.objects.filter(in_force_at__lte=now()).values_list("version", "text_zh", "text_en")
    return [
        _("Version %(version)d of the terms is in force here in other words.") % {"version": version}
        for version, *texts in here
        if version not in told or told[version] != tuple(texts)
    ]


def is_kept(sha256: str) -> bool:
    """Whether a file is here already."""
    return Media.objects.filter(sha256=sha256).exists()


def clear(row: Travels) -> None:
    """Take away what a new site begins with, where the archive tells what stood in its place."""
    rows = row.of()._default_manager.all()  # noqa: SLF001 - Django's own
    if row.model == "site.Terms":
        rows = rows.filter(in_force_at__gt=now())
    rows.delete()


def _there(model: Any, names: list[str]) -> list[str]:
    rows = model._default_manager.filter(public_id__in=names) if names else None  # noqa: SLF001 - Django's own
    return sorted(rows.values_list("public_id", flat=True)) if rows is not None else []
