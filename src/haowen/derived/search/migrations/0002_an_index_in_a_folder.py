from django.db import migrations, models

DROP = [
    "DROP TABLE IF EXISTS search_frequency",
    "DROP TABLE IF EXISTS search_terms",
    "DROP TABLE IF EXISTS search_text",
]
MAKE = [
    "CREATE VIRTUAL TABLE search_text USING fts5(title, summary, body, publisher, sources, tokenize='unicode61')",
    "CREATE VIRTUAL TABLE search_terms USING fts5(terms, detail='none', tokenize='unicode61')",
    "CREATE VIRTUAL TABLE search_frequency USING fts5vocab(search_terms, 'row')",
]


class Migration(migrations.Migration):
    dependencies = [("search", "0001_first_form")]

    operations = [
        migrations.DeleteModel(name="Document"),
        migrations.RunSQL(DROP, MAKE),
        migrations.CreateModel(
            name="InForce",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("changes", models.BigIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
            ],
            options={"verbose_name_plural": "in force"},
        ),
    ]
