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
            name="Thread",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=120, unique=True)),
                ("path", models.CharField(max_length=200)),
                ("comment_count", models.PositiveIntegerField(default=0)),
                ("open", models.BooleanField(default=True)),
            ],
            options={
                "indexes": [models.Index(fields=["-comment_count", "-id"], name="thread_most_discussed")],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[("for", "for"), ("against", "against"), ("neutral", "opinion")],
                        default="neutral",
                        max_length=8,
                        verbose_name="stance",
                    ),
                ),
                ("body", models.TextField(max_length=1000, verbose_name="comment")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                (
                    "hidden_rule",
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
                ("like_count", models.PositiveIntegerField(default=0)),
                ("idempotency_key", models.UUIDField(null=True, unique=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="comments.comment",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="comments.thread",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["thread", "-id"], name="comments_co_thread__a63877_idx"),
                    models.Index(
                        condition=models.Q(
                            ("hidden_at__isnull", True), ("like_count__gt", 0), ("parent__isnull", True)
                        ),
                        fields=["thread", "stance", "-like_count", "-id"],
                        name="comment_best",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hidden_at__isnull", True),
                            models.Q(("hidden_rule", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="comment_hidden_names_a_rule",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Like",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="likes",
                        to="comments.comment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("comment", "user"), name="like_once_by_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("important", "important changes only"),
                            ("all", "everything"),
                            ("off", "off"),
                        ],
                        default="important",
                        max_length=9,
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="comments.thread",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("thread", "user"), name="follow_once_by_a_person")
                ],
            },
        ),
    ]
