"""How often each of two titles was shown and followed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0012_two_titles'),
        ('audience', '0003_who_reads'),
    ]

    operations = [
        migrations.CreateModel(
            name='HourlyTitles',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour_at', models.DateTimeField()),
                ('title', models.CharField(max_length=6)),
                ('shown', models.PositiveIntegerField(default=0)),
                ('followed', models.PositiveIntegerField(default=0)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='titles_shown', to='articles.article')),
            ],
            options={
                'verbose_name_plural': 'hourly titles',
                'constraints': [models.UniqueConstraint(fields=('article', 'hour_at', 'title'), name='title_hour_is_unique')],
            },
        ),
    ]
