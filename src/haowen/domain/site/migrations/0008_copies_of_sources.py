"""Whether copies of cited pages are kept, and who sees them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('site', '0007_short_posts'),
    ]

    operations = [
        migrations.AddField(
            model_name='site',
            name='copies',
            field=models.CharField(choices=[('none', 'None'), ('writers', 'Writers'), ('public', 'Public')], default='none', max_length=8),
        ),
    ]
