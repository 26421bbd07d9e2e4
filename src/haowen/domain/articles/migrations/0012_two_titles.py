"""Two titles of which lists show one or the other for a day."""

import importlib

import django.db.models.deletion
from django.db import migrations, models

from haowen.kit.guards import UPDATE, Guard, kept, put_up, take_down

# SQLite makes the table of revisions anew for its new column: all guards that stand on it or name it are taken down for it.
_BEFORE = [
    guard
    for module in ("0002_revisions_never_change", "0005_imported")
    for guard in importlib.import_module(f"haowen.domain.articles.migrations.{module}").GUARDS
]
GUARDS = [
    Guard(
        "revision_second_title_stays", "articles_revision", UPDATE, "revisions never change",
        f"NOT ({kept('second_title')} OR (OLD.redacted_under_id IS NULL AND NEW.redacted_under_id IS NOT NULL))",
    ),
]


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_autosaves_keep_the_rest'),
    ]

    operations = [
        take_down(_BEFORE),
        migrations.AddField(
            model_name='revision',
            name='second_title',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
        put_up([*_BEFORE, *GUARDS]),
        migrations.CreateModel(
            name='TitleTrial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.CharField(max_length=200)),
                ('second', models.CharField(max_length=200)),
                ('started_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('first', 'First'), ('second', 'Second'), ('overtaken', 'Overtaken')], default='', max_length=10)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='title_trials', to='articles.article')),
            ],
            options={
                'ordering': ['-started_at', '-id'],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='title_trial',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.titletrial'),
        ),
        migrations.AddConstraint(
            model_name='titletrial',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('article',), name='title_trial_is_one'),
        ),
        migrations.AddConstraint(
            model_name='titletrial',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'first', 'second', 'overtaken'])), name='trial_outcome_is_known'),
        ),
    ]
