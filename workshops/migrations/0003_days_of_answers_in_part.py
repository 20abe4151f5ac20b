from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workshops', '0002_outcome_ledger'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='opinion',
            name='opinion_promised',
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(condition=models.Q(('disposition__in', ['in_progress', 'partly'])), fields=['planned_on'], name='opinion_promised'),
        ),
    ]
