"""Archives that were asked for and brought in, and what is known only from them."""

import django.db.models.deletion
import haowen.kit.clock
import haowen.kit.publicids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0009_best_of_a_channel'),
        ('publishers', '0004_reserved_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Restoring',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('began_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('ready', 'Ready'), ('failed', 'Failed'), ('gone', 'Gone')], default='waiting', max_length=8)),
                ('done', models.PositiveIntegerField(default=0)),
                ('whole', models.PositiveIntegerField(default=0)),
                ('secret', models.CharField(default=haowen.kit.publicids.new_secret, editable=False, max_length=30, unique=True)),
                ('size_bytes', models.PositiveBigIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, default='', max_length=64)),
                ('ready_at', models.DateTimeField(blank=True, null=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, default='', max_length=400)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exports', to='publishers.publisher')),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'ready', 'failed', 'gone'])), name='export_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), ('expires_at__isnull', False), _connector='OR'), name='export_ready_has_a_term'), models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'running'])), fields=('publisher',), name='export_under_way_is_one')],
            },
        ),
        migrations.CreateModel(
            name='FormerCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('likes', 'Likes'), ('bookmarks', 'Bookmarks'), ('follows', 'Follows')], max_length=10)),
                ('number', models.PositiveIntegerField()),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='former_counts', to='articles.article')),
                ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_counts', to='publishers.publisher')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'what'), name='former_count_of_article_is_one'), models.CheckConstraint(condition=models.Q(('what__in', ['likes', 'bookmarks', 'follows'])), name='former_count_is_known')],
            },
        ),
        migrations.CreateModel(
            name='FormerMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('editor', 'Editor'), ('writer', 'Writer'), ('analyst', 'Analyst')], max_length=8)),
                ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_members', to='publishers.publisher')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['owner', 'editor', 'writer', 'analyst'])), name='former_member_role_is_known')],
            },
        ),
    ]
