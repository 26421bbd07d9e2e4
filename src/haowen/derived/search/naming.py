"""Finding publishers by their names as they are typed: in either script, by sound, by first letters, by handle."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from haowen.derived.search.models import Naming
from haowen.domain.publishers.models import Publisher
from haowen.text import pinyin, segmenting

_SHORTEST_SOUND = 2  # letters


def name(publishers: QuerySet[Publisher]) -> int:
    """Write down how these publishers' names may be typed, where that is missing or outdated. Returns how many."""
    known = Naming.objects.filter(publisher=OuterRef("pk"), name=OuterRef("name"))
    rows = []
    for pk, said in publishers.exclude(Exists(known)).values_list("pk", "name"):
        sounds = pinyin.syllables(said)
        rows.append(
            Naming(
                publisher_id=pk,
                name=said,
                folded="".join(segmenting.units(said)),
                sound="".join(sounds)[:400],
                letters="".join(sound[0] for sound in sounds),
            )
        )
    made = Naming.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["publisher"],
        update_fields=["name", "folded", "sound", "letters"],
        batch_size=500,
    )
    return len(made)


def named(texts: Iterable[str], publishers: QuerySet[Publisher]) -> QuerySet[Publisher]:
    """Return those of these publishers that one of the texts may mean, those whose whole name it is first."""
    condition = Q()
    for text in texts:
        typed = "".join(segmenting.units(text))
        if not typed:
            continue
        condition |= Q(name__icontains=text) | Q(handle=text.lower().removeprefix("@"))
        ways = Q(folded__contains=typed)
        if typed.isascii() and len(typed) >= _SHORTEST_SOUND:
            ways |= Q(sound__startswith=typed) | Q(letters=typed)
        condition |= Q(pk__in=Naming.objects.filter(ways).values("publisher"))
    if not condition:
        return publishers.none()
    return publishers.filter(condition).order_by(F("verified_at").desc(nulls_last=True), "name", "pk")


def beginning(text: str, publishers: QuerySet[Publisher]) -> QuerySet[Publisher]:
    """Return those of these publishers whose name, its sound, its first letters or its handle begin like this."""
    typed = "".join(segmenting.units(text))
    ways = Q(folded__contains=typed)
    if typed.isascii():
        ways |= Q(sound__startswith=typed) | Q(letters__startswith=typed)
    condition = Q(name__icontains=text) | Q(handle__startswith=text.lower().removeprefix("@"))
    if typed:
        condition |= Q(pk__in=Naming.objects.filter(ways).values("publisher"))
    return publishers.filter(condition).order_by("name", "pk")
