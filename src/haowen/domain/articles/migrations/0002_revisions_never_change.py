"""Revisions and all that hangs on them are only added to; a redaction under a statement is the one exception."""

from django.db import migrations

from haowen.kit.guards import DELETE, INSERT, UPDATE, Guard, kept, put_up

FIXED = ("id", "public_id", "article_id", "number", "made_from_id", "made_at", "cause", "sha256")
SAID = ("title", "summary", "cover_id", "cover_alt")
MESSAGE = "revisions never change"

# Its maker may be forgotten (set null); a redaction is set once and never taken back; what was said may change with the
# redaction alone; the hash of what was saved stays in every case.
REVISION_MAY_CHANGE = f"""(
    {kept(*FIXED)}
    AND (NEW.made_by_id IS NULL OR {kept("made_by_id")})
    AND (OLD.redacted_under_id IS NULL OR {kept("redacted_under_id")})
    AND ({kept(*SAID)} OR (OLD.redacted_under_id IS NULL AND NEW.redacted_under_id IS NOT NULL))
)"""


def article_lives(revision: str) -> str:
    """Return the condition that the article of a revision is still there."""
    return (
        "EXISTS (SELECT 1 FROM articles_revision r JOIN articles_article a ON a.id = r.article_id "
        f"WHERE r.id = {revision})"
    )


def is_redacted(revision: str) -> str:
    """Return the condition that a revision was redacted under a statement."""
    return f"EXISTS (SELECT 1 FROM articles_revision r WHERE r.id = {revision} AND r.redacted_under_id IS NOT NULL)"


def is_pointed_at(revision: str) -> str:
    """Return the condition that a revision is finished: an article names it."""
    return f"EXISTS (SELECT 1 FROM articles_article a WHERE a.head_id = {revision} OR a.revision_id = {revision})"


def of_revision(table: str) -> list[Guard]:
    """Return the guards of rows that belong to a revision."""
    redacted = f"NOT {is_redacted('OLD.revision_id')}"
    return [
        Guard(f"{table}_stays", f"articles_{table}", UPDATE, MESSAGE, redacted),
        Guard(f"{table}_never_goes", f"articles_{table}", DELETE, MESSAGE, f"{article_lives('OLD.revision_id')} AND {redacted}"),
        Guard(f"{table}_comes_with_its_revision", f"articles_{table}", INSERT, MESSAGE, is_pointed_at("NEW.revision_id")),
    ]


GUARDS = [
    Guard("article_public_id_stays", "articles_article", UPDATE, "public identifiers never change", f"NOT {kept('public_id')}"),
    Guard("revision_stays", "articles_revision", UPDATE, MESSAGE, f"NOT {REVISION_MAY_CHANGE}"),
    Guard(
        "revision_never_goes", "articles_revision", DELETE, MESSAGE,
        "EXISTS (SELECT 1 FROM articles_article a WHERE a.id = OLD.article_id)",
    ),
    # Rendered again by a newer sanitiser, or redacted.
    Guard(
        "body_stays", "articles_body", UPDATE, MESSAGE,
        f"NOT ({kept('revision_id')} AND (NEW.sanitiser_version > OLD.sanitiser_version OR {is_redacted('OLD.revision_id')}))",
    ),
    Guard("body_never_goes", "articles_body", DELETE, MESSAGE, article_lives("OLD.revision_id")),
    *(guard for table in ("reference", "declaration", "credit", "revisionmedia") for guard in of_revision(table)),
    Guard(
        "article_restriction_stays", "articles_articlerestriction", UPDATE, "of a restriction only the end moves",
        f"NOT {kept('article_id', 'effect', 'statement_id', 'starts_at')}",
    ),
    Guard("article_restriction_never_goes", "articles_articlerestriction", DELETE, "restrictions stay as history"),
]


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_first_form")]
    operations = [put_up(GUARDS)]
