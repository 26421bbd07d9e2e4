"""What writers bring in, and the accounts elsewhere that it came from."""

import django.db.models.deletion
import haowen.domain.imports.models
import haowen.kit.clock
import haowen.kit.publicids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0011_autosaves_keep_the_rest'),
        ('people', '0003_sent_mail'),
        ('publishers', '0004_reserved_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(blank=True, default='', max_length=120)),
                ('name', models.CharField(blank=True, default='', max_length=120)),
                ('code', models.CharField(default=haowen.domain.imports.models.new_code, max_length=60)),
                ('found_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('proved_at', models.DateTimeField(blank=True, null=True)),
                ('proof_url', models.URLField(blank=True, default='', max_length=500)),
                ('proved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor')),
                ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accounts_elsewhere', to='publishers.publisher')),
            ],
            options={
                'ordering': ['host', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=haowen.kit.publicids.new_id, editable=False, max_length=20, unique=True)),
                ('language', models.CharField(max_length=10)),
                ('began_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('stopped_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor')),
                ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='publishers.publisher')),
            ],
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=2000)),
                ('host', models.CharField(blank=True, default='', max_length=120)),
                ('spool', models.CharField(blank=True, default='', max_length=200)),
                ('size_bytes', models.BigIntegerField(default=0)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('working', 'Working'), ('done', 'Done'), ('refused', 'Refused'), ('stopped', 'Stopped')], default='waiting', max_length=8)),
                ('kind', models.CharField(blank=True, default='', max_length=12)),
                ('reason', models.CharField(blank=True, default='', max_length=500)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='imports.import')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300)),
                ('fate', models.CharField(blank=True, default='', max_length=12)),
                ('reason', models.CharField(blank=True, default='', max_length=1000)),
                ('pictures', models.PositiveIntegerField(default=0)),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.article')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='imports.item')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Provenance',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='provenance', serialize=False, to='articles.article')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='articles', to='imports.account')),
            ],
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(fields=('publisher', 'host', 'name'), name='account_elsewhere_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('host', ''), _negated=True), models.Q(('name', ''), _negated=True), _connector='OR'), name='account_elsewhere_is_known_by_something'),
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(fields=['publisher', '-began_at'], name='import_newest'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['host', 'due_at'], name='import_item_of_host'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('work', 'position'), name='import_item_position_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'working', 'done', 'refused', 'stopped'])), name='import_item_state_is_known'),
        ),
        migrations.AddIndex(
            model_name='outcome',
            index=models.Index(fields=['item', 'fate'], name='import_outcome_fate'),
        ),
    ]
