"""Whether a publisher's pictures bear its name, and which mark they bear by now."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishers', '0006_profiles'),
    ]

    operations = [
        migrations.AddField(
            model_name='publisher',
            name='mark_key',
            field=models.CharField(blank=True, max_length=8, null=True),
        ),
        migrations.AddField(
            model_name='publisher',
            name='watermark',
            field=models.CharField(blank=True, choices=[('off', 'Off'), ('name', 'Name')], max_length=4, null=True),
        ),
    ]
