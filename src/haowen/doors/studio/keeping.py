"""Keeping what the plain form says: pictures first, then text and filing in one."""

from collections.abc import Mapping
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.http import QueryDict
from django.utils.translation import gettext as _

from haowen.domain.articles import autosaving, filing, kinds, moving, saving
from haowen.domain.articles.autosaving import Window
from haowen.domain.articles.drafts import Covers
from haowen.domain.articles.importing import tag
from haowen.domain.articles.models import Article, Kind, Revision, Series
from haowen.domain.library import finding, taking
from haowen.domain.media.models import Media
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import Actor, User
from haowen.domain.publishers.models import Publisher
from haowen.doors.studio import plain
from haowen.doors.studio.drafting import Sheet
from haowen.doors.studio.library import told_of
from haowen.kit.refusals import Refused
from haowen.text.directions import straight


def create(publisher: Publisher, sheet: Sheet, *, user: User) -> Article:
    """Make an article of a valid sheet; a picture that cannot be kept raises Refused and nothing is made."""
    covers, added = _pictures(publisher, sheet, user)
    said, by = sheet.form.cleaned_data, actor_of(user)
    with transaction.atomic():
        article = saving.create(
            publisher,
            kinds.completed(sheet.draft(covers, added), said["kind"]),
            by=by,
            channel=said["channel"],
            kind=Kind(said["kind"]),
            language=said["language"],
            licence=publisher.licence,
        )
        return _file(article, sheet, by)


def save(
    article: Article, sheet: Sheet, *, base: Revision | None, user: User, window: Window | None = None
) -> Revision:
    """Keep a valid sheet as the article's next revision. Raises Refused, ConflictError (both texts are kept).

    ``window`` is the editor's that sends it: what it autosaved until then is in this revision.
    """
    covers, added = _pictures(article.publisher, sheet, user)
    said, by = sheet.form.cleaned_data, actor_of(user)
    if said["channel"] != article.channel:
        moving.see_that_it_may_stand(article, by, channel=said["channel"])
    shown = Window(said["shown_tab"], said["shown_sequence"] or 0) if said["shown_tab"] else None
    windows = [one for one in (shown, window) if one is not None]
    draft = kinds.completed(sheet.draft(covers, added), said["kind"])
    conflict = None
    with transaction.atomic():
        try:
            revision = saving.save(article, draft, base=base, by=by, may_empty=said["may_empty"])
        except saving.ConflictError as met:
            conflict, revision = met, met.kept
        _take_into(revision, windows, by)
        _file(article, sheet, by)  # where an article stands is no text: also after a conflict the last word counts
    if conflict is not None:
        raise conflict
    return revision


def _take_into(revision: Revision, windows: list[Window], by: Actor) -> None:
    for window in windows:
        autosaving.take_into(revision, by=by, tab=window.tab, sequence=window.sequence)


def _file(article: Article, sheet: Sheet, by: Actor) -> Article:
    said = sheet.form.cleaned_data
    title = " ".join(straight(said["series"]).split())
    series = Series.objects.get_or_create(publisher=article.publisher, title=title)[0] if title else None
    position = article.series_position
    if series is None:
        position = None
    elif article.series_id != series.pk:
        position = (series.articles.aggregate(last=Max("series_position"))["last"] or 0) + 1
    return filing.file(
        article,
        by=by,
        channel=said["channel"],
        kind=Kind(said["kind"]),
        language=said["language"],
        series=series,
        series_position=position,
        tags=[tag(word) for word in said["tags"]],
    )


def _pictures(publisher: Publisher, sheet: Sheet, user: User) -> tuple[Covers, str]:
    """Keep what was uploaded; return the covers and the Markdown of the picture to be added."""
    said = sheet.form.cleaned_data
    taken: dict[int, Media] = {}
    for row in sheet.covers.rows:
        if row.cleaned_data["file"]:
            try:
                taken[row.number] = _taken(publisher, row.cleaned_data["file"], row.cleaned_data["alt"], user, sheet)
            except Refused as refused:
                row.refuse_file(refused.message)
                raise
    added = None if said["picture_off"] else Media.objects.filter(sha256=said["picture_kept"]).first()
    if said["picture"]:
        try:
            added = _taken(publisher, said["picture"], said["picture_alt"], user, sheet)
        except Refused as refused:
            raise Refused(refused.message, field="picture") from refused
    figures = [_figure(added, said)] if added else []
    if said["picture_library"]:
        figures.append(_of_library(publisher, said["picture_library"], {} if added else said))
    return sheet.covers.covers(taken), "\n\n".join(figures)


def _of_library(publisher: Publisher, sha256: str, said: Mapping[str, Any]) -> str:
    """Return the Markdown of a file of the publisher's library: with what is said of it here, else with its words there."""
    asset = finding.found(publisher).filter(media__sha256=sha256).first()
    if asset is None:
        raise Refused(_("This file is not in the library any more."), field="picture_library")
    alt = said.get("picture_alt") or asset.alt
    is_decorative = said.get("picture_decorative") or (asset.is_decorative and not alt)
    if said and not alt and not is_decorative:
        raise Refused(_("Please say what the picture shows, or that it is only decoration."), field="picture_alt")
    caption = said.get("picture_caption") or asset.caption
    return plain.figure(sha256, alt, caption, credit=asset.credit, is_decorative=is_decorative)


def _figure(media: Media, said: Mapping[str, Any]) -> str:
    return plain.figure(
        media.sha256, said["picture_alt"], said["picture_caption"], is_decorative=said["picture_decorative"]
    )


def _taken(publisher: Publisher, upload: "UploadedFile[Any]", alt: str, user: User, sheet: Sheet) -> Media:
    """Take an uploaded picture into the publisher's library, under the limits of the library."""
    words = taking.Words(name=upload.name or "", alt=alt)
    media = taking.take(publisher, upload, words, user=user, by=actor_of(user), pictures_only=True).media
    if (told := told_of(media)) and (line := f"{upload.name}: {told}") not in sheet.told:
        sheet.told.append(line)
    return media


def rescue(publisher: Publisher, sheet: Sheet, *, user: User) -> None:
    """Keep the pictures that came with a form which is refused, so that nobody has to choose them again.

    Browsers never fill in a file twice: the form names them by their hash from now on.
    """
    form = sheet.form
    said = QueryDict(mutable=True)
    said.update(form.data)
    files = cast("Mapping[str, UploadedFile[Any]]", form.files)
    if files.get("picture") and "picture" not in form.errors:
        try:
            said["picture_kept"] = _taken(publisher, files["picture"], "", user, sheet).sha256
        except Refused as refused:
            form.refuse(Refused(refused.message, field="picture"))
    for row in sheet.covers.rows:
        upload = files.get(row.add_prefix("file"))
        if not upload:
            continue
        try:
            said[row.add_prefix("kept")] = _taken(publisher, upload, "", user, sheet).sha256
        except Refused as refused:
            if "file" not in row.errors:
                row.refuse_file(refused.message)
    form.data = said
    sheet.covers.now_said(said)
