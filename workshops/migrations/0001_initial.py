import civic.common.ids
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import uuid
from django.conf import settings
from civic.common.migrating import FirstMigration
from django.db import migrations, models


class Migration(FirstMigration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("areas", "0001_initial"),
        ("attachments", "0001_initial"),
        ("comments", "0001_initial"),
        ("processes", "0001_initial"),
        ("proposals", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reserved",
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
                            ("wheelchair", "places for wheelchairs"),
                            ("area", "places for people of the area"),
                            ("invited", "places for invited people"),
                        ],
                        max_length=10,
                        verbose_name="for whom",
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(verbose_name="places")),
                ("taken", models.PositiveSmallIntegerField(default=0)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.area",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("code", models.CharField(default=civic.common.ids.short_code, max_length=8, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("listening", "listening workshops"),
                            ("innovation", "innovation workshops"),
                            ("field_visit", "visits on site"),
                            ("school", "courses of the governance school"),
                        ],
                        default="listening",
                        max_length=11,
                        verbose_name="kind",
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("weekly", "every week"),
                            ("monthly", "every month"),
                            ("quarterly", "every quarter"),
                            ("yearly", "every year"),
                            ("occasional", "when there is reason"),
                        ],
                        default="monthly",
                        max_length=10,
                        verbose_name="how often",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everybody", "everybody"),
                            ("officials", "officials, experts and civic groups"),
                        ],
                        default="everybody",
                        max_length=9,
                        verbose_name="for whom",
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="what it is for")),
                ("summary_en", models.TextField(blank=True, verbose_name="what it is for, in English")),
                (
                    "takes_applications",
                    models.BooleanField(default=False, verbose_name="citizens may plan workshops in it"),
                ),
                ("is_public", models.BooleanField(default=False, verbose_name="shown to everybody")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="came to its end")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshop_series",
                        to="areas.department",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.topic",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "series",
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("routed_at", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Workshop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("code", models.CharField(default=civic.common.ids.short_code, max_length=8, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("announced", "open for registration"),
                            ("held", "held, record in preparation"),
                            ("recorded", "record published, opinions being answered"),
                            ("reported", "every opinion answered"),
                            ("cancelled", "cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("in_person", "in person"),
                            ("online", "online"),
                            ("hybrid", "in person and online"),
                        ],
                        default="in_person",
                        max_length=10,
                        verbose_name="format",
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="what it is about")),
                ("summary_en", models.TextField(blank=True, verbose_name="what it is about, in English")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("place_en", models.CharField(blank=True, max_length=200, verbose_name="place in English")),
                ("access_notes", models.CharField(blank=True, max_length=300, verbose_name="access")),
                (
                    "access_notes_en",
                    models.CharField(blank=True, max_length=300, verbose_name="access in English"),
                ),
                (
                    "online_url",
                    models.URLField(blank=True, max_length=300, verbose_name="address of the online room"),
                ),
                ("terms", models.TextField(blank=True, max_length=2000, verbose_name="terms of taking part")),
                (
                    "terms_en",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="terms of taking part, in English"
                    ),
                ),
                (
                    "contact",
                    models.CharField(blank=True, max_length=120, verbose_name="who answers questions"),
                ),
                (
                    "assured",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                (
                                    "help",
                                    "Interpreting, captions and childcare are decided; what is not ticked is not offered",
                                ),
                                ("heard", "People who are rarely heard were thought of and asked"),
                                (
                                    "safety",
                                    "The room is safe for this number of people, and there is a plan for an emergency",
                                ),
                                (
                                    "interests",
                                    "Nobody who leads or speaks has a private interest in the outcome",
                                ),
                                ("election", "Gifts, meals and publicity keep to the election law"),
                                ("plain", "The text is in plain Korean"),
                            ],
                            max_length=9,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("by_citizens", models.BooleanField(default=False, verbose_name="planned by citizens")),
                ("planned_by", models.CharField(blank=True, max_length=80, verbose_name="planned by")),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("capacity", models.PositiveIntegerField(verbose_name="places")),
                ("registered_count", models.PositiveIntegerField(default=0)),
                ("reserved_seats", models.PositiveIntegerField(default=0)),
                ("reserved_taken", models.PositiveIntegerField(default=0)),
                (
                    "companions_max",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(10)],
                        verbose_name="companions that one person may bring",
                    ),
                ),
                (
                    "access",
                    models.CharField(
                        choices=[
                            ("open", "everybody reads and registers"),
                            ("transparent", "everybody reads, invited people register"),
                            ("private", "only invited people read and register"),
                        ],
                        default="open",
                        max_length=11,
                        verbose_name="who may come",
                    ),
                ),
                (
                    "sign_language",
                    models.BooleanField(default=False, verbose_name="sign-language interpreting"),
                ),
                ("captions", models.BooleanField(default=False, verbose_name="captions")),
                ("childcare", models.BooleanField(default=False, verbose_name="childcare")),
                (
                    "answer_due_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="all opinions answered by"),
                ),
                ("cancel_reason", models.CharField(blank=True, max_length=300)),
                ("external_id", models.CharField(blank=True, max_length=120, null=True, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("recorded_at", models.DateTimeField(blank=True, null=True, verbose_name="record published")),
                (
                    "reported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="every opinion answered"),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.area"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshops",
                        to="areas.department",
                    ),
                ),
                (
                    "folder",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="workshop",
                        to="attachments.folder",
                    ),
                ),
                (
                    "partners",
                    models.ManyToManyField(
                        blank=True,
                        related_name="partnered_workshops",
                        to="areas.department",
                        verbose_name="partner departments",
                    ),
                ),
                (
                    "planner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="planned_workshops",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshops",
                        to="processes.process",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshops",
                        to="workshops.series",
                        verbose_name="series",
                    ),
                ),
                (
                    "thread",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshop",
                        to="comments.thread",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.topic",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-starts_at", "-id"], name="workshop_newest"),
                    models.Index(fields=["ends_at"], name="workshop_ending"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="workshop_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("registered_count__lte", models.F("capacity"))),
                        name="workshop_capacity_holds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("registered_count__gte", models.F("reserved_taken")),
                            (
                                "registered_count__lte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("capacity"), "-", models.F("reserved_seats")
                                    ),
                                    "+",
                                    models.F("reserved_taken"),
                                ),
                            ),
                            ("reserved_taken__lte", models.F("reserved_seats")),
                        ),
                        name="workshop_reserved_places_hold",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "needs",
                    models.CharField(blank=True, max_length=300, verbose_name="what you need to take part"),
                ),
                ("companions", models.PositiveSmallIntegerField(default=0, verbose_name="companions")),
                (
                    "wheelchair",
                    models.BooleanField(default=False, verbose_name="needs a place for a wheelchair"),
                ),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("kept", models.PositiveSmallIntegerField(default=0)),
                ("joined_at", models.DateTimeField()),
                ("offered_at", models.DateTimeField(blank=True, null=True)),
                ("offer_until", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("took", "took the place"),
                            ("left", "left the list"),
                            ("passed", "let the offer pass"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "reserved",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="workshops.reserved",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="workshop_waits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waiting",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["workshop", "id"],
                        name="waiting_in_line",
                    ),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["offer_until"],
                        name="waiting_offers_ending",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("workshop", "user"),
                        name="waiting_once_by_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("offer_until__isnull", True), ("offered_at__isnull", True)),
                            models.Q(
                                ("offer_until__gt", models.F("offered_at")),
                                ("offer_until__isnull", False),
                                ("offered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="waiting_offer_has_an_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("companions__lte", 10),
                            (
                                "kept__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("companions"), "+", models.Value(1)
                                ),
                            ),
                        ),
                        name="waiting_keeps_what_it_needs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reserved__isnull", True), ("kept__gt", 0), _connector="OR"),
                        name="waiting_keeps_places_of_a_sort",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("outcome", "")),
                            models.Q(("ended_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="waiting_end_has_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThemeStep",
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
                            ("gather", "Put together"),
                            ("merge", "Joined with another theme"),
                            ("take_out", "Taken out of its theme"),
                            ("dissolve", "Theme dissolved"),
                        ],
                        max_length=10,
                    ),
                ),
                ("before", models.JSONField()),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="steps",
                        to="workshops.theme",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="theme_steps",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=["workshop", "-id"],
                        name="theme_step_to_undo",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="theme",
            name="workshop",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="themes", to="workshops.workshop"
            ),
        ),
        migrations.AddField(
            model_name="reserved",
            name="workshop",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="reserved", to="workshops.workshop"
            ),
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("code", models.CharField(default=civic.common.ids.short_code, max_length=8)),
                (
                    "needs",
                    models.CharField(blank=True, max_length=300, verbose_name="what you need to take part"),
                ),
                ("companions", models.PositiveSmallIntegerField(default=0, verbose_name="companions")),
                ("table", models.CharField(blank=True, max_length=20, verbose_name="table")),
                ("walk_in", models.BooleanField(default=False)),
                ("device_key", models.UUIDField(blank=True, null=True, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("checked_in_at", models.DateTimeField(blank=True, null=True)),
                (
                    "checked_in_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="registrations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reserved",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="registrations",
                        to="workshops.reserved",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registrations",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["workshop", "name", "id"], name="registration_by_name")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at__isnull", True), ("user__isnull", False)),
                        fields=("workshop", "user"),
                        name="registration_once_by_a_person",
                    ),
                    models.UniqueConstraint(fields=("workshop", "code"), name="registration_codes_differ"),
                    models.CheckConstraint(
                        condition=models.Q(("companions__lte", 10)), name="registration_few_companions"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cancelled_at__isnull", True), ("checked_in_at__isnull", True), _connector="OR"
                        ),
                        name="registration_who_came_did_not_cancel",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=200, verbose_name="question")),
                ("text_en", models.CharField(blank=True, max_length=200, verbose_name="question in English")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "in one's own words"),
                            ("choice", "one of several"),
                            ("yes_no", "yes or no"),
                        ],
                        default="text",
                        max_length=6,
                        verbose_name="how it is answered",
                    ),
                ),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), blank=True, default=list, size=None
                    ),
                ),
                ("required", models.BooleanField(default=False, verbose_name="must be answered")),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workshop", "position"), name="question_one_at_a_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "choice"), _negated=True),
                            ("choices__len__gte", 2),
                            _connector="OR",
                        ),
                        name="question_choice_has_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpinionMap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("votes", models.PositiveIntegerField()),
                ("people", models.PositiveIntegerField()),
                ("computed_at", models.DateTimeField()),
                ("data", models.JSONField()),
                (
                    "workshop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opinion_map",
                        to="workshops.workshop",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("receipt", models.CharField(max_length=10, unique=True, verbose_name="receipt code")),
                ("table", models.CharField(blank=True, max_length=20, verbose_name="table")),
                ("text", models.TextField(max_length=1000, verbose_name="opinion")),
                ("text_en", models.TextField(blank=True, max_length=1000, verbose_name="opinion in English")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("routed_at", models.DateTimeField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "disposition",
                    models.CharField(
                        choices=[
                            ("open", "being looked at"),
                            ("done", "reflected"),
                            ("in_progress", "being reflected"),
                            ("partly", "reflected in part"),
                            ("long_term", "under long-term review"),
                            ("in_force", "already in force"),
                            ("not_possible", "not possible"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                (
                    "reason_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("law", "contrary to law or ordinance"),
                            ("authority", "outside the city's authority"),
                            ("feasibility", "not feasible technically"),
                            ("cost", "cost out of proportion"),
                            ("duplicate", "the same is already being done"),
                            ("private", "serves a private benefit"),
                            ("other", "another reason"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("answer_en", models.TextField(blank=True)),
                ("planned_on", models.DateField(blank=True, null=True)),
                ("recheck_on", models.DateField(blank=True, null=True)),
                (
                    "evidence_url",
                    models.URLField(blank=True, max_length=300, verbose_name="where it can be seen"),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                ("external_id", models.CharField(blank=True, max_length=120, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="areas.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="opinions",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="opinions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="opinions",
                        to="workshops.theme",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opinions",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["workshop", "id"], name="workshops_o_worksho_dbff82_idx"),
                    models.Index(
                        condition=models.Q(("disposition", "open")), fields=["due_at"], name="opinion_due"
                    ),
                    models.Index(
                        condition=models.Q(("disposition", "done"), ("hidden_at__isnull", True)),
                        fields=["-answered_at", "-id"],
                        name="opinion_cases",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        models.Func(models.F("text"), models.F("text_en"), function="proposal_bigrams"),
                        name="opinion_bigrams",
                    ),
                    models.Index(
                        condition=models.Q(("hidden_at__isnull", True)),
                        fields=["workshop"],
                        include=("department", "disposition", "external_id"),
                        name="opinion_outcome",
                    ),
                    models.Index(
                        condition=models.Q(("disposition", "in_progress")),
                        fields=["planned_on"],
                        name="opinion_promised",
                    ),
                    models.Index(
                        condition=models.Q(("disposition", "long_term")),
                        fields=["recheck_on"],
                        name="opinion_to_recheck",
                    ),
                    models.Index(
                        condition=models.Q(("department__isnull", True), ("external_id__isnull", True)),
                        fields=["workshop"],
                        name="opinion_without_owner",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workshop", "external_id"), name="opinion_external_id_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disposition", "open"), models.Q(("answer", ""), _negated=True), _connector="OR"
                        ),
                        name="opinion_disposition_has_an_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disposition", "open"), ("department__isnull", False), _connector="OR"
                        ),
                        name="opinion_disposition_has_an_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("department__isnull", True), ("due_at__isnull", False), _connector="OR"
                        ),
                        name="opinion_owner_has_a_due_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disposition", "not_possible"), _negated=True),
                            models.Q(("reason_code", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="opinion_refusal_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disposition", "in_progress"), _negated=True),
                            ("planned_on__isnull", False),
                            _connector="OR",
                        ),
                        name="opinion_promise_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disposition", "long_term"), _negated=True),
                            ("recheck_on__isnull", False),
                            _connector="OR",
                        ),
                        name="opinion_long_term_has_a_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=20000, verbose_name="text of the minutes")),
                (
                    "text_en",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="text of the minutes in English"
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workshop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="written_minutes",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="minutes_say_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="who is invited")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("invited_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="workshop_invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "workshop"], name="invitation_of_a_person")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("declined_at__isnull", True), ("user__isnull", False)),
                        fields=("workshop", "user"),
                        name="invitation_once_accepted_by_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True), ("declined_at__isnull", True), _connector="OR"
                        ),
                        name="invitation_accepted_or_declined",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
                ("due_at", models.DateTimeField()),
                ("remark", models.TextField(blank=True, max_length=4000, verbose_name="what you add")),
                (
                    "remark_en",
                    models.TextField(blank=True, max_length=4000, verbose_name="what you add, in English"),
                ),
                ("figures", models.JSONField(blank=True, default=dict)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("published_at__isnull", True)),
                        fields=["due_at", "id"],
                        name="follow_up_owed",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("workshop", "days"), name="follow_up_once_for_each_day"),
                    models.CheckConstraint(
                        condition=models.Q(("days__in", (30, 90, 180))), name="follow_up_days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("once", models.CharField(max_length=64)),
                ("heard", models.PositiveSmallIntegerField()),
                ("trusts", models.PositiveSmallIntegerField()),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feedback",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("workshop", "once"), name="feedback_once_by_a_person"),
                    models.CheckConstraint(
                        condition=models.Q(("heard__range", (1, 5)), ("trusts__range", (1, 5))),
                        name="feedback_is_one_to_five",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CitizenPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("code", models.CharField(default=civic.common.ids.short_code, max_length=8, unique=True)),
                ("group", models.CharField(blank=True, max_length=80, verbose_name="name of your group")),
                (
                    "reason",
                    models.TextField(max_length=3000, verbose_name="what you want to talk about, and why"),
                ),
                (
                    "people",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(3),
                            django.core.validators.MaxValueValidator(500),
                        ],
                        verbose_name="how many people",
                    ),
                ),
                ("place", models.CharField(max_length=200, verbose_name="place")),
                ("wished_at", models.DateTimeField(verbose_name="day and time")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=120,
                        validators=[
                            django.core.validators.MinValueValidator(30),
                            django.core.validators.MaxValueValidator(480),
                        ],
                        verbose_name="length in minutes",
                    ),
                ),
                (
                    "needs",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what people need to take part"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "waiting for the department's answer"),
                            ("accepted", "accepted"),
                            ("changed", "accepted with a change"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="submitted",
                        max_length=9,
                    ),
                ),
                ("submitted_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(verbose_name="answered by")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="answer")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="workshop_applications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.area",
                        verbose_name="area",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="workshops.series",
                        verbose_name="theme",
                    ),
                ),
                (
                    "workshop",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="application",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "submitted")),
                        fields=["due_at", "id"],
                        name="application_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("due_at__gt", models.F("submitted_at"))),
                        name="application_has_time_for_an_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True), ("state__in", ["submitted", "withdrawn"])
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("state__in", ["accepted", "changed", "declined"]),
                            ),
                            _connector="OR",
                        ),
                        name="application_answer_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["accepted", "changed"]), ("workshop__isnull", False)),
                            models.Q(
                                models.Q(("state__in", ["accepted", "changed"]), _negated=True),
                                ("workshop__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="application_accepted_has_a_workshop",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["changed", "declined"]), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="application_no_and_change_have_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(600),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workshop", "position"), name="agenda_one_item_at_a_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1)), name="agenda_item_takes_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpinionAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "disposition",
                    models.CharField(
                        choices=[
                            ("open", "being looked at"),
                            ("done", "reflected"),
                            ("in_progress", "being reflected"),
                            ("partly", "reflected in part"),
                            ("long_term", "under long-term review"),
                            ("in_force", "already in force"),
                            ("not_possible", "not possible"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reason_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("law", "contrary to law or ordinance"),
                            ("authority", "outside the city's authority"),
                            ("feasibility", "not feasible technically"),
                            ("cost", "cost out of proportion"),
                            ("duplicate", "the same is already being done"),
                            ("private", "serves a private benefit"),
                            ("other", "another reason"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField()),
                ("text_en", models.TextField(blank=True)),
                ("planned_on", models.DateField(blank=True, null=True)),
                ("recheck_on", models.DateField(blank=True, null=True)),
                ("evidence_url", models.URLField(blank=True, max_length=300)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.department"
                    ),
                ),
                (
                    "opinion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="workshops.opinion",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["opinion", "-id"], name="answer_of_opinion")],
            },
        ),
        migrations.CreateModel(
            name="QuestionAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="workshops.question",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="workshops.registration",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("registration", "question"), name="question_answered_once_by_a_registration"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("participant", models.CharField(max_length=40)),
                ("value", models.SmallIntegerField()),
                (
                    "opinion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="workshops.opinion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("opinion", "participant"), name="statement_vote_once"),
                    models.CheckConstraint(
                        condition=models.Q(("value__in", [-1, 0, 1])), name="statement_vote_is_one_of_three"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="theme",
            index=models.Index(fields=["workshop", "id"], name="theme_of_workshop"),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.CheckConstraint(
                condition=models.Q(("department__isnull", True), ("due_at__isnull", False), _connector="OR"),
                name="theme_owner_has_a_due_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="reserved",
            constraint=models.UniqueConstraint(fields=("workshop", "kind"), name="reserved_once_of_a_kind"),
        ),
        migrations.AddConstraint(
            model_name="reserved",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken__lte", models.F("seats"))), name="reserved_places_hold"
            ),
        ),
        migrations.AddConstraint(
            model_name="reserved",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("area__isnull", False), ("kind", "area")),
                    models.Q(models.Q(("kind", "area"), _negated=True), ("area__isnull", True)),
                    _connector="OR",
                ),
                name="reserved_for_an_area_names_it",
            ),
        ),
    ]
