"""Entries of live reports are passed one by one; writers are told that the day of two titles is over."""

import django.db.models.deletion
from django.db import migrations, models

import haowen.kit.clock
import haowen.kit.publicids

KINDS = [
    ('late', 'Late'), ('held_back', 'Held Back'), ('sent_back', 'Sent Back'), ('dead_link', 'Dead Link'),
    ('urgent', 'Urgent'), ('titles', 'Titles'),
]


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0019_dead_links_are_told'),
        ('people', '0003_sent_mail'),
    ]

    operations = [
        migrations.AddField(
            model_name='chain',
            name='entries_go_first',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='chain',
            name='entries_stage',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='EntryReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=haowen.kit.publicids.new_id, editable=False, max_length=20, unique=True)),
                ('state', models.CharField(choices=[('open', 'Open'), ('returned', 'Returned'), ('done', 'Done')], default='open', max_length=8)),
                ('is_out_first', models.BooleanField(default=False)),
                ('stage_name', models.CharField(blank=True, default='', max_length=40)),
                ('by_name', models.CharField(blank=True, default='', max_length=60)),
                ('reason', models.CharField(blank=True, default='', max_length=500)),
                ('asked_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.actor')),
                ('text', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='review', to='articles.livetext')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['asked_at'], name='entry_reviews_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'returned', 'done'])), name='entry_review_state_is_known')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='writernote',
            name='writer_note_is_known',
        ),
        migrations.AlterField(
            model_name='writernote',
            name='kind',
            field=models.CharField(choices=KINDS, max_length=10),
        ),
        migrations.AddConstraint(
            model_name='writernote',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [kind for kind, _name in KINDS])), name='writer_note_is_known'),
        ),
    ]
