"""The history of the site in words: what a setting is called, and what its values say."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from haowen.domain.channels.arranging import ORDER
from haowen.domain.channels.models import Channel
from haowen.domain.channels.opening import AI, HISTORY, ONE
from haowen.domain.people.models import User
from haowen.domain.site.changing import LINKS, TERMS
from haowen.domain.site.colouring import OWN
from haowen.domain.site.models import Origin, SiteChange
from haowen.domain.site.recording import Overtaken, read
from haowen.domain.site.undoing import last_of
from haowen.doors.desk.engines import EnginesForm
from haowen.doors.desk.siteforms import PICTURES, ColourForm, PicturesForm, Remembering, SiteForm
from haowen.doors.forms import CONFLICT, UNPROCESSABLE
from haowen.doors.words import DECLARATIONS, LANGUAGES, ORIGINS, channel_name
from haowen.kit.refusals import Refused

Told = dict[str, Any]


def named(field: str) -> str:
    """Return what a changed setting is called on the page."""
    for form in (SiteForm, ColourForm, PicturesForm, EnginesForm):
        if field in form.base_fields:
            return str(form.base_fields[field].label)
    name, _dot, which = field.partition(".")
    if name == "notice" and which in Origin.values:
        return _("Notice: %(origin)s") % {"origin": ORIGINS[Origin(which)]}
    if field.startswith(ONE):
        return _("Channel: %(name)s") % {"name": _channels().get(which, which)}
    others = {
        LINKS: _("Footer"),
        TERMS: _("Terms"),
        ORDER: _("Order of the channels"),
        "indexnow_key": _("IndexNow key"),
    }
    return others.get(field, field)


def in_words(field: str, stored: str) -> Told:
    """Return what a stored value says: ``lines`` of text, or a ``picture``, or a ``colour``; ``empty`` where it is nothing."""
    if field in PICTURES:
        name = "icon192.png" if field == "icon" else "logo.webp"
        return {"picture": f"/media/{stored}/{name}", "lines": [], "empty": not stored}
    if field == "accent":
        own = _("%(colour)s, the house’s own") % {"colour": OWN}
        return {"colour": stored or OWN, "lines": [stored or own], "empty": False}
    lines = [line for line in _lines(field, stored) if line]
    return {"lines": lines, "empty": not lines}


def _lines(field: str, stored: str) -> Iterable[str]:
    if field == "default_language":
        return [str(name) for language, name in LANGUAGES.items() if language == stored] or [stored]
    if field == "push_url":
        return [stored.partition("?")[0]]  # what follows is a password
    if field == TERMS:
        return [_("Version %(version)s") % {"version": stored}] if stored else []
    kind = "notice" if field.startswith("notice.") else "channel" if field.startswith(ONE) else field
    value = read(stored) if kind in _SAID else None
    return _SAID[kind](value) if value is not None else stored.split("\n")


def _order(slugs: list[str]) -> list[str]:
    names = _channels()
    return [" · ".join(names.get(slug, slug) for slug in slugs)]


def _links(links: list[dict[str, str]]) -> list[str]:
    return [f"{link['label_zh']} / {link['label_en']}: {link['url']}" for link in links]


def _notice(texts: dict[str, str]) -> list[str]:
    return [*texts["zh"].split("\n"), *texts["en"].split("\n")]


def _channel(value: dict[str, Any]) -> list[str]:
    names = {
        AI: _("Any word on AI"),
        HISTORY: _("A public history"),
        **{kind.value: str(name) for kind, name in DECLARATIONS.items()},
    }
    demands = ", ".join(names.get(kind, kind) for kind in value["demands"])
    return [
        f"{value['zh']} / {value['en']}",
        "" if value["is_open"] else _("closed"),
        _("Demands: %(kinds)s") % {"kinds": demands} if demands else "",
    ]


_SAID: dict[str, Callable[[Any], list[str]]] = {
    "notice": _notice,
    "channel": _channel,
    ORDER: _order,
    LINKS: _links,
}
"""Of settings with several parts: what the parts say."""


def _channels() -> dict[str, str]:
    return {row.slug: channel_name(row) for row in Channel.objects.all()}


def rows(changes: Iterable[SiteChange]) -> list[Told]:
    """Return changes as the history shows them: what, by whom, from what to what, undone or not."""
    found = list(changes)
    people = dict(
        User.objects.filter(public_id__in={row.by_public_id for row in found}).values_list("public_id", "name")
    )
    undone = set(SiteChange.objects.filter(undoes__in=found).values_list("undoes_id", flat=True))
    return [
        {
            "row": row,
            "name": named(row.field),
            "by": people.get(row.by_public_id) or _("the host"),
            "before": in_words(row.field, row.before),
            "after": in_words(row.field, row.after),
            "is_undone": row.pk in undone,
        }
        for row in found
    ]


def settled(form: Remembering, act: Callable[[dict[str, Any]], object]) -> int:
    """Do the act with what the form says. Return 0, or the status to answer with; the form says what is wrong.

    Where others have set the same in the meantime, theirs is told beside what this person wrote; sent again, the form
    puts this person's words in their place.
    """
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        act(form.cleaned_data)
    except Overtaken as overtaken:
        _tell(form, overtaken)
        form.look_again()
        return CONFLICT
    except Refused as refused:
        form.refuse(refused)
        return UNPROCESSABLE
    return 0


def _tell(form: Remembering, overtaken: Overtaken) -> None:
    for field, row in overtaken.rows.items():
        form.add_error(field if field in form.fields else None, overtaken_by(row))


def overtaken_by(row: SiteChange) -> str:
    """Return what another has set in the meantime, and what to do."""
    told = rows([last_of(row)])[0]
    text = _(
        "%(who)s set this at %(when)s to: “%(value)s”. What you wrote is still here. Save again to put yours in its place."
    )
    return text % {
        "who": told["by"],
        "when": f"{timezone.localtime(told['row'].at):%Y-%m-%d %H:%M}",
        "value": "; ".join(told["after"]["lines"]) or _("nothing"),
    }
