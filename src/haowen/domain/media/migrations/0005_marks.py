"""Watermarks: the drawing of each, by its key."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0004_encodings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('key', models.CharField(max_length=8, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=60)),
                ('drawing', models.BinaryField()),
            ],
        ),
    ]
