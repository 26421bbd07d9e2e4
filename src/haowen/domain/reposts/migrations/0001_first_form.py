"""Who may repost what, what was asked, and which article is a repost of which."""
import django.db.models.deletion
import haowen.kit.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0016_selected_comments'),
        ('people', '0003_sent_mail'),
        ('publishers', '0006_profiles'),
    ]

    operations = [
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(choices=[('nobody', 'Nobody'), ('ask', 'Ask'), ('named', 'Named'), ('all', 'All')], default='ask', max_length=6)),
                ('may_change', models.BooleanField(default=False)),
                ('changed_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('article', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='repost_grant', to='articles.article')),
                ('named', models.ManyToManyField(blank=True, related_name='+', to='publishers.publisher')),
                ('publisher', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='repost_grant', to='publishers.publisher')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('article__isnull', False), ('publisher__isnull', True)), models.Q(('article__isnull', True), ('publisher__isnull', False)), _connector='OR'), name='repost_grant_is_of_one'), models.CheckConstraint(condition=models.Q(('who__in', ['nobody', 'ask', 'named', 'all'])), name='repost_grant_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Repost',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='repost_of', serialize=False, to='articles.article')),
                ('title', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('original', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reposts', to='articles.article')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('article', models.F('original')), _negated=True), name='repost_is_of_another')],
            },
        ),
        migrations.CreateModel(
            name='Request',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=haowen.kit.clock.now)),
                ('words', models.CharField(blank=True, default='', max_length=500)),
                ('answer', models.CharField(blank=True, choices=[('', 'Open'), ('granted', 'Granted'), ('refused', 'Refused')], default='', max_length=8)),
                ('may_change', models.BooleanField(default=False)),
                ('reasons', models.CharField(blank=True, default='', max_length=500)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='repost_requests', to='articles.article')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.actor')),
                ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='repost_requests', to='publishers.publisher')),
            ],
            options={
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answer', '')), fields=('article', 'publisher'), name='repost_request_is_open_once'), models.CheckConstraint(condition=models.Q(('answer__in', ['', 'granted', 'refused'])), name='repost_answer_is_known')],
            },
        ),
    ]
