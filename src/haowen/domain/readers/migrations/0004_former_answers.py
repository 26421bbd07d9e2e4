"""Answers that polls were given where their articles come from, as numbers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('readers', '0003_polls'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('option', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_answers', to='readers.poll')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('poll', 'option'), name='former_answer_is_one')],
            },
        ),
    ]
