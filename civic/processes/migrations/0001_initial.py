import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from civic.common.migrating import FirstMigration
from django.db import migrations, models


class Migration(FirstMigration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("areas", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Process",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("slug", models.SlugField(allow_unicode=True, max_length=80, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("proposals", "citizens' proposals"),
                            ("workshops", "listening workshops"),
                            ("budget", "participatory budgeting"),
                        ],
                        max_length=12,
                    ),
                ),
                ("summary", models.TextField(blank=True)),
                ("summary_en", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="processes", to="areas.area"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("gather", "gathering proposals"),
                            ("review", "department review"),
                            ("committee", "committee review"),
                            ("prices", "publication of prices"),
                            ("voting", "citizens' vote"),
                            ("recount", "recount and objections"),
                            ("result", "result"),
                            ("delivery", "delivery"),
                        ],
                        max_length=12,
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="opens")),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phases",
                        to="processes.process",
                    ),
                ),
            ],
            options={
                "ordering": ["opens_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("process", "kind"), name="phase_one_of_a_kind"),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="phase_closes_after_it_opens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhaseChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old_opens_at", models.DateTimeField()),
                ("old_closes_at", models.DateTimeField()),
                ("new_opens_at", models.DateTimeField()),
                ("new_closes_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="processes.phase",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="phase_change_has_a_reason"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phasechange",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="edfb358052ca106c7b4cd52b73872ae7b1786a48",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_df698",
                    table="processes_phasechange",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phasechange",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="c0ff34123f58316b9841cc97f3c1e8ecc766d1aa",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_7cb06",
                    table="processes_phasechange",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phase",
            trigger=pgtrigger.compiler.Trigger(
                name="opened_stays_opened",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF TG_OP = 'UPDATE' AND (OLD.opens_at, OLD.process_id, OLD.kind) = (NEW.opens_at, NEW.process_id, NEW.kind) THEN\n            RETURN NEW;\n        END IF;\n        IF OLD.opens_at <= clock_timestamp() THEN\n            RAISE EXCEPTION 'a phase that has opened keeps its opening'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'phase_opened_stays_opened';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        RETURN NEW;\n    ",
                    hash="ed4d5929375c6941918d9b3fd8264b82af1e93f5",
                    operation='UPDATE OF "opens_at", "process_id", "kind" OR DELETE',
                    pgid="pgtrigger_opened_stays_opened_32147",
                    table="processes_phase",
                    when="BEFORE",
                ),
            ),
        ),
    ]
