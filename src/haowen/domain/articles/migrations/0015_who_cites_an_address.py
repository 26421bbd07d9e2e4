"""Who cites an address is asked whenever one is found dead."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0014_what_is_prepared'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='reference',
            index=models.Index(condition=models.Q(('url', ''), _negated=True), fields=['url'], name='reference_address'),
        ),
    ]
