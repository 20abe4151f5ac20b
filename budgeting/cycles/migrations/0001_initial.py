import budgeting.cycles.models.rules
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
        ("attachments", "0001_initial"),
        ("comments", "0001_initial"),
        ("processes", "0001_initial"),
        ("proposals", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Cycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("budget_year", models.PositiveSmallIntegerField(verbose_name="budget year")),
                ("published", models.BooleanField(default=False)),
                ("external_id", models.CharField(blank=True, max_length=120, null=True, unique=True)),
                ("source_note", models.CharField(blank=True, max_length=300, verbose_name="source")),
                (
                    "process",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cycle",
                        to="processes.process",
                    ),
                ),
                (
                    "thread",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycle",
                        to="comments.thread",
                    ),
                ),
            ],
            options={
                "ordering": ["-budget_year", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CycleDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("data", models.JSONField(default=dict)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-updated_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Envelope",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=30)),
                ("name", models.CharField(max_length=100)),
                ("name_en", models.CharField(blank=True, max_length=100)),
                (
                    "own_borough_only",
                    models.BooleanField(
                        default=False, verbose_name="voters see only their own borough's projects"
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="amount in won")),
                (
                    "ceiling",
                    models.BigIntegerField(blank=True, null=True, verbose_name="most a project may cost"),
                ),
                (
                    "event_ceiling",
                    models.BigIntegerField(blank=True, null=True, verbose_name="most an event may cost"),
                ),
                (
                    "floor",
                    models.BigIntegerField(blank=True, null=True, verbose_name="least a project must cost"),
                ),
                (
                    "max_projects",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="most projects on the ballot"
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("approval", "pick projects"),
                            ("choose_one", "choose one project"),
                            ("knapsack", "fill the budget"),
                            ("cumulative", "share out points"),
                            ("ranking", "put projects in order"),
                        ],
                        default="approval",
                        max_length=10,
                    ),
                ),
                ("picks_min", models.PositiveSmallIntegerField(default=0)),
                ("picks_max", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "picks_per_topic",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="most choices in one policy field"
                    ),
                ),
                (
                    "budget_limit",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="most that the chosen projects may cost together"
                    ),
                ),
                (
                    "points",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="points a voter shares out"
                    ),
                ),
                (
                    "points_each",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="most points one project may get"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
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
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="envelopes",
                        to="cycles.cycle",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("cycle", "key"), name="envelope_keys_differ"),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="envelope_amount_is_no_debt"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("picks_max__isnull", True),
                            ("picks_max__gte", models.F("picks_min")),
                            _connector="OR",
                        ),
                        name="envelope_picks_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("floor__isnull", True),
                            ("ceiling__isnull", True),
                            ("floor__lte", models.F("ceiling")),
                            _connector="OR",
                        ),
                        name="envelope_floor_below_ceiling",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("method", "choose_one"), _negated=True),
                            ("picks_max", 1),
                            _connector="OR",
                        ),
                        name="envelope_choose_one_picks_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("method", "cumulative"), ("points__gte", 1), ("points__isnull", False)),
                            models.Q(
                                models.Q(("method", "cumulative"), _negated=True), ("points__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="envelope_points_where_points_are_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("points_each__isnull", True),
                            models.Q(
                                ("points__isnull", False),
                                ("points_each__gte", 1),
                                ("points_each__lte", models.F("points")),
                            ),
                            _connector="OR",
                        ),
                        name="envelope_points_each_within_points",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("number", models.CharField(max_length=30, verbose_name="number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("review", "department reviews"),
                            ("eligible", "eligible, committee reviews"),
                            ("ineligible", "not eligible"),
                            ("on_ballot", "on the ballot"),
                            ("not_admitted", "not admitted by the committee"),
                            ("withdrawn", "withdrawn"),
                            ("merged", "merged into another project"),
                            ("divided", "divided into several projects"),
                            ("funded", "funded"),
                            ("not_funded", "not funded"),
                        ],
                        default="review",
                        max_length=12,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("summary", models.TextField(blank=True, verbose_name="what will be done")),
                ("summary_en", models.TextField(blank=True, verbose_name="what will be done, in English")),
                ("beneficiaries", models.CharField(blank=True, max_length=200, verbose_name="who benefits")),
                ("is_event", models.BooleanField(default=False, verbose_name="an event")),
                ("proposed_cost", models.BigIntegerField(verbose_name="cost as proposed, in won")),
                ("cost", models.BigIntegerField(verbose_name="cost in won")),
                ("external_id", models.CharField(blank=True, max_length=60)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="areas.department",
                    ),
                ),
                (
                    "envelope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="cycles.envelope",
                    ),
                ),
                (
                    "folder",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="project",
                        to="attachments.folder",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="projects",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "thread",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="project",
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
                    models.Index(fields=["envelope", "state"], name="cycles_proj_envelop_0f60b6_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("envelope", "number"), name="project_numbers_differ"),
                    models.CheckConstraint(
                        condition=models.Q(("cost__gt", 0)), name="project_costs_something"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("proposal__isnull", False)),
                        fields=("envelope", "proposal"),
                        name="project_once_from_a_proposal",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PastReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("eligible", "eligible"),
                            ("conditional", "eligible with a condition"),
                            ("ineligible", "not eligible"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reason_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("law", "contrary to law"),
                            ("ordinance", "contrary to an ordinance"),
                            ("feasibility", "not feasible"),
                            ("realisable", "cannot be done within the year"),
                            ("duplicate", "the same is already being done"),
                            ("private", "serves a private benefit"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(verbose_name="reason")),
                ("text_en", models.TextField(blank=True, verbose_name="reason in English")),
                ("condition", models.CharField(blank=True, max_length=300, verbose_name="condition")),
                ("estimated_cost", models.BigIntegerField(verbose_name="estimated cost in won")),
                ("calculation", models.TextField(blank=True, verbose_name="how the cost was calculated")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.department"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="past_reviews",
                        to="cycles.project",
                    ),
                ),
            ],
            options={
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("project", "version"), name="past_review_versions_differ")
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerOpinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=500, verbose_name="question")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("text", models.TextField(blank=True, verbose_name="opinion")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.department"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partner_opinions",
                        to="cycles.project",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("project", "department"), name="partner_asked_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="partner_opinion_is_written",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="objection")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_on", models.DateField(verbose_name="answer due")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "the department reviews again"),
                            ("partly", "partly right; the review stands with an explanation"),
                            ("dismissed", "the review stands"),
                        ],
                        max_length=10,
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to="cycles.project",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("project", "version"), name="objection_once_to_a_review"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="objection_is_written"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="objection_answer_is_written",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lineage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=[("merge", "merged"), ("split", "divided")], max_length=6)),
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
                    "ancestor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="heirs", to="cycles.project"
                    ),
                ),
                (
                    "heir",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ancestors",
                        to="cycles.project",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("ancestor", "heir"), name="lineage_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ancestor", models.F("heir")), _negated=True),
                        name="lineage_of_two_projects",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="lineage_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Incompatibility",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="why both cannot be done")),
                (
                    "reason_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why both cannot be done, in English"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cycles.project"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cycles.project"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="incompatible_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="incompatible_smaller_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="incompatible_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("title_en", models.CharField(blank=True, max_length=200)),
                ("summary", models.TextField(blank=True)),
                ("summary_en", models.TextField(blank=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("beneficiaries", models.CharField(blank=True, max_length=200)),
                ("is_event", models.BooleanField(default=False)),
                ("cost", models.BigIntegerField()),
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="cycles.project",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("project", "number"), name="project_versions_differ"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="project_version_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("eligible", "eligible"),
                            ("conditional", "eligible with a condition"),
                            ("ineligible", "not eligible"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reason_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("law", "contrary to law"),
                            ("ordinance", "contrary to an ordinance"),
                            ("feasibility", "not feasible"),
                            ("realisable", "cannot be done within the year"),
                            ("duplicate", "the same is already being done"),
                            ("private", "serves a private benefit"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(verbose_name="reason")),
                ("text_en", models.TextField(blank=True, verbose_name="reason in English")),
                ("condition", models.CharField(blank=True, max_length=300, verbose_name="condition")),
                ("estimated_cost", models.BigIntegerField(verbose_name="estimated cost in won")),
                ("calculation", models.TextField(blank=True, verbose_name="how the cost was calculated")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.department"
                    ),
                ),
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review",
                        to="cycles.project",
                    ),
                ),
                (
                    "reviewer",
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
                            models.Q(("verdict", "ineligible"), _negated=True),
                            models.Q(("reason_code", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="review_refusal_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "conditional"), _negated=True),
                            models.Q(("condition", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="review_condition_is_written",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="review_has_a_text"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "electorate",
                    models.JSONField(
                        blank=True, default=list, verbose_name="who may vote (bases of residency)"
                    ),
                ),
                (
                    "excluded",
                    models.JSONField(
                        blank=True, default=list, verbose_name="who may not vote (classes of people)"
                    ),
                ),
                (
                    "minimum_age",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minimum age"),
                ),
                (
                    "identity_level",
                    models.CharField(
                        choices=[
                            ("code", "a code for one person, by letter or at the desk"),
                            ("phone", "a code to a telephone number, one vote for each number"),
                            ("real_name", "a check of the real name by an outside service"),
                            ("counter", "a paper of identity shown at the counter"),
                        ],
                        default="code",
                        max_length=10,
                        verbose_name="how identity is checked",
                    ),
                ),
                (
                    "weights",
                    models.JSONField(
                        default=budgeting.cycles.models.rules.one_class,
                        verbose_name="voter classes and weights",
                    ),
                ),
                (
                    "class_minimum",
                    models.PositiveSmallIntegerField(
                        default=10,
                        verbose_name="fewest members and ballots with which a voter class is counted apart",
                    ),
                ),
                (
                    "committee_minimum",
                    models.DecimalField(
                        decimal_places=2, default=60, max_digits=5, verbose_name="committee score needed"
                    ),
                ),
                (
                    "committee_weight",
                    models.PositiveSmallIntegerField(
                        default=0,
                        verbose_name="weight of the committee's score in the order of projects, in percent",
                    ),
                ),
                (
                    "support_threshold",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="least share of ballots that must name a project, in percent",
                    ),
                ),
                ("change_until_close", models.BooleanField(default=True)),
                (
                    "invalid_rule",
                    models.CharField(
                        choices=[
                            ("block", "the form does not let an invalid ballot through"),
                            ("void", "a ballot with too many or too few choices is void"),
                        ],
                        default="block",
                        max_length=8,
                    ),
                ),
                (
                    "channels",
                    models.JSONField(
                        default=budgeting.cycles.models.rules.web_only, verbose_name="ways to vote"
                    ),
                ),
                (
                    "publication",
                    models.CharField(
                        choices=[
                            (
                                "turnout",
                                "While the vote runs only the turnout is shown; votes are published after the count.",
                            ),
                            (
                                "close",
                                "While the vote runs no turnout is shown, only how many entries the public ledger has; turnout and votes are published after the count.",
                            ),
                        ],
                        default="turnout",
                        max_length=10,
                    ),
                ),
                ("count_rule", models.CharField(default="greedy", max_length=30)),
                ("count_options", models.JSONField(default=dict)),
                ("tie_break", models.JSONField(default=list)),
                (
                    "objection_days",
                    models.PositiveSmallIntegerField(
                        default=7, verbose_name="days to object to a department's review"
                    ),
                ),
                ("currency", models.CharField(default="KRW", max_length=3)),
                ("preset", models.CharField(blank=True, max_length=40, verbose_name="rules begun from")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source of the rules")),
                (
                    "undecided",
                    models.JSONField(
                        blank=True, default=list, verbose_name="rules that the source does not state"
                    ),
                ),
                (
                    "cycle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rules", to="cycles.cycle"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("committee_weight__lte", 100)),
                        name="rules_committee_weight_is_a_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("support_threshold__isnull", True),
                            models.Q(("support_threshold__gte", 0), ("support_threshold__lte", 100)),
                            _connector="OR",
                        ),
                        name="rules_support_threshold_is_a_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("class_minimum__gte", 10)), name="rules_hide_small_classes"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channels", []), _negated=True), name="rules_name_a_channel"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cycle",
            trigger=pgtrigger.compiler.Trigger(
                name="fixed_source",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF OLD.external_id IS DISTINCT FROM NEW.external_id OR OLD.process_id <> NEW.process_id THEN\n            RAISE EXCEPTION 'a cycle keeps its source and its process'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_source_is_fixed';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="cd43ae5a0acd8861e89b7c1f2c5bca587995bfe1",
                    operation='UPDATE OF "external_id", "process_id"',
                    pgid="pgtrigger_fixed_source_46060",
                    table="cycles_cycle",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="envelope",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE opening timestamptz; imported boolean;",
                    func="\n        SELECT COALESCE(min(p.opens_at) FILTER (WHERE p.kind = 'prices'), min(p.opens_at) FILTER (WHERE p.kind = 'voting')), bool_and(c.external_id IS NOT NULL) INTO opening, imported\n        FROM cycles_cycle c JOIN processes_phase p ON p.process_id = c.process_id WHERE c.id IN (OLD.cycle_id, NEW.cycle_id);\n        IF opening <= clock_timestamp() AND NOT (TG_OP = 'INSERT' AND imported) THEN\n            RAISE EXCEPTION 'envelopes are frozen when prices are published' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_money_is_frozen';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;\n    ",
                    hash="2ff5b6e03e121476ee02b6ce6b946e2101b25303",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_0ea0d",
                    table="cycles_envelope",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="envelope",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_rules",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE opening timestamptz; imported boolean;",
                    func="IF (OLD.key, OLD.area_id, OLD.own_borough_only, OLD.ceiling, OLD.event_ceiling, OLD.floor, OLD.max_projects, OLD.method, OLD.picks_min, OLD.picks_max, OLD.picks_per_topic, OLD.budget_limit, OLD.points, OLD.points_each) IS NOT DISTINCT FROM (NEW.key, NEW.area_id, NEW.own_borough_only, NEW.ceiling, NEW.event_ceiling, NEW.floor, NEW.max_projects, NEW.method, NEW.picks_min, NEW.picks_max, NEW.picks_per_topic, NEW.budget_limit, NEW.points, NEW.points_each) THEN RETURN NEW; END IF;\n        SELECT min(p.opens_at), bool_and(c.external_id IS NOT NULL) INTO opening, imported\n        FROM cycles_cycle c JOIN processes_phase p ON p.process_id = c.process_id WHERE c.id IN (OLD.cycle_id, NEW.cycle_id);\n        IF opening <= clock_timestamp() AND NOT (TG_OP = 'INSERT' AND imported) THEN\n            RAISE EXCEPTION 'how an envelope is voted on is frozen when the first phase opens' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_rules_are_frozen';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;\n    ",
                    hash="dd4c370bc4fa5c86293f2007b157ca6e57907778",
                    operation='UPDATE OF "key", "area_id", "own_borough_only", "ceiling", "event_ceiling", "floor", "max_projects", "method", "picks_min", "picks_max", "picks_per_topic", "budget_limit", "points", "points_each"',
                    pgid="pgtrigger_frozen_rules_8174e",
                    table="cycles_envelope",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE opening timestamptz; imported boolean;",
                    func="IF TG_OP = 'UPDATE' AND (OLD.cost, OLD.proposed_cost, OLD.envelope_id, OLD.number, OLD.title, OLD.title_en, OLD.summary, OLD.summary_en, OLD.place, OLD.beneficiaries, OLD.is_event) = (NEW.cost, NEW.proposed_cost, NEW.envelope_id, NEW.number, NEW.title, NEW.title_en, NEW.summary, NEW.summary_en, NEW.place, NEW.beneficiaries, NEW.is_event) THEN RETURN NEW; END IF;\n        SELECT COALESCE(min(p.opens_at) FILTER (WHERE p.kind = 'prices'), min(p.opens_at) FILTER (WHERE p.kind = 'voting')), bool_and(c.external_id IS NOT NULL) INTO opening, imported\n        FROM cycles_cycle c JOIN processes_phase p ON p.process_id = c.process_id WHERE c.id IN (SELECT e.cycle_id FROM cycles_envelope e WHERE e.id IN (OLD.envelope_id, NEW.envelope_id));\n        IF opening <= clock_timestamp() AND NOT (TG_OP = 'INSERT' AND imported) THEN\n            RAISE EXCEPTION 'the projects and their costs are frozen when prices are published' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_money_is_frozen';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;\n    ",
                    hash="3e41611ea434994dfe9f01638d6db5bf64b246e0",
                    operation='INSERT OR UPDATE OF "cost", "proposed_cost", "envelope_id", "number", "title", "title_en", "summary", "summary_en", "place", "beneficiaries", "is_event" OR DELETE',
                    pgid="pgtrigger_frozen_08b3d",
                    table="cycles_project",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pastreview",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e52378cdda62c54ce4cce16ab9c2f0a14d9a49df",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7e25e",
                    table="cycles_pastreview",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pastreview",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="5b2caa48dc2ed790ecefae0a9e21e1bdda3b6e77",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_35124",
                    table="cycles_pastreview",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lineage",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1b9414d27a7e4ec852eb2c29f0c92f73afb40019",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_85105",
                    table="cycles_lineage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lineage",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="ebf9f58e3fce8bd6ddda22499a6a20bae7688c13",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_320b7",
                    table="cycles_lineage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incompatibility",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE opening timestamptz; imported boolean;",
                    func="\n        IF TG_OP <> 'DELETE' AND (SELECT count(DISTINCT p.envelope_id) FROM cycles_project p\n                                  WHERE p.id IN (NEW.first_id, NEW.second_id)) <> 1 THEN\n            RAISE EXCEPTION 'only projects of one envelope exclude one another'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'incompatible_in_one_envelope';\n        END IF;\n    \n        SELECT COALESCE(min(p.opens_at) FILTER (WHERE p.kind = 'prices'), min(p.opens_at) FILTER (WHERE p.kind = 'voting')), bool_and(c.external_id IS NOT NULL) INTO opening, imported\n        FROM cycles_cycle c JOIN processes_phase p ON p.process_id = c.process_id WHERE c.id IN (SELECT e.cycle_id FROM cycles_project j JOIN cycles_envelope e ON e.id = j.envelope_id WHERE j.id IN (OLD.first_id, OLD.second_id, NEW.first_id, NEW.second_id));\n        IF opening <= clock_timestamp() AND NOT (TG_OP = 'INSERT' AND imported) THEN\n            RAISE EXCEPTION 'which projects exclude one another is fixed when prices are published' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_money_is_frozen';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;\n    ",
                    hash="cbcfe70e4cf26a6f9fcfb89c73eae2141b712684",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_48c1d",
                    table="cycles_incompatibility",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="08d0fba81ccd6aab8af291c785e33a52feb77f6a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_71396",
                    table="cycles_projectversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectversion",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="6c7997b217be5a3f9b2df2a619e5af13f65ad90a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_132f5",
                    table="cycles_projectversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ruleset",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE opening timestamptz; imported boolean;",
                    func="\n        SELECT min(p.opens_at), bool_and(c.external_id IS NOT NULL) INTO opening, imported\n        FROM cycles_cycle c JOIN processes_phase p ON p.process_id = c.process_id WHERE c.id IN (OLD.cycle_id, NEW.cycle_id);\n        IF opening <= clock_timestamp() AND NOT (TG_OP = 'INSERT' AND imported) THEN\n            RAISE EXCEPTION 'the rules of a cycle are frozen when its first phase opens' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_rules_are_frozen';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;\n    ",
                    hash="0bcb4e0c675c6b5684216ba1b83e7d8d69847f25",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_0359b",
                    table="cycles_ruleset",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ruleset",
            trigger=pgtrigger.compiler.Trigger(
                name="whole_weights",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE wrong boolean;",
                    func="\n        wrong := jsonb_typeof(NEW.weights) <> 'object';\n        IF NOT wrong THEN\n            SELECT COALESCE(bool_or(jsonb_typeof(w.value) <> 'number'), TRUE) INTO wrong FROM jsonb_each(NEW.weights) w;\n        END IF;\n        IF NOT wrong THEN\n            SELECT sum(w.value::numeric) <> 100 OR min(w.value::numeric) < 0 INTO wrong FROM jsonb_each(NEW.weights) w;\n        END IF;\n        IF wrong THEN\n            RAISE EXCEPTION 'the weights of the voter classes must make 100'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_weights_make_100';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="92f23905c2fa99304fc03baa54d01f66376bba76",
                    operation='INSERT OR UPDATE OF "weights"',
                    pgid="pgtrigger_whole_weights_a1367",
                    table="cycles_ruleset",
                    when="BEFORE",
                ),
            ),
        ),
    ]
