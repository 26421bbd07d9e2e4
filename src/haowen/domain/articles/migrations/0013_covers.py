"""Pictures for lists: none, one or three, each with its focus. What revisions had until now is their first."""

import importlib

import django.db.models.deletion
from django.db import migrations, models

from haowen.kit.guards import put_up

_OF_COVERS = importlib.import_module("haowen.domain.articles.migrations.0002_revisions_never_change").of_revision(
    "revisioncover"
)
_WHAT_THERE_WAS = """
    INSERT INTO articles_revisioncover (revision_id, position, media_id, alt, focus_x, focus_y)
    SELECT id, 1, cover_id, cover_alt, 50, 50 FROM articles_revision WHERE cover_id IS NOT NULL
"""


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0012_two_titles'),
        ('media', '0004_encodings'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='crops',
            field=models.CharField(blank=True, max_length=240, null=True),
        ),
        migrations.CreateModel(
            name='RevisionCover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('alt', models.CharField(blank=True, default='', max_length=300)),
                ('focus_x', models.PositiveSmallIntegerField(default=50)),
                ('focus_y', models.PositiveSmallIntegerField(default=50)),
                ('media', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media.media')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='covers', to='articles.revision')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('revision', 'position'), name='cover_position_is_unique'), models.CheckConstraint(condition=models.Q(('position__in', (1, 2, 3))), name='covers_are_three_at_most'), models.CheckConstraint(condition=models.Q(('focus_x__lte', 100), ('focus_y__lte', 100)), name='cover_focus_is_within')],
            },
        ),
        migrations.RunSQL(_WHAT_THERE_WAS, migrations.RunSQL.noop),
        put_up(_OF_COVERS),
    ]
