
import django.db.models.deletion
from django.db import migrations, models

import kurzweg.core.ids


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('networks', '0014_boards_are_committees'),
        ('people', '0016_official_numbers'),
    ]

    operations = [
        migrations.CreateModel(
            name='MeetingRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=kurzweg.core.ids.new_public_id, editable=False, max_length=12, unique=True)),
                ('met_on', models.DateField()),
                ('begins_at', models.TimeField(blank=True, null=True)),
                ('ends_at', models.TimeField(blank=True, null=True)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('agenda_checked_by', models.CharField(blank=True, max_length=120)),
                ('agenda_checked_on', models.DateField(blank=True, null=True)),
                ('note', models.TextField(blank=True, max_length=10000)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='records', to='networks.committee')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='networks.network')),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ('-met_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160)),
                ('state', models.CharField(choices=[('present', 'present'), ('excused', 'excused'), ('absent', 'absent'), ('guest', 'guest')], default='present', max_length=10)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='committees.meetingrecord')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='AgendaPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(default=1)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True, max_length=10000)),
                ('decision', models.TextField(blank=True, max_length=4000)),
                ('votes_for', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('votes_against', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('votes_abstained', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('is_unanimous', models.BooleanField(default=False)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='committees.meetingrecord')),
            ],
            options={
                'ordering': ('place', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Addendum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_on', models.DateField()),
                ('text', models.TextField(max_length=10000)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addenda', to='committees.meetingrecord')),
            ],
            options={
                'ordering': ('added_on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('came', 'came'), ('left', 'left the room'), ('objection', 'objected')], max_length=10)),
                ('name', models.CharField(max_length=160)),
                ('at', models.TimeField()),
                ('text', models.CharField(blank=True, max_length=500)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='committees.meetingrecord')),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=kurzweg.core.ids.new_public_id, editable=False, max_length=12, unique=True)),
                ('text', models.CharField(max_length=500)),
                ('due_on', models.DateField()),
                ('first_due_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('open', 'open'), ('done', 'done'), ('impossible', 'not possible')], default='open', max_length=12)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('reminded_due_on', models.DateField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='networks.committee')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='networks.network')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='committee_tasks', to='people.person')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='committees.meetingrecord')),
            ],
            options={
                'ordering': ('due_on', 'pk'),
            },
        ),
        migrations.AddConstraint(
            model_name='meetingrecord',
            constraint=models.CheckConstraint(condition=models.Q(('agenda_checked_on', None), models.Q(('agenda_checked_by', ''), _negated=True), _connector='OR'), name='agenda_is_checked_by_somebody_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='agendapoint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', ''), _negated=True), models.Q(('is_unanimous', False), ('votes_abstained', None), ('votes_against', None), ('votes_for', None)), _connector='OR'), name='votes_belong_to_a_decision'),
        ),
        migrations.AddConstraint(
            model_name='agendapoint',
            constraint=models.CheckConstraint(condition=models.Q(('is_unanimous', False), ('votes_against', None), ('votes_against', 0), _connector='OR'), name='unanimous_is_without_votes_against'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'done', 'impossible'])), name='task_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='task_is_answered_when_it_is_not_open'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('first_due_on', None), ('due_on__gte', models.F('first_due_on')), _connector='OR'), name='task_is_put_off_to_a_later_day'),
        ),
    ]
