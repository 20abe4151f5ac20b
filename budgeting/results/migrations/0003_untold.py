from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("results", "0002_age_band"),
    ]

    operations = [
        migrations.AddField(
            model_name="envelopecount",
            name="untold",
            field=models.BooleanField(
                default=False, verbose_name="numbers that would show a small cell are not told"
            ),
        ),
    ]
