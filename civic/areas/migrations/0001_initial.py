import django.db.models.deletion
from civic.common.migrating import FirstMigration
from django.db import migrations, models


class Migration(FirstMigration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=100, verbose_name="name in English")),
                (
                    "code",
                    models.CharField(
                        max_length=10, primary_key=True, serialize=False, verbose_name="official code"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("city", "city"),
                            ("borough", "borough"),
                            ("neighbourhood", "neighbourhood"),
                        ],
                        max_length=13,
                        verbose_name="level",
                    ),
                ),
                ("population", models.PositiveIntegerField(blank=True, null=True, verbose_name="population")),
                (
                    "population_as_of",
                    models.CharField(blank=True, max_length=10, verbose_name="population as of"),
                ),
                ("tile_column", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("tile_row", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("geometry", models.JSONField(blank=True, null=True, verbose_name="boundary (GeoJSON)")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="areas.area",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^\\d{10}$")), name="area_code_has_ten_digits"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "city"), ("parent__isnull", True)),
                            models.Q(models.Q(("level", "city"), _negated=True), ("parent__isnull", False)),
                            _connector="OR",
                        ),
                        name="area_only_a_city_stands_alone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=100, verbose_name="name in English")),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                (
                    "takes_unrouted",
                    models.BooleanField(
                        default=False, verbose_name="answers what belongs to several or no departments"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="departments",
                        to="areas.area",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="areas.department",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=100, verbose_name="name in English")),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="slug")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="areas.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "slug"],
            },
        ),
    ]
