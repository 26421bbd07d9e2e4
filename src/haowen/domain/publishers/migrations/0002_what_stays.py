"""Public identifiers never change; what was taken from a publisher stays told, only its end may move."""

from django.db import migrations

from haowen.kit.guards import DELETE, UPDATE, Guard, kept, put_up

GUARDS = [
    Guard("publisher_public_id_stays", "publishers_publisher", UPDATE, "public identifiers never change", f"NOT {kept('public_id')}"),
    Guard(
        "publisher_restriction_stays", "publishers_publisherrestriction", UPDATE, "of a restriction only the end moves",
        f"NOT {kept('publisher_id', 'effect', 'statement_id', 'starts_at')}",
    ),
    Guard("publisher_restriction_never_goes", "publishers_publisherrestriction", DELETE, "restrictions stay as history"),
]


class Migration(migrations.Migration):
    dependencies = [("publishers", "0001_first_form")]
    operations = [put_up(GUARDS)]
