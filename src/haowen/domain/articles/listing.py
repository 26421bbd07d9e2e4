"""What the studio lists of a publisher's articles: by where they stand, filtered, in an order, never more than one page."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from haowen.domain.articles.models import Article, ArticleQuerySet, NoteKind, Series, State, WriterNote
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher


class Tab(StrEnum):
    """Where an article stands, as its writers look for it: what a review gave back is not among the other drafts."""

    ALL = ""
    RETURNED = "returned"
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


ORDERS: Mapping[str, tuple[str, ...]] = {
    # Revisions are numbered through in the order in which they were saved: the last saved first, by an index.
    "saved": ("-head_id", "-pk"),
    "published": ("-published_at", "-pk"),
    "made": ("-created_at", "-pk"),
    "title": ("head__title", "-pk"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to; what is empty does not narrow it."""

    words: str = ""
    channel: str = ""  # its slug
    kind: str = ""
    series: str = ""  # its public id
    tag: str = ""  # its name or its slug
    language: str = ""
    by: str = ""  # the public id of whoever began it

    def condition(self) -> Q:
        """Return what a row has to fulfil."""
        asked = Q()
        if self.words:
            asked &= Q(head__title__icontains=self.words)
        if self.tag:
            of_tag = Article.tags.through.objects.filter(article=OuterRef("pk"))
            asked &= Q(Exists(of_tag.filter(Q(tag__name__iexact=self.tag) | Q(tag__slug=self.tag.lower()))))
        for column, said in (
            ("channel__slug", self.channel), ("kind", self.kind), ("series__public_id", self.series),
            ("language", self.language), ("created_by__public_id", self.by),
        ):  # fmt: skip
            if said:
                asked &= Q(**{column: said})
        return asked


def found(publisher: Publisher, asked: Asked | None = None) -> ArticleQuerySet:
    """Return a publisher's articles that do not lie in the trash, as far as they were asked for."""
    return Article.objects.filter((asked or Asked()).condition(), publisher=publisher, trashed_at=None)


def _was_given_back() -> Exists:
    return Exists(WriterNote.objects.filter(article=OuterRef("pk"), kind=NoteKind.SENT_BACK))


def of_tab(rows: ArticleQuerySet, tab: Tab) -> ArticleQuerySet:
    """Return those that stand in one place."""
    if tab == Tab.ALL:
        return rows
    if tab == Tab.RETURNED:
        return rows.filter(_was_given_back(), state=State.DRAFT)
    rows = rows.filter(state=State(tab.value))
    return rows.exclude(_was_given_back()) if tab == Tab.DRAFT else rows


def counted(rows: ArticleQuerySet) -> dict[Tab, int]:
    """Count what stands in each place, by two statements however many there are."""
    states = dict(rows.order_by().values_list("state").annotate(number=Count("pk")))
    given_back = of_tab(rows, Tab.RETURNED).count() if states.get(State.DRAFT) else 0
    numbers = {tab: states.get(tab.value, 0) for tab in Tab}
    numbers[Tab.ALL], numbers[Tab.RETURNED] = sum(states.values()), given_back
    numbers[Tab.DRAFT] -= given_back
    return numbers


def with_reasons(rows: ArticleQuerySet) -> ArticleQuerySet:
    """Add why each was given back (``given_back``: None where it was not) to rows that are about to be shown."""
    notes = WriterNote.objects.filter(article=OuterRef("pk"), kind=NoteKind.SENT_BACK).order_by("-at", "-pk")
    return rows.annotate(given_back=Subquery(notes.values("text")[:1]))


def writers_of(publisher: Publisher) -> list[tuple[str, str]]:
    """Return who began articles of a publisher, members or not any more: public id and name."""
    began = Article.objects.filter(publisher=publisher, trashed_at=None).order_by().values("created_by").distinct()
    rows = Actor.objects.filter(pk__in=began).order_by("name", "pk")
    return list(rows.values_list("public_id", "name")[:200])


def series_of(publisher: Publisher) -> list[tuple[str, str]]:
    """Return a publisher's series: public id and title."""
    return list(Series.objects.filter(publisher=publisher).order_by("title").values_list("public_id", "title")[:200])
