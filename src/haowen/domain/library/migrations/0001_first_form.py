"""Which publisher brought which file."""

import django.db.models.deletion
import haowen.kit.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('media', '0003_kinds'),
        ('people', '0001_first_form'),
        ('publishers', '0002_what_stays'),
    ]

    operations = [
        migrations.CreateModel(
            name='Asset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, default='', max_length=120)),
                ('alt', models.CharField(blank=True, default='', max_length=300)),
                ('caption', models.CharField(blank=True, default='', max_length=300)),
                ('credit', models.CharField(blank=True, default='', max_length=200)),
                ('added_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('trashed_at', models.DateTimeField(blank=True, null=True)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor')),
                ('media', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assets', to='media.media')),
                ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assets', to='publishers.publisher')),
            ],
            options={
                'indexes': [models.Index(fields=['publisher', '-added_at'], name='asset_newest')],
                'constraints': [models.UniqueConstraint(fields=('publisher', 'media'), name='asset_is_unique')],
            },
        ),
    ]
