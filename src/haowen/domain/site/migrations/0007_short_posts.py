"""How long a short post may be."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('site', '0006_media_room'),
    ]

    operations = [
        migrations.AddField(
            model_name='site',
            name='short_most',
            field=models.PositiveSmallIntegerField(default=500),
        ),
    ]
