"""What sources say of articles, kept with the revision that was made of it; the database refuses changes."""

import django.db.models.deletion
from django.db import migrations, models

from haowen.kit.guards import DELETE, INSERT, UPDATE, Guard, put_up

MESSAGE = "revisions never change"
_REDACTED = (
    "EXISTS (SELECT 1 FROM articles_revision r WHERE r.id = OLD.revision_id AND r.redacted_under_id IS NOT NULL)"
)
_ARTICLE_LIVES = (
    "EXISTS (SELECT 1 FROM articles_revision r JOIN articles_article a ON a.id = r.article_id "
    "WHERE r.id = OLD.revision_id)"
)
_FINISHED = (
    "EXISTS (SELECT 1 FROM articles_article a WHERE a.head_id = NEW.revision_id OR a.revision_id = NEW.revision_id)"
)
GUARDS = [
    Guard("imported_stays", "articles_imported", UPDATE, MESSAGE, f"NOT {_REDACTED}"),
    Guard("imported_never_goes", "articles_imported", DELETE, MESSAGE, f"{_ARTICLE_LIVES} AND NOT {_REDACTED}"),
    Guard("imported_comes_with_its_revision", "articles_imported", INSERT, MESSAGE, _FINISHED),
]


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_one_article_on_top")]
    operations = [
        migrations.CreateModel(
            name="Imported",
            fields=[
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="imported",
                        serialize=False, to="articles.revision",
                    ),
                ),
                ("facts", models.JSONField()),
            ],
            options={"verbose_name_plural": "imported"},
        ),
        put_up(GUARDS),
    ]
