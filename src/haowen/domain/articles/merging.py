"""Putting two drafts of one article together that were made from the same revision by two people, or in two windows."""

from dataclasses import dataclass, field, fields, replace

from haowen.domain.articles.drafts import Draft, DraftReference
from haowen.text import markup
from haowen.text.merging import Clash, merge, merge_value


@dataclass(slots=True)
class Together:
    """What both make. ``clashes`` are blocks that both changed, ``fields`` names of other things that both changed.

    Where there is a clash the draft says what ``theirs`` said.
    """

    draft: Draft
    clashes: list[Clash] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)

    def is_clean(self) -> bool:
        """Whether nobody's change stands against another's."""
        return not self.clashes and not self.fields


def together(base: Draft, mine: Draft, theirs: Draft) -> Together:
    """Merge two drafts: the text by blocks, references each by itself, all else as one thing each."""
    text = merge(markup.clean(base.html), markup.clean(mine.html), markup.clean(theirs.html))
    out = Together(replace(theirs, html=text.html), text.clashes)
    references = _references(base.references, mine.references, theirs.references)
    if references is None:
        out.fields.append("references")
    else:
        out.draft = replace(out.draft, references=references)
    for name in (one.name for one in fields(Draft) if one.name not in {"html", "references"}):
        value, is_clash = merge_value(getattr(base, name), getattr(mine, name), getattr(theirs, name))
        out.draft = replace(out.draft, **{name: value})
        out.fields += [name] if is_clash else []
    return out


References = tuple[DraftReference, ...]


def _references(base: References, mine: References, theirs: References) -> References | None:
    """Merge sources by their keys; the order is theirs, what was added here follows. None where one source clashes."""
    whole, is_clash = merge_value(base, mine, theirs)
    if not is_clash:
        return whole
    old, one, other = ({row.key: row for row in rows} for rows in (base, mine, theirs))
    out = []
    for key in [*other, *(key for key in one if key not in other)]:
        value, is_clash = merge_value(old.get(key), one.get(key), other.get(key))
        if is_clash:
            return None
        out += [value] if value is not None else []
    return tuple(out)
