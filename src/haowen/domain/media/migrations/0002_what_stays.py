"""An original's hash is its identity; what was withheld stays told."""

from django.db import migrations

from haowen.kit.guards import DELETE, UPDATE, Guard, kept, put_up

GUARDS = [
    Guard("media_hash_stays", "media_media", UPDATE, "an original is its hash", f"NOT {kept('sha256')}"),
    Guard(
        "media_restriction_stays", "media_mediarestriction", UPDATE, "of a restriction only the end moves",
        f"NOT {kept('media_id', 'effect', 'statement_id', 'starts_at')}",
    ),
    Guard("media_restriction_never_goes", "media_mediarestriction", DELETE, "restrictions stay as history"),
]


class Migration(migrations.Migration):
    dependencies = [("media", "0001_first_form")]
    operations = [put_up(GUARDS)]
