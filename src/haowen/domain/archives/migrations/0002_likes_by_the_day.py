"""Likes that came along, by the day; numbers of a publisher once."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archives', '0001_first_form'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='formercount',
            name='former_count_of_article_is_one',
        ),
        migrations.AddField(
            model_name='formercount',
            name='day',
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name='formercount',
            constraint=models.UniqueConstraint(fields=('article', 'what', 'day'), name='former_count_of_article_is_one'),
        ),
        migrations.AddConstraint(
            model_name='formercount',
            constraint=models.UniqueConstraint(condition=models.Q(('article', None)), fields=('publisher', 'what'), name='former_count_of_publisher_is_one'),
        ),
    ]
