import civic.common.ids
import django.db.models.deletion
import uuid
from civic.common.migrating import FirstMigration
from django.db import migrations, models


class Migration(FirstMigration):
    initial = True

    dependencies = [
        ("workshops", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Room",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(default=civic.common.ids.short_code, max_length=6, unique=True)),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("write", "write"),
                            ("group", "group"),
                            ("choose", "choose"),
                            ("closed", "wrap up"),
                        ],
                        default="write",
                        max_length=6,
                    ),
                ),
                ("question", models.CharField(max_length=140, verbose_name="what the room is asked")),
                (
                    "question_en",
                    models.CharField(
                        blank=True, max_length=140, verbose_name="what the room is asked, in English"
                    ),
                ),
                (
                    "moderated",
                    models.BooleanField(
                        default=True, verbose_name="staff look at each statement before others see it"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "workshop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="room",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("phase", "closed")),
                            models.Q(
                                models.Q(("phase", "closed"), _negated=True), ("closed_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="room_closed_has_its_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=32)),
                ("alias", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("table", models.CharField(blank=True, max_length=20, verbose_name="table")),
                ("heads", models.PositiveSmallIntegerField(default=1, verbose_name="people at the table")),
                ("joined_at", models.DateTimeField()),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="live.room",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("key",),
                        name="live_participant_key_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("table", ""), _negated=True),
                        fields=("room", "table"),
                        name="live_table_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("heads", 1), ("table", "")),
                            models.Q(
                                models.Q(("table", ""), _negated=True), ("heads__gte", 1), ("heads__lte", 30)
                            ),
                            _connector="OR",
                        ),
                        name="live_phone_is_one_head",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), ("table", ""), _negated=True),
                        name="live_phone_has_a_key",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bundle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="title of the bundle")),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bundles", to="live.room"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("room", "title"), name="live_bundle_titles_differ")
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
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
                        choices=[("statement", "opinion"), ("question", "question")],
                        default="statement",
                        max_length=9,
                    ),
                ),
                ("text", models.CharField(max_length=140, verbose_name="statement")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "being looked at"),
                            ("shortlisted", "admitted"),
                            ("on_screen", "on the screen"),
                            ("answered", "answered in the room"),
                            ("hidden", "not shown"),
                        ],
                        default="waiting",
                        max_length=11,
                    ),
                ),
                ("receipt", models.CharField(max_length=10, unique=True)),
                ("written_at", models.DateTimeField()),
                (
                    "bundle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="statements",
                        to="live.bundle",
                    ),
                ),
                (
                    "opinion",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="statement",
                        to="workshops.opinion",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="live.participant",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="statements", to="live.room"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["room", "state", "id"], name="live_statement_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "text"), name="live_statement_once_by_a_phone"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="live_statement_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agree", models.PositiveSmallIntegerField(default=0)),
                ("disagree", models.PositiveSmallIntegerField(default=0)),
                ("unsure", models.PositiveSmallIntegerField(default=0)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="live.participant",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="live.statement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("statement", "participant"), name="live_answer_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agree__gte", 1), ("disagree__gte", 1), ("unsure__gte", 1), _connector="OR"
                        ),
                        name="live_answer_says_something",
                    ),
                ],
            },
        ),
    ]
