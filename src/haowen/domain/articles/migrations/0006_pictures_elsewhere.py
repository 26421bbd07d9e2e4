
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0005_imported'),
        ('media', '0002_what_stays'),
    ]

    operations = [
        migrations.CreateModel(
            name='PictureElsewhere',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=2000)),
                ('is_cover', models.BooleanField(default=False)),
                ('trouble', models.CharField(blank=True, choices=[('placeholder', 'Placeholder'), ('refused', 'Refused'), ('no_picture', 'No Picture'), ('gone', 'Gone'), ('unusable', 'Unusable'), ('no_answer', 'No Answer'), ('private', 'Private')], default='', max_length=12)),
                ('sha256', models.CharField(blank=True, default='', max_length=64)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures_elsewhere', to='articles.article')),
                ('media', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.media')),
            ],
            options={
                'verbose_name_plural': 'pictures elsewhere',
                'indexes': [models.Index(condition=models.Q(('sha256', ''), _negated=True), fields=['sha256'], name='placeholder_is_known_again')],
                'constraints': [models.UniqueConstraint(fields=('article', 'address', 'is_cover'), name='picture_elsewhere_is_unique'), models.CheckConstraint(condition=models.Q(('trouble__in', ['', 'placeholder', 'refused', 'no_picture', 'gone', 'unusable', 'no_answer', 'private'])), name='picture_trouble_is_known')],
            },
        ),
    ]
