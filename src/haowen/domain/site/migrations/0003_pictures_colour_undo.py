"""Logo, icon and colour of the site; a change can say which one it undoes."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


def picture() -> models.CharField:
    sha256 = django.core.validators.RegexValidator("^[0-9a-f]{64}\\Z")
    return models.CharField(blank=True, default="", max_length=64, validators=[sha256])


class Migration(migrations.Migration):
    dependencies = [("site", "0002_terms_in_force_never_change")]
    operations = [
        migrations.AddField("site", "logo", picture()),
        migrations.AddField("site", "logo_dark", picture()),
        migrations.AddField("site", "icon", picture()),
        migrations.AddField("site", "accent", models.CharField(blank=True, default="", max_length=7)),
        migrations.AddField(
            "sitechange",
            "undoes",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="site.sitechange",
            ),
        ),
    ]
