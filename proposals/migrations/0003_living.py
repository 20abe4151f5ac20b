"""Choices after similar proposals, numbers by year, routes of topics, and what moderation and clocks remember."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0001_initial'),
        ('processes', '0001_initial'),
        ('proposals', '0002_search_columns'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Encounter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('shown', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('choice', models.CharField(choices=[('support', 'support the existing one'), ('opinion', 'add an opinion there'), ('write', 'write anyway')], max_length=8)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='NumberYear',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='TopicRoute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.AddField(
            model_name='proposal',
            name='bigrams',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('title'), models.F('title_en'), models.F('place'), models.F('body'), function='proposal_bigrams'), output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
        ),
        migrations.AddField(
            model_name='proposal',
            name='due_soon_told_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='proposal',
            name='overdue_told_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='proposal',
            name='personal_data_ok',
            field=models.BooleanField(default=False, verbose_name='the writer was asked about personal data and goes on'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='state_before_hidden',
            field=models.CharField(blank=True, max_length=14),
        ),
        migrations.AddField(
            model_name='proposal',
            name='title_keys',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('title'), function='proposal_title_keys'), output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
        ),
        migrations.AddField(
            model_name='proposal',
            name='withdrawal_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='reason of the withdrawal'),
        ),
        migrations.AlterField(
            model_name='call',
            name='edit_minutes',
            field=models.PositiveIntegerField(default=60, verbose_name='minutes in which a text may be changed without a trace'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(django.db.models.expressions.CombinedExpression(models.F('threshold'), '-', models.F('support_count')), models.F('id'), condition=models.Q(('state', 'open')), name='proposal_near_threshold'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=django.contrib.postgres.indexes.GinIndex(fields=['bigrams'], name='proposal_bigrams'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=django.contrib.postgres.indexes.GinIndex(fields=['title_keys'], name='proposal_title_keys'),
        ),
        migrations.AddIndex(
            model_name='support',
            index=models.Index(fields=['user', '-id'], name='support_of_a_person'),
        ),
        migrations.AddField(
            model_name='encounter',
            name='chosen',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='proposals.proposal'),
        ),
        migrations.AddField(
            model_name='encounter',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='topicroute',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.department'),
        ),
        migrations.AddField(
            model_name='topicroute',
            name='topic',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='route', to='areas.topic'),
        ),
    ]
