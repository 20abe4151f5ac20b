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
        ("cycles", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Count",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("counted", "counted, not yet published"), ("published", "published")],
                        default="counted",
                        max_length=10,
                    ),
                ),
                ("ballots", models.PositiveIntegerField()),
                ("channels", models.JSONField(default=dict, verbose_name="ballots by the door they came in")),
                (
                    "classes",
                    models.JSONField(
                        default=dict, verbose_name="classes of voters, and where they were counted apart"
                    ),
                ),
                ("eligible", models.PositiveIntegerField(default=0)),
                (
                    "voted",
                    models.PositiveIntegerField(
                        default=0, verbose_name="ballots that there ought to be, from the roll and the slips"
                    ),
                ),
                ("turnout", models.JSONField(default=list)),
                ("files", models.JSONField(default=dict)),
                ("counted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("software", models.CharField(max_length=40)),
                (
                    "counted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cycle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="count", to="cycles.cycle"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by__isnull", True),
                            models.Q(("published_by", models.F("counted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="count_published_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="count_published_has_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "count",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="results.count",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("count", "officer"), name="certified_once_by_an_officer")
                ],
            },
        ),
        migrations.CreateModel(
            name="EnvelopeCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=30)),
                ("options", models.JSONField(default=dict)),
                ("shape", models.JSONField(default=dict)),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256 of the profile")),
                ("budget", models.BigIntegerField()),
                ("cost", models.BigIntegerField()),
                ("ballots", models.PositiveIntegerField()),
                ("blanks", models.PositiveIntegerField(default=0)),
                ("voids", models.PositiveIntegerField(default=0)),
                ("ties", models.JSONField(default=list)),
                ("comparison", models.JSONField(default=list, verbose_name="outcomes of other rules")),
                (
                    "count",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="envelopes",
                        to="results.count",
                    ),
                ),
                (
                    "envelope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="cycles.envelope",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("count", "envelope"), name="envelope_counted_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rank", models.PositiveIntegerField()),
                ("votes", models.DecimalField(decimal_places=4, max_digits=20)),
                ("funded", models.BooleanField()),
                (
                    "official",
                    models.BooleanField(
                        null=True, verbose_name="funded by the official result (imported cycles)"
                    ),
                ),
                ("step", models.JSONField(verbose_name="the step of the rule, as data")),
                (
                    "envelope_count",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standings",
                        to="results.envelopecount",
                    ),
                ),
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing",
                        to="cycles.project",
                    ),
                ),
            ],
            options={
                "ordering": ["rank"],
                "constraints": [
                    models.UniqueConstraint(fields=("envelope_count", "rank"), name="standing_ranks_differ")
                ],
            },
        ),
        migrations.CreateModel(
            name="Override",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("funded", models.BooleanField(verbose_name="funded")),
                ("reason", models.TextField(verbose_name="reason")),
                ("reason_en", models.TextField(blank=True, verbose_name="reason in English")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "standing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="override",
                        to="results.standing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="override_has_a_reason"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="count",
            trigger=pgtrigger.compiler.Trigger(
                name="count_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF TG_OP = 'DELETE' THEN\n            RAISE EXCEPTION 'a count stays' USING ERRCODE = 'restrict_violation';\n        END IF;\n        IF (OLD.ballots, OLD.voted, OLD.channels, OLD.classes, OLD.eligible, OLD.turnout, OLD.counted_by_id,\n                OLD.counted_at, OLD.software)\n            IS DISTINCT FROM\n            (NEW.ballots, NEW.voted, NEW.channels, NEW.classes, NEW.eligible, NEW.turnout, NEW.counted_by_id,\n                NEW.counted_at, NEW.software)\n            OR OLD.state = 'published' THEN\n            RAISE EXCEPTION 'the figures of a count do not change' USING ERRCODE = 'restrict_violation';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="c2c037ebe99061950d902c334275ac55a1b83e1f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_count_is_fixed_3b7b3",
                    table="results_count",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b89662b57e968f5d7c34113e54c7d807731d509e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2b1b5",
                    table="results_certificate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="envelopecount",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="edbe6feb804c5c20583647e8f881fb1dbc64b414",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d3b1e",
                    table="results_envelopecount",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standing",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e84d10ec72198f5c4050a8d7340728aacf9348fe",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ebd84",
                    table="results_standing",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="override",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c4dc661d7aa1e808b9cb811987b3aacf1414214b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c0685",
                    table="results_override",
                    when="BEFORE",
                ),
            ),
        ),
    ]
