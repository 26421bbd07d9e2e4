
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0002_revisions_never_change'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(blank=True, default='', max_length=253)),
                ('path', models.CharField(max_length=500)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_addresses', to='articles.article')),
            ],
            options={
                'verbose_name_plural': 'former addresses',
                'indexes': [models.Index(fields=['path'], name='former_address_path')],
                'constraints': [models.UniqueConstraint(fields=('host', 'path'), name='former_address_is_unique'), models.CheckConstraint(condition=models.Q(('path__startswith', '/'), models.Q(('path', '/'), _negated=True)), name='former_address_is_a_path')],
            },
        ),
    ]
