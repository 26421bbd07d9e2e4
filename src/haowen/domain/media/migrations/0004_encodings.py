"""How far the smaller versions of videos are."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0003_kinds'),
    ]

    operations = [
        migrations.CreateModel(
            name='Encoding',
            fields=[
                ('media', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='encoding', serialize=False, to='media.media')),
                ('state', models.CharField(choices=[('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('absent', 'Absent')], max_length=8)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('reason', models.CharField(blank=True, default='', max_length=400)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['running', 'done', 'failed', 'absent'])), name='encoding_state_is_known')],
            },
        ),
    ]
