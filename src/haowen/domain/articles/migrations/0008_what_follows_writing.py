"""Review chains, schedules, the trash, what readers saw when, and who answers for what AI did."""

import importlib

import django.db.models.deletion
import haowen.kit.clock
from django.conf import settings
from django.db import migrations, models

from haowen.kit.guards import put_up, take_down

# SQLite makes the table of declarations anew for its new column, which loses the table's guards.
_OF_DECLARATIONS = importlib.import_module("haowen.domain.articles.migrations.0002_revisions_never_change").of_revision(
    "declaration"
)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_autosaves_of_windows'),
        ('channels', '0001_first_form'),
        ('people', '0003_sent_mail'),
        ('publishers', '0002_what_stays'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='history_shown_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='article',
            name='planned',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.revision'),
        ),
        migrations.AddField(
            model_name='article',
            name='scheduled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor'),
        ),
        migrations.AddField(
            model_name='article',
            name='trashed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        take_down(_OF_DECLARATIONS),
        migrations.AddField(
            model_name='declaration',
            name='answered_by',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        put_up(_OF_DECLARATIONS),
        migrations.CreateModel(
            name='Chain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('returns_to', models.PositiveSmallIntegerField(default=1)),
                ('may_be_urgent', models.BooleanField(default=False)),
                ('changed_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('channel', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='chain', to='channels.channel')),
                ('publisher', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='chain', to='publishers.publisher')),
            ],
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='publications', to='articles.article')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.revision')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'Open'), ('returned', 'Returned'), ('done', 'Done')], default='open', max_length=8)),
                ('opened_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('reached_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('wanted_at', models.DateTimeField(blank=True, null=True)),
                ('urgent_at', models.DateTimeField(blank=True, null=True)),
                ('urgent_reason', models.CharField(blank=True, default='', max_length=300)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='articles.article')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor')),
                ('chain', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reviews', to='articles.chain')),
                ('urgent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor')),
            ],
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_name', models.CharField(max_length=60)),
                ('passage', models.CharField(blank=True, default='', max_length=300)),
                ('text', models.CharField(max_length=1000)),
                ('at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.revision')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='articles.review')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Pass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('stage_name', models.CharField(max_length=40)),
                ('by_name', models.CharField(max_length=60)),
                ('is_deputy', models.BooleanField(default=False)),
                ('is_later', models.BooleanField(default=False)),
                ('at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.actor')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.revision')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passes', to='articles.review')),
            ],
            options={
                'verbose_name_plural': 'passes',
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=40)),
                ('passers', models.CharField(choices=[('writers', 'Writers'), ('editors', 'Editors'), ('host', 'Host')], default='host', max_length=8)),
                ('hours', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('chain', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='articles.chain')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='StagePerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_deputy', models.BooleanField(default=False)),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='articles.stage')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'stage people',
            },
        ),
        migrations.CreateModel(
            name='WriterNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('late', 'Late'), ('held_back', 'Held Back'), ('sent_back', 'Sent Back'), ('urgent', 'Urgent')], max_length=10)),
                ('text', models.CharField(blank=True, default='', max_length=500)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='articles.article')),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.AddConstraint(
            model_name='chain',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('channel__isnull', False), ('publisher__isnull', True)), models.Q(('channel__isnull', True), ('publisher__isnull', False)), _connector='OR'), name='chain_is_of_a_channel_or_a_publisher'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'done'), _negated=True), fields=('article',), name='review_is_one'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'returned', 'done'])), name='review_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('urgent_at__isnull', True), models.Q(('urgent_reason', ''), _negated=True), _connector='OR'), name='review_urgency_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='pass',
            constraint=models.UniqueConstraint(fields=('review', 'revision', 'by'), name='pass_is_one_a_person'),
        ),
        migrations.AddConstraint(
            model_name='pass',
            constraint=models.UniqueConstraint(fields=('review', 'revision', 'position'), name='pass_is_one_a_stage'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.UniqueConstraint(fields=('chain', 'position'), name='stage_position_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1), ('position__lte', 5)), name='stages_are_five'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('passers__in', ['writers', 'editors', 'host'])), name='stage_passers_are_known'),
        ),
        migrations.AddConstraint(
            model_name='stageperson',
            constraint=models.UniqueConstraint(fields=('stage', 'user'), name='stage_person_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='writernote',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['late', 'held_back', 'sent_back', 'urgent'])), name='writer_note_is_known'),
        ),
        migrations.RunSQL(
            "INSERT INTO articles_publication (article_id, revision_id, at) "
            "SELECT id, revision_id, COALESCE(changed_at, published_at) FROM articles_article "
            "WHERE revision_id IS NOT NULL AND published_at IS NOT NULL",
            migrations.RunSQL.noop,
        ),
    ]
