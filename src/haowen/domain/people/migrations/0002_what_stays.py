"""Public identifiers never change; what was taken from an account stays told, only its end may move."""

from django.db import migrations

from haowen.kit.guards import DELETE, UPDATE, Guard, kept, put_up

GUARDS = [
    Guard("user_public_id_stays", "people_user", UPDATE, "public identifiers never change", f"NOT {kept('public_id')}"),
    Guard("actor_public_id_stays", "people_actor", UPDATE, "public identifiers never change", f"NOT {kept('public_id')}"),
    Guard(
        "account_restriction_stays", "people_accountrestriction", UPDATE, "of a restriction only the end moves",
        f"NOT {kept('user_id', 'effect', 'statement_id', 'starts_at')}",
    ),
    Guard("account_restriction_never_goes", "people_accountrestriction", DELETE, "restrictions stay as history"),
]


class Migration(migrations.Migration):
    dependencies = [("people", "0001_first_form")]
    operations = [put_up(GUARDS)]
