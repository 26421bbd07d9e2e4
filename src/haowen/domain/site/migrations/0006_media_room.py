"""How much room a publisher's files have."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('site', '0005_documents_kept'),
    ]

    operations = [
        migrations.AddField(
            model_name='site',
            name='media_room',
            field=models.PositiveIntegerField(default=4096),
        ),
    ]
