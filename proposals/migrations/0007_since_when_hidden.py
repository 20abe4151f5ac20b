from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0006_overdue_steps_and_replies"),
    ]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="hidden_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
