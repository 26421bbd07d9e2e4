"""Polls of articles, and the answers of readers."""

import django.db.models.deletion
import haowen.kit.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0017_live_reports'),
        ('people', '0003_sent_mail'),
        ('readers', '0002_follows_by_the_day'),
    ]

    operations = [
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=12)),
                ('question', models.CharField(max_length=200)),
                ('options', models.JSONField()),
                ('asked_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='polls', to='articles.article')),
            ],
        ),
        migrations.CreateModel(
            name='PollVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('option', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.actor')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='readers.poll')),
            ],
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.UniqueConstraint(fields=('article', 'key'), name='poll_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='pollvote',
            constraint=models.UniqueConstraint(fields=('poll', 'actor'), name='poll_vote_is_one'),
        ),
    ]
