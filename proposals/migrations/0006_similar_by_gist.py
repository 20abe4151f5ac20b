"""The keys of a title are written by the domain function that writes the title (proposals/gist.py), no longer by SQL."""

import importlib

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from proposals import gist

TITLE_KEYS = importlib.import_module("proposals.migrations.0002_search_columns").TITLE_KEYS


def fill(apps, schema_editor):
    Proposal = apps.get_model("proposals", "Proposal")
    for one in Proposal.objects.only("pk", "title").iterator(chunk_size=500):
        Proposal.objects.filter(pk=one.pk).update(title_keys=gist.keys(one.title))


class Migration(migrations.Migration):

    dependencies = [("proposals", "0005_answering_desk")]

    operations = [
        migrations.CreateModel(
            name="KeyShare",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("share", models.FloatField()),
            ],
        ),
        migrations.RemoveIndex(model_name="proposal", name="proposal_title_keys"),
        migrations.RemoveField(model_name="proposal", name="title_keys"),
        migrations.AddField(
            model_name="proposal",
            name="title_keys",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="proposal",
            index=django.contrib.postgres.indexes.GinIndex(fields=["title_keys"], name="proposal_title_keys"),
        ),
        migrations.RunSQL("DROP FUNCTION proposal_title_keys(text)", TITLE_KEYS),
    ]
