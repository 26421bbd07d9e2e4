"""Nobody passes two stages of one article: the database refuses it, whatever revision was passed before."""

from django.db import migrations

from haowen.kit.guards import INSERT, Guard, put_up

GUARDS = [
    Guard(
        "nobody_passes_two_stages", "articles_pass", INSERT, "nobody passes two stages of one article",
        "EXISTS (SELECT 1 FROM articles_pass p WHERE p.review_id = NEW.review_id AND p.by_id = NEW.by_id "
        "AND p.position <> NEW.position)",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_live_reports")]
    operations = [put_up(GUARDS)]
