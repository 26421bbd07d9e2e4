"""Writers are told of an address that is dead."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0018_nobody_passes_twice'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='writernote',
            name='writer_note_is_known',
        ),
        migrations.AlterField(
            model_name='writernote',
            name='kind',
            field=models.CharField(choices=[('late', 'Late'), ('held_back', 'Held Back'), ('sent_back', 'Sent Back'), ('dead_link', 'Dead Link'), ('urgent', 'Urgent')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='writernote',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['late', 'held_back', 'sent_back', 'dead_link', 'urgent'])), name='writer_note_is_known'),
        ),
    ]
