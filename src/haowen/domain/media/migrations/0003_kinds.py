"""Pictures and videos. SQLite makes the table anew for it, so that its guard is taken down and put up again."""

from django.db import migrations, models

from haowen.kit.guards import UPDATE, Guard, kept, put_up, take_down

AGAIN = [Guard("media_hash_stays", "media_media", UPDATE, "an original is its hash", f"NOT {kept('sha256')}")]


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0002_what_stays'),
    ]

    operations = [
        take_down(AGAIN),
        migrations.AddField(
            model_name='media',
            name='duration_ms',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='media',
            name='kind',
            field=models.CharField(choices=[('picture', 'Picture'), ('video', 'Video')], default='picture', max_length=8),
        ),
        migrations.AddConstraint(
            model_name='media',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['picture', 'video'])), name='media_kind_is_known'),
        ),
        put_up(AGAIN),
    ]
