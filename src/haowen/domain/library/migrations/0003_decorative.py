"""Pictures of which there is nothing to say to those who do not see them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0002_captions'),
    ]

    operations = [
        migrations.AddField(
            model_name='asset',
            name='is_decorative',
            field=models.BooleanField(default=False),
        ),
    ]
