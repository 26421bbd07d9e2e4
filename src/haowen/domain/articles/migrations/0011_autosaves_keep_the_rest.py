"""Autosaves keep everything that the form holds: what it means for a draft, and as it was typed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns of JSON."""

    dependencies = [("articles", "0010_what_the_studio_lists")]

    operations = [
        migrations.AddField(
            model_name="autosave", name="rest", field=models.JSONField(blank=True, default=dict)
        ),
        migrations.AddField(
            model_name="autosave", name="typed", field=models.JSONField(blank=True, default=dict)
        ),
    ]
