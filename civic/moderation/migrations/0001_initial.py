import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from civic.common.migrating import FirstMigration
from django.db import migrations, models


class Migration(FirstMigration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(db_index=True, max_length=120)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("hidden", "hidden"),
                            ("kept", "kept"),
                            ("warned", "kept, and the author warned"),
                            ("restored", "restored"),
                            ("lifted", "warning taken back"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("personal_data", "personal data of somebody"),
                            ("abuse", "abuse or hate"),
                            ("spam", "advertising or spam"),
                            ("unlawful", "unlawful content"),
                            ("off_topic", "has nothing to do with the subject"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "moderator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["subject", "-id"], name="moderation__subject_b81702_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="moderation_decision_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome", "hidden"), ("rule", ""), _negated=True),
                        name="moderation_hidden_names_a_rule",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome", "warned"), ("rule", ""), _negated=True),
                        name="moderation_warned_names_a_rule",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateTimeField(verbose_name="until")),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="block",
                        to="moderation.decision",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "until"], name="block_of_a_person")],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="why it should be shown")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeal",
                        to="moderation.decision",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("decided_at__isnull", True)), fields=["id"], name="appeal_open"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(db_index=True, max_length=120)),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("personal_data", "personal data of somebody"),
                            ("abuse", "abuse or hate"),
                            ("spam", "advertising or spam"),
                            ("unlawful", "unlawful content"),
                            ("off_topic", "has nothing to do with the subject"),
                        ],
                        max_length=20,
                        verbose_name="rule",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=500, verbose_name="what is wrong")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=["created_at"],
                        name="report_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("subject", "reporter"), name="report_once_by_a_person")
                ],
            },
        ),
    ]
