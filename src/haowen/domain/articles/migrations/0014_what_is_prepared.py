"""What is to come out with the next text of an article that is out; changes of what is out can wait for a time."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0013_covers'),
        ('channels', '0001_first_form'),
        ('media', '0004_encodings'),
        ('people', '0003_sent_mail'),
        ('publishers', '0004_reserved_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='Prepared',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='prepared', serialize=False, to='articles.article')),
                ('filed', models.JSONField(default=dict)),
                ('correction', models.CharField(blank=True, default='', max_length=500)),
            ],
            options={
                'verbose_name_plural': 'prepared',
            },
        ),
        migrations.RemoveIndex(
            model_name='article',
            name='article_due',
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('scheduled_at__isnull', False)), fields=['scheduled_at'], name='article_due'),
        ),
    ]
