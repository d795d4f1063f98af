
import django.db.models.deletion
from django.db import migrations, models

import kurzweg.core.ids


class Migration(migrations.Migration):

    dependencies = [
        ('committees', '0002_confidentiality'),
        ('core', '0013_files_of_rooms'),
        ('networks', '0016_kinds_of_mail_apart'),
        ('people', '0016_official_numbers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=kurzweg.core.ids.new_public_id, editable=False, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='networks.committee')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='networks.network')),
                ('stored', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
            ],
            options={
                'ordering': ('-added_at', '-pk'),
            },
        ),
    ]
