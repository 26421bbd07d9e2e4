"""Search engines that are told of changes."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("site", "0003_pictures_colour_undo")]
    operations = [
        migrations.AddField(
            "site",
            "indexnow_key",
            models.CharField(
                blank=True,
                default="",
                max_length=128,
                validators=[django.core.validators.RegexValidator("^[A-Za-z0-9-]{8,128}\\Z")],
            ),
        ),
        migrations.AddField(
            "site",
            "indexnow_url",
            models.URLField(default="https://api.indexnow.org/indexnow", max_length=300),
        ),
        migrations.AddField("site", "push_url", models.URLField(blank=True, default="", max_length=500)),
    ]
