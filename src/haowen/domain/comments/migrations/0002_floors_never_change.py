"""A floor is given once: its number never changes and is never used again. What was withheld stays told."""

from django.db import migrations

from haowen.kit.guards import DELETE, UPDATE, Guard, kept, put_up

GUARDS = [
    Guard(
        "comment_floor_stays", "comments_comment", UPDATE, "floors never change",
        f"NOT {kept('public_id', 'article_id', 'floor', 'answers_id', 'at')}",
    ),
    Guard(
        "comment_never_goes", "comments_comment", DELETE, "floors are never used again",
        "EXISTS (SELECT 1 FROM articles_article a WHERE a.id = OLD.article_id)",
    ),
    Guard(
        "comment_restriction_stays", "comments_commentrestriction", UPDATE, "of a restriction only the end moves",
        f"NOT {kept('comment_id', 'effect', 'statement_id', 'starts_at')}",
    ),
    Guard("comment_restriction_never_goes", "comments_commentrestriction", DELETE, "restrictions stay as history"),
]


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_first_form"), ("articles", "0001_first_form")]
    operations = [put_up(GUARDS)]
