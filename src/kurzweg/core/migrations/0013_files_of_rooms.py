
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0012_erasure'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='storedfile',
            name='file_is_stored_once_per_network',
        ),
        migrations.AddField(
            model_name='storedfile',
            name='kept_by',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AlterField(
            model_name='storedfile',
            name='media_type',
            field=models.CharField(max_length=100),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.UniqueConstraint(fields=('network_id', 'digest', 'kept_by'), name='file_is_stored_once_per_network'),
        ),
    ]
