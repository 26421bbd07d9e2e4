"""What a publisher arranges under its articles. SQLite makes the table anew: its guards go down and up."""

import django.db.models.deletion
import haowen.kit.clock
from django.db import migrations, models

from haowen.kit.guards import DELETE, UPDATE, Guard, kept, put_up, take_down

AGAIN = [
    Guard(
        "comment_floor_stays", "comments_comment", UPDATE, "floors never change",
        f"NOT {kept('public_id', 'article_id', 'floor', 'answers_id', 'at')}",
    ),
    Guard(
        "comment_never_goes", "comments_comment", DELETE, "floors are never used again",
        "EXISTS (SELECT 1 FROM articles_article a WHERE a.id = OLD.article_id)",
    ),
]


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0016_selected_comments'),
        ('comments', '0002_floors_never_change'),
        ('people', '0003_sent_mail'),
        ('publishers', '0006_profiles'),
    ]

    operations = [
        take_down(AGAIN),
        migrations.CreateModel(
            name='BlockedPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('does', models.CharField(choices=[('wait', 'Wait'), ('refuse', 'Refuse')], max_length=6)),
                ('at', models.DateTimeField(default=haowen.kit.clock.now)),
            ],
            options={
                'verbose_name_plural': 'blocked people',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='BlockedWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=40)),
                ('folded', models.CharField(max_length=80)),
                ('does', models.CharField(choices=[('wait', 'Wait'), ('refuse', 'Refuse')], max_length=6)),
                ('at', models.DateTimeField(default=haowen.kit.clock.now)),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.RemoveIndex(
            model_name='comment',
            name='comment_best',
        ),
        migrations.AddField(
            model_name='comment',
            name='pinned_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='comment',
            name='publisher',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publishers.publisher'),
        ),
        migrations.AddField(
            model_name='comment',
            name='selected_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='comment',
            name='waits_since',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='comment',
            name='waits_word',
            field=models.CharField(blank=True, default='', max_length=40),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['article', '-pinned_at', '-score', 'floor'], name='comment_pinned_and_best'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('waits_since__isnull', False)), fields=['article'], name='comment_waits'),
        ),
        migrations.AddField(
            model_name='blockedperson',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.actor'),
        ),
        migrations.AddField(
            model_name='blockedperson',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor'),
        ),
        migrations.AddField(
            model_name='blockedperson',
            name='publisher',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocked_people', to='publishers.publisher'),
        ),
        migrations.AddField(
            model_name='blockedword',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor'),
        ),
        migrations.AddField(
            model_name='blockedword',
            name='publisher',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocked_words', to='publishers.publisher'),
        ),
        migrations.AddConstraint(
            model_name='blockedperson',
            constraint=models.UniqueConstraint(fields=('publisher', 'actor'), name='blocked_person_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='blockedperson',
            constraint=models.CheckConstraint(condition=models.Q(('does__in', ['wait', 'refuse'])), name='blocked_person_does_is_known'),
        ),
        migrations.AddConstraint(
            model_name='blockedword',
            constraint=models.UniqueConstraint(fields=('publisher', 'folded'), name='blocked_word_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='blockedword',
            constraint=models.CheckConstraint(condition=models.Q(('does__in', ['wait', 'refuse'])), name='blocked_word_does_is_known'),
        ),
        migrations.AddConstraint(
            model_name='blockedword',
            constraint=models.CheckConstraint(condition=models.Q(('folded', ''), _negated=True), name='blocked_word_is_a_word'),
        ),
        put_up(AGAIN),
    ]
