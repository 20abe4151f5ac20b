"""The random order, and words of one letter, are read off indexes."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("proposals", "0010_assisted_and_reminded")]

    operations = [
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                django.db.models.functions.text.Upper(django.db.models.functions.text.Left("title", 1)),
                models.OrderBy(models.F("submitted_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="proposal_initial",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                models.Func(models.F("id"), models.Value(0), function="hashint8extended", output_field=models.BigIntegerField()),
                models.F("id"),
                name="proposal_shuffle_0",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                models.Func(models.F("id"), models.Value(1), function="hashint8extended", output_field=models.BigIntegerField()),
                models.F("id"),
                name="proposal_shuffle_1",
            ),
        ),
    ]
