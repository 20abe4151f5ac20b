from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0005_area_and_topic"),
    ]

    operations = [
        migrations.AddField(
            model_name="rung",
            name="overdue_told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="overdue_told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
