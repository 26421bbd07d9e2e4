"""What a publisher says of itself, and names that the host looks at. SQLite makes the table anew: its guard goes down and up."""

import django.core.validators
import django.db.models.deletion
import haowen.kit.clock
from django.conf import settings
from django.db import migrations, models

from haowen.kit.guards import UPDATE, Guard, kept, put_up, take_down

AGAIN = [
    Guard("publisher_public_id_stays", "publishers_publisher", UPDATE, "public identifiers never change", f"NOT {kept('public_id')}"),
]


class Migration(migrations.Migration):

    dependencies = [
        ('publishers', '0005_taken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        take_down(AGAIN),
        migrations.AddField(
            model_name='publisher',
            name='about',
            field=models.TextField(blank=True, default='', max_length=2000),
        ),
        migrations.AddField(
            model_name='publisher',
            name='contact',
            field=models.CharField(blank=True, default='', max_length=120),
        ),
        migrations.AddField(
            model_name='publisher',
            name='licence',
            field=models.CharField(blank=True, default='', max_length=40),
        ),
        migrations.AddField(
            model_name='publisher',
            name='shows_selected_comments',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='NameChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('handle', models.CharField(max_length=30, validators=[django.core.validators.RegexValidator('^[a-z0-9_]{3,30}\\Z')])),
                ('resembles', models.JSONField(default=list)),
                ('asked_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('is_granted', models.BooleanField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reasons', models.CharField(blank=True, default='', max_length=1000)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='name_changes', to='publishers.publisher')),
            ],
            options={
                'ordering': ['asked_at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_granted__isnull', True)), fields=('publisher',), name='name_change_is_asked_once'), models.CheckConstraint(condition=models.Q(models.Q(('is_granted', False), _negated=True), models.Q(('reasons', ''), _negated=True), _connector='OR'), name='name_change_refusal_has_reasons')],
            },
        ),
        migrations.CreateModel(
            name='PublisherLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('label', models.CharField(max_length=40)),
                ('url', models.URLField(max_length=300)),
                ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='publishers.publisher')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('publisher', 'position'), name='publisher_link_position_is_unique'), models.CheckConstraint(condition=models.Q(models.Q(('label', ''), _negated=True), models.Q(('url', ''), _negated=True)), name='publisher_link_leads_somewhere')],
            },
        ),
        put_up(AGAIN),
    ]
