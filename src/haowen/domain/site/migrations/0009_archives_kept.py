"""How long an archive that an owner asked for is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('site', '0008_copies_of_sources'),
    ]

    operations = [
        migrations.AddField(
            model_name='site',
            name='archives_kept_days',
            field=models.PositiveSmallIntegerField(default=7),
        ),
    ]
