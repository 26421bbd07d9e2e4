"""Captions of videos."""

import django.db.models.deletion
import haowen.kit.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0001_first_form'),
        ('people', '0003_sent_mail'),
    ]

    operations = [
        migrations.CreateModel(
            name='Captions',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=10)),
                ('label', models.CharField(max_length=60)),
                ('text', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('added_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor')),
                ('asset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='captions', to='library.asset')),
            ],
            options={
                'verbose_name_plural': 'captions',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('asset', 'language'), name='captions_language_is_unique')],
            },
        ),
    ]
