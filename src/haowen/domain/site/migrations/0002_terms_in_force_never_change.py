"""Terms that are or were in force stay word for word; the history of settings is only added to."""

from django.db import migrations

from haowen.kit.guards import DELETE, UPDATE, Guard, append_only, put_up

IN_FORCE = "OLD.in_force_at <= CURRENT_TIMESTAMP"
GUARDS = [
    Guard("terms_in_force_never_change", "site_terms", UPDATE, "terms in force never change", IN_FORCE),
    Guard("terms_in_force_never_go", "site_terms", DELETE, "terms in force never go", IN_FORCE),
    *append_only("site_sitechange", "site_change", message="the history of settings never changes"),
]


class Migration(migrations.Migration):
    dependencies = [("site", "0001_first_form")]
    operations = [put_up(GUARDS)]
