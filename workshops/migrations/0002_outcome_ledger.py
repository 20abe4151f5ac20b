import django.db.models.deletion
from django.conf import settings
from civic.common.migrating import FirstMigration
from django.db import migrations, models


FILL = f"""
INSERT INTO workshops_outcomeentry (day, department_id, disposition, n)
SELECT (workshop.starts_at AT TIME ZONE '{settings.TIME_ZONE}')::date, opinion.department_id, opinion.disposition, count(*)
FROM workshops_opinion AS opinion JOIN workshops_workshop AS workshop ON workshop.id = opinion.workshop_id
WHERE workshop.state IN ('recorded', 'reported') AND workshop.external_id IS NULL AND opinion.hidden_at IS NULL
  AND (opinion.external_id IS NULL OR opinion.department_id IS NOT NULL)
GROUP BY 1, 2, 3
"""


class Migration(FirstMigration):

    dependencies = [
        ('areas', '0001_initial'),
        ('workshops', '0001_initial'),
    ]

    # What is there already counts from the first moment on. (`recount_outcomes` would say the same, as a correction.)
    operations = [
        migrations.CreateModel(
            name='OutcomeEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('disposition', models.CharField(choices=[('open', 'being looked at'), ('done', 'reflected'), ('in_progress', 'being reflected'), ('partly', 'reflected in part'), ('long_term', 'under long-term review'), ('in_force', 'already in force'), ('not_possible', 'not possible')], max_length=12)),
                ('n', models.IntegerField()),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.department')),
            ],
            options={
                'indexes': [models.Index(fields=['day'], include=('department', 'disposition', 'n'), name='outcome_entry_by_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('n', 0), _negated=True), name='outcome_entry_counts_something')],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
