"""Live reports: entries with their texts, which never change, and their ends."""

import django.db.models.deletion
from django.db import migrations, models

from haowen.kit.guards import UPDATE, Guard, kept, put_up

GUARDS = [
    # Its maker may be forgotten.
    Guard(
        "live_text_never_changes", "articles_livetext", UPDATE, "what an entry said never changes",
        f"NOT ({kept('id', 'entry_id', 'title', 'html', 'note', 'at')} AND (NEW.made_by_id IS NULL OR {kept('made_by_id')}))",
    ),
]


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0016_selected_comments'),
        ('people', '0003_sent_mail'),
    ]

    operations = [
        migrations.CreateModel(
            name='LiveEnd',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='live_end', serialize=False, to='articles.article')),
                ('at', models.DateTimeField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor')),
            ],
        ),
        migrations.CreateModel(
            name='LiveEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('pinned_at', models.DateTimeField(blank=True, null=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='live_entries', to='articles.article')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor')),
            ],
            options={
                'verbose_name_plural': 'live entries',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='LiveText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, default='', max_length=120)),
                ('html', models.TextField()),
                ('plain', models.TextField()),
                ('note', models.CharField(blank=True, default='', max_length=200)),
                ('at', models.DateTimeField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='articles.liveentry')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='liveentry',
            constraint=models.UniqueConstraint(fields=('article', 'number'), name='live_entry_number_is_unique'),
        ),
        put_up(GUARDS),
    ]
