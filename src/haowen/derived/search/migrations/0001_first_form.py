import django.db.models.deletion
from django.db import migrations, models

# search_text: single CJK characters and whole Latin words, so that a phrase query finds any exact passage.
# search_terms: pairs of characters and words, whose frequencies say what an article is about.
MAKE = [
    "CREATE VIRTUAL TABLE search_text USING fts5(title, summary, body, publisher, sources, tokenize='unicode61')",
    "CREATE VIRTUAL TABLE search_terms USING fts5(terms, detail='none', tokenize='unicode61')",
    "CREATE VIRTUAL TABLE search_frequency USING fts5vocab(search_terms, 'row')",
]
DROP = ["DROP TABLE search_frequency", "DROP TABLE search_terms", "DROP TABLE search_text"]


class Migration(migrations.Migration):
    initial = True

    dependencies = [("articles", "0001_first_form")]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("revision_id", models.BigIntegerField()),
                ("plain", models.TextField()),
                ("indexed_at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(MAKE, DROP),
    ]
