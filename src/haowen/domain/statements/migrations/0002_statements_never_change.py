"""A statement of reasons stays as it was issued: somebody was told so and may appeal against it."""

from django.db import migrations

from haowen.kit.guards import append_only, put_up

GUARDS = append_only("statements_statement", "statement", message="statements never change")


class Migration(migrations.Migration):
    dependencies = [("statements", "0001_first_form")]
    operations = [put_up(GUARDS)]
