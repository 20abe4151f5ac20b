import django.db.models.deletion
from civic.common.migrating import FirstMigration
from django.db import migrations, models


class Migration(FirstMigration):

    dependencies = [
        ('live', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Groups',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(default=0)),
                ('seen', models.CharField(max_length=80)),
                ('people', models.PositiveIntegerField()),
                ('statements', models.PositiveIntegerField()),
                ('votes', models.PositiveIntegerField()),
                ('letters', models.CharField(blank=True, max_length=5)),
                ('computed_at', models.DateTimeField()),
                ('data', models.JSONField(default=dict)),
                ('members', models.JSONField(default=dict)),
                ('room', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='live.room')),
            ],
        ),
    ]
