
import django.db.models.deletion
from django.db import migrations, models

import kurzweg.core.ids


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0012_membership_classes'),
        ('people', '0015_site_public_id_is_unique'),
    ]

    operations = [
        migrations.CreateModel(
            name='Committee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('public_id', models.CharField(default=kurzweg.core.ids.new_public_id, editable=False, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('board', 'board'), ('congress', 'congress committee'), ('circle', "round table's circle"), ('working group', 'working group')], max_length=20)),
                ('purpose', models.TextField(blank=True, max_length=2000)),
                ('is_public', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ('name', 'pk'),
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='mandate',
            name='mandate_kind_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='mandate',
            name='person_has_a_mandate_once',
        ),
        migrations.AddField(
            model_name='mandate',
            name='seat',
            field=models.CharField(blank=True, choices=[('chair', 'chair'), ('deputy', 'deputy chair'), ('minutes', 'takes the minutes'), ('member', 'member'), ('guest', 'guest')], max_length=20),
        ),
        migrations.AlterField(
            model_name='mandate',
            name='kind',
            field=models.CharField(choices=[('office', 'office'), ('coordinator', 'coordinator'), ('board', 'board'), ('committee', 'committee'), ('ambassador', 'ambassador'), ('adviser', 'adviser'), ('guest', 'guest of a committee')], max_length=20),
        ),
        migrations.AddField(
            model_name='committee',
            name='network',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='committees', to='networks.network'),
        ),
        migrations.AddField(
            model_name='mandate',
            name='committee',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='networks.committee'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['office', 'coordinator', 'board', 'committee', 'ambassador', 'adviser', 'guest'])), name='mandate_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.UniqueConstraint(condition=models.Q(('committee', None), ('until', None)), fields=('network', 'person', 'kind'), name='person_has_a_mandate_once'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.UniqueConstraint(condition=models.Q(('committee__isnull', False), ('until', None)), fields=('committee', 'person'), name='person_sits_in_a_committee_once'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('committee', None), ('seat', '')), models.Q(('committee__isnull', False), ('kind__in', ('board', 'committee', 'guest')), ('seat__in', ['chair', 'deputy', 'minutes', 'member', 'guest'])), _connector='OR'), name='mandate_seat_is_in_a_committee'),
        ),
        migrations.AddConstraint(
            model_name='committee',
            constraint=models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gte', models.F('since')), _connector='OR'), name='networks_committee_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='committee',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['board', 'congress', 'circle', 'working group'])), name='committee_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='committee',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('network', 'name'), name='committee_is_named_once'),
        ),
        migrations.AddConstraint(
            model_name='committee',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'board'), ('until', None)), fields=('network',), name='network_has_one_board'),
        ),
    ]
