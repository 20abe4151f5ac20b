import datetime
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
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
        ("cycles", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Minutes",
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
                        choices=[("draft", "draft"), ("confirmed", "confirmed"), ("published", "published")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "access",
                    models.CharField(
                        choices=[("open", "open"), ("partly", "partly open"), ("closed", "closed")],
                        default="open",
                        max_length=10,
                        verbose_name="access",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="legal ground of what is closed"
                    ),
                ),
                ("content", models.JSONField(default=dict, verbose_name="what the record says")),
                ("note", models.TextField(blank=True, verbose_name="further remarks")),
                ("digest", models.CharField(max_length=64, verbose_name="hash of the content")),
                ("drafted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Committee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("city", "city committee"),
                            ("borough", "borough committee"),
                            ("sub", "sub-committee"),
                        ],
                        default="city",
                        max_length=10,
                        verbose_name="kind of committee",
                    ),
                ),
                (
                    "reviews",
                    models.BooleanField(default=True, verbose_name="decides on the projects of the cycle"),
                ),
                ("name", models.CharField(max_length=100)),
                ("name_en", models.CharField(blank=True, max_length=100)),
                (
                    "drop_extremes_from",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="drop one highest and lowest from so many raters"
                    ),
                ),
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
                        related_name="committees",
                        to="cycles.cycle",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="committee.committee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reviews", True)),
                        fields=("cycle",),
                        name="committee_reviews_a_cycle_alone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "sub"), _negated=True),
                            models.Q(("parent__isnull", False), ("reviews", False)),
                            _connector="OR",
                        ),
                        name="sub_committee_has_a_parent_and_decides_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "borough"), _negated=True),
                            ("area__isnull", False),
                            _connector="OR",
                        ),
                        name="borough_committee_has_a_borough",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Charter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(default=14, verbose_name="seats")),
                (
                    "quotas",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="seats by trait: kind, sex, age, area"
                    ),
                ),
                (
                    "term_months",
                    models.PositiveSmallIntegerField(default=24, verbose_name="length of a term in months"),
                ),
                (
                    "most_terms",
                    models.PositiveSmallIntegerField(default=2, verbose_name="terms in a row, at most"),
                ),
                ("quorum_of", models.PositiveSmallIntegerField(default=1, verbose_name="quorum: numerator")),
                (
                    "quorum_in",
                    models.PositiveSmallIntegerField(default=2, verbose_name="quorum: denominator"),
                ),
                (
                    "quorum_strict",
                    models.BooleanField(default=True, verbose_name="quorum: more than the fraction"),
                ),
                (
                    "carries_of",
                    models.PositiveSmallIntegerField(default=1, verbose_name="decision: numerator"),
                ),
                (
                    "carries_in",
                    models.PositiveSmallIntegerField(default=2, verbose_name="decision: denominator"),
                ),
                (
                    "carries_strict",
                    models.BooleanField(default=True, verbose_name="decision: more than the fraction"),
                ),
                (
                    "written_allowed",
                    models.BooleanField(default=False, verbose_name="written resolutions are allowed"),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(default=5, verbose_name="notice of a session, in days"),
                ),
                (
                    "lookback_years",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="look-back for interests, in years"
                    ),
                ),
                (
                    "objection_days",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="time for an objection, in days"
                    ),
                ),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="time for an official answer, in days"
                    ),
                ),
                (
                    "committee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="charter",
                        to="committee.committee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("carries_in__gte", models.F("carries_of")),
                            ("carries_of__gte", 1),
                            ("quorum_in__gte", models.F("quorum_of")),
                            ("quorum_of__gte", 1),
                        ),
                        name="charter_fractions_are_fractions",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("quorum_in", models.F("quorum_of")), ("quorum_strict", True), _negated=True
                            ),
                            models.Q(
                                ("carries_in", models.F("carries_of")),
                                ("carries_strict", True),
                                _negated=True,
                            ),
                        ),
                        name="charter_asks_for_no_more_than_all",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("admitted", "goes on the ballot"),
                            ("conditional", "goes on the ballot, with a condition"),
                            ("rejected", "does not go on the ballot"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("reason_en", models.TextField(blank=True, verbose_name="reason in English")),
                (
                    "score",
                    models.DecimalField(decimal_places=2, max_digits=5, verbose_name="weighted mean of 100"),
                ),
                ("lowest", models.DecimalField(decimal_places=2, max_digits=5)),
                ("highest", models.DecimalField(decimal_places=2, max_digits=5)),
                ("raters", models.PositiveSmallIntegerField()),
                ("recused", models.PositiveSmallIntegerField(verbose_name="recused in all")),
                (
                    "recused_by_rule",
                    models.PositiveSmallIntegerField(default=0, verbose_name="of these excluded by rule"),
                ),
                (
                    "recused_by_challenge",
                    models.PositiveSmallIntegerField(default=0, verbose_name="of these after a challenge"),
                ),
                (
                    "voided",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="sheets voided by a late declaration"
                    ),
                ),
                ("condition", models.CharField(blank=True, max_length=300, verbose_name="condition")),
                (
                    "condition_en",
                    models.CharField(blank=True, max_length=300, verbose_name="condition in English"),
                ),
                ("voting_members", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="committee.committee",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="cycles.project",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="committee_decision_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("raters__gte", 1)), name="committee_decision_has_raters"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "conditional"), _negated=True),
                            models.Q(("condition", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="committee_condition_is_written",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="place on the agenda")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "not dealt with yet"),
                            ("decided", "decided"),
                            ("deferred", "deferred"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("carried", "carried"),
                            ("conditional", "carried, with a condition"),
                            ("lost", "not carried"),
                        ],
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("reason_en", models.TextField(blank=True, verbose_name="reason in English")),
                ("condition", models.CharField(blank=True, max_length=300, verbose_name="condition")),
                ("code", models.CharField(blank=True, max_length=30, verbose_name="code of a refusal")),
                (
                    "enrolled",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="voting members"),
                ),
                ("recused", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="recused")),
                (
                    "present",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="present and not recused"
                    ),
                ),
                (
                    "needed",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="needed for a quorum"
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="cycles.project",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Member",
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
                            ("citizen", "citizen"),
                            ("expert", "expert"),
                            ("civil", "civil group"),
                            ("official", "official"),
                            ("council", "council member"),
                        ],
                        max_length=10,
                    ),
                ),
                ("votes", models.BooleanField(default=True, verbose_name="has a vote")),
                ("starts_on", models.DateField(default=datetime.date.today, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("term", models.PositiveSmallIntegerField(default=1, verbose_name="which term in a row")),
                (
                    "ended_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("term", "the term ended"),
                            ("resigned", "resigned"),
                            ("dismissed", "dismissed"),
                        ],
                        max_length=10,
                        verbose_name="how it ended",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="reason of the end (not published)"
                    ),
                ),
                ("lot", models.CharField(blank=True, max_length=12, verbose_name="pseudonym in the lottery")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="committee.committee",
                    ),
                ),
                (
                    "follows",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="committee.member",
                        verbose_name="in place of",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "user"), name="member_once_in_a_committee"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_by", "dismissed"), _negated=True),
                            models.Q(("end_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dismissal_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "interest",
                    models.CharField(
                        choices=[
                            ("none", "no interest"),
                            ("self", "I withdraw myself"),
                            ("challenged", "out after an accepted challenge"),
                            ("automatic", "excluded by rule"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("party", "I or my spouse am a party to it"),
                            ("relative", "A relative is a party to it"),
                            ("adviser", "I gave advice, research, testimony or service for it"),
                            ("agent", "I act or acted for a party"),
                            ("organisation", "I belong or belonged to an organisation that has part in it"),
                            ("other", "Another reason why I could not judge freely"),
                        ],
                        max_length=12,
                        verbose_name="kind of interest (not published)",
                    ),
                ),
                (
                    "ground",
                    models.CharField(blank=True, max_length=300, verbose_name="ground (not published)"),
                ),
                (
                    "late",
                    models.BooleanField(default=False, verbose_name="came after the scores and voided them"),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="cycles.project",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="committee.member",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["project", "member", "-id"], name="committee_d_project_3673fc_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interest", "none"), models.Q(("ground", ""), _negated=True), _connector="OR"
                        ),
                        name="declaration_of_interest_has_a_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("interest", "none"), _negated=True),
                            models.Q(("kind", ""), ("late", False)),
                            _connector="OR",
                        ),
                        name="declaration_of_none_has_no_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="contribution")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="committee.item",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="committee.member",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Challenge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ground",
                    models.TextField(
                        max_length=1000,
                        verbose_name="why a fair judgement cannot be expected (not published)",
                    ),
                ),
                ("filed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("pending", "waits for the committee"),
                            ("accepted", "accepted: the member is out"),
                            ("dismissed", "dismissed: the member stays"),
                        ],
                        default="pending",
                        max_length=9,
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="reason of the decision (not published)"
                    ),
                ),
                (
                    "votes_for",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="members for accepting it"
                    ),
                ),
                (
                    "votes_against",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="members against"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="cycles.project",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="committee.member",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "member", "by"), name="challenged_once_by_a_party"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground", ""), _negated=True), name="challenge_has_a_ground"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("outcome", "pending")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("votes_against__isnull", False),
                                ("votes_for__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                                models.Q(
                                    models.Q(
                                        ("outcome", "accepted"), ("votes_for__gt", models.F("votes_against"))
                                    ),
                                    models.Q(
                                        ("outcome", "dismissed"),
                                        ("votes_for__lte", models.F("votes_against")),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="challenge_outcome_follows_its_votes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="committee.member",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="committee.minutes",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("minutes", "member", "digest"), name="confirmation_once_a_text"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Motion",
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
                            ("carry", "to approve"),
                            ("condition", "to approve with a condition"),
                            ("reject", "to reject"),
                            ("defer", "to defer"),
                        ],
                        max_length=10,
                        verbose_name="motion",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="words of the motion")),
                ("ayes", models.PositiveSmallIntegerField(verbose_name="for")),
                ("noes", models.PositiveSmallIntegerField(verbose_name="against")),
                ("abstentions", models.PositiveSmallIntegerField(default=0, verbose_name="abstentions")),
                ("present", models.PositiveSmallIntegerField(verbose_name="present and not recused")),
                ("needed", models.PositiveSmallIntegerField(verbose_name="needed for a quorum")),
                ("carried", models.BooleanField(verbose_name="carried")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="motions",
                        to="committee.item",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "present__gte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("ayes"), "+", models.F("noes")
                                    ),
                                    "+",
                                    models.F("abstentions"),
                                ),
                            )
                        ),
                        name="motion_has_no_more_votes_than_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("needed__gte", 1), ("present__gte", models.F("needed"))),
                        name="motion_has_a_quorum",
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
                ("text", models.TextField(verbose_name="objection")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_on", models.DateField(verbose_name="answer due")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stands", "the decision stands"),
                            ("reopened", "the committee will deal with it again"),
                        ],
                        max_length=10,
                        verbose_name="result",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="committee.decision",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "user"), name="objection_once_a_person"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True), ("result", "")),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("result", ""), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="objection_answer_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=5)),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256 of the file")),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="committee.minutes",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("minutes", "language"), name="paper_once_a_language")
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
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
                            ("co_proposer", "co-proposer"),
                            ("proposes", "proposing organisation"),
                            ("carries_out", "organisation that would carry it out"),
                        ],
                        max_length=12,
                    ),
                ),
                ("organisation", models.CharField(blank=True, max_length=120, verbose_name="organisation")),
                ("organisation_key", models.CharField(blank=True, db_index=True, max_length=120)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="cycles.project",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "parties",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "co_proposer"), ("user__isnull", False)),
                            models.Q(
                                ("kind__in", ["proposes", "carries_out"]),
                                models.Q(("organisation_key", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="party_is_somebody",
                    ),
                    models.UniqueConstraint(fields=("project", "user"), name="co_proposer_once_on_a_project"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "being written"),
                            ("consultation", "in consultation with the city"),
                            ("agreed", "agreed"),
                        ],
                        default="draft",
                        max_length=14,
                    ),
                ),
                ("concept", models.TextField(verbose_name="basic concept")),
                ("concept_en", models.TextField(blank=True, verbose_name="basic concept in English")),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.area"
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="committee.committee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "year"), name="plan_once_a_borough_and_year"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "agreed"), _negated=True),
                            ("agreed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="agreed_plan_has_a_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CityRemark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="remark of the city")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answer", models.TextField(blank=True, verbose_name="answer of the borough")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="committee.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="remark_answer_has_its_date",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.SlugField(max_length=30)),
                ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                ("text", models.TextField(verbose_name="what it rests on")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="committee.plan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "question"), name="assessment_once_a_question"),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 5)),
                        name="assessment_level_from_1_to_5",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("rank", models.PositiveSmallIntegerField(verbose_name="rank")),
                ("sector", models.CharField(blank=True, max_length=60, verbose_name="sector")),
                ("cost", models.BigIntegerField(verbose_name="cost in won")),
                ("why", models.CharField(max_length=300, verbose_name="why at this rank")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="committee.plan",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_entries",
                        to="cycles.project",
                    ),
                ),
            ],
            options={
                "ordering": ["rank"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("plan", "rank"),
                        name="plan_ranks_differ",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost__gt", 0)), name="plan_entry_costs_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="recommendation")),
                ("due_on", models.DateField(verbose_name="answer due")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answer", models.TextField(blank=True, verbose_name="official answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="committee.item",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="recommendation_answer_has_its_date",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Recruitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(verbose_name="seats")),
                ("reserves", models.PositiveSmallIntegerField(default=0, verbose_name="reserves")),
                ("quotas", models.JSONField(blank=True, default=dict, verbose_name="seats by trait")),
                ("opens_at", models.DateTimeField(verbose_name="opens")),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                ("draw_on", models.DateField(verbose_name="day of the draw")),
                (
                    "draw_place",
                    models.CharField(blank=True, max_length=120, verbose_name="place of the draw"),
                ),
                (
                    "public_source",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="public value that is mixed in, and where it comes from",
                    ),
                ),
                ("seed", models.CharField(max_length=64)),
                ("commitment", models.CharField(max_length=64, verbose_name="hash of the seed")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recruitments",
                        to="committee.committee",
                    ),
                ),
                (
                    "opened_by",
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
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="recruitment_closes_after_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seats__gte", 1)), name="recruitment_has_seats"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lottery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.TextField(verbose_name="published file")),
                ("digest", models.CharField(max_length=64, verbose_name="hash of the file")),
                ("candidates", models.PositiveIntegerField()),
                ("candidates_hash", models.CharField(max_length=64)),
                ("selected", models.JSONField(default=list)),
                ("reserves", models.JSONField(default=list)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "drawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recruitment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lottery",
                        to="committee.recruitment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12, verbose_name="pseudonym")),
                (
                    "sex",
                    models.CharField(
                        choices=[("female", "woman"), ("male", "man")], max_length=10, verbose_name="sex"
                    ),
                ),
                (
                    "age",
                    models.CharField(
                        choices=[
                            ("-34", "34 or younger"),
                            ("35-49", "35 to 49"),
                            ("50-64", "50 to 64"),
                            ("65-", "65 or older"),
                        ],
                        max_length=10,
                        verbose_name="age band",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.area"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="committee_applications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recruitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="committee.recruitment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("recruitment", "user"), name="application_once_a_person"),
                    models.UniqueConstraint(fields=("recruitment", "code"), name="application_codes_differ"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Relation",
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
                            ("relative", "spouse, former spouse or relative"),
                            ("organisation", "I belong or belonged to this organisation"),
                            ("department", "I work or worked in this department"),
                        ],
                        max_length=12,
                    ),
                ),
                ("organisation", models.CharField(blank=True, max_length=120, verbose_name="organisation")),
                ("organisation_key", models.CharField(blank=True, db_index=True, max_length=120)),
                ("until", models.DateField(blank=True, null=True, verbose_name="until (empty: still so)")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.department",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations",
                        to="committee.member",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "relative"), ("person__isnull", False)),
                            models.Q(
                                ("kind", "organisation"), models.Q(("organisation_key", ""), _negated=True)
                            ),
                            models.Q(("department__isnull", False), ("kind", "department")),
                            _connector="OR",
                        ),
                        name="relation_names_its_other_end",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="remark")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="committee.member",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="cycles.project",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="remark_says_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Resolution",
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
                            ("carry", "to approve"),
                            ("condition", "to approve with a condition"),
                            ("reject", "to reject"),
                        ],
                        max_length=10,
                        verbose_name="motion",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="words of the motion")),
                ("reason", models.TextField(verbose_name="reason")),
                ("reason_en", models.TextField(blank=True, verbose_name="reason in English")),
                ("condition", models.CharField(blank=True, max_length=300, verbose_name="condition")),
                ("code", models.CharField(blank=True, max_length=30, verbose_name="code of a refusal")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resolution",
                        to="committee.item",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="resolution_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "condition"), _negated=True),
                            models.Q(("condition", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="resolution_condition_is_written",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "reject"), _negated=True),
                            models.Q(("code", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="resolution_refusal_has_a_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=100, verbose_name="name in English")),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("mean", "mean of all sheets"),
                            ("trimmed", "mean without one highest and one lowest sheet"),
                            ("median", "median of all sheets"),
                        ],
                        default="mean",
                        max_length=8,
                        verbose_name="how sheets become a score",
                    ),
                ),
                (
                    "drop_from",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="leave out the ends from so many raters on"
                    ),
                ),
                (
                    "sharing",
                    models.CharField(
                        choices=[
                            ("all", "every member rates every project"),
                            ("balanced", "each project goes to a fixed number of members, evenly"),
                            ("groups", "each project goes to its sub-committee"),
                        ],
                        default="all",
                        max_length=8,
                        verbose_name="who rates what",
                    ),
                ),
                (
                    "per_item",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="members per project"
                    ),
                ),
                (
                    "minimum",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="points needed"
                    ),
                ),
                (
                    "look_back_years",
                    models.PositiveSmallIntegerField(default=3, verbose_name="years that a past tie counts"),
                ),
                (
                    "challenge_days",
                    models.PositiveSmallIntegerField(default=7, verbose_name="days to challenge a member"),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rounds",
                        to="committee.committee",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "number"), name="round_numbers_differ"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rule", "trimmed"), _negated=True),
                            ("drop_from__gte", 3),
                            _connector="OR",
                        ),
                        name="round_trims_from_three",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sharing", "balanced"), _negated=True),
                            ("per_item__gte", 1),
                            _connector="OR",
                        ),
                        name="round_shares_to_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum__isnull", True), ("minimum__range", (0, 100)), _connector="OR"
                        ),
                        name="round_minimum_of_a_hundred",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scores", models.JSONField(default=dict)),
                ("comments", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cycles.project"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="committee.member",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="committee.round"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "project", "round"), name="draft_once_of_a_member"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
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
                ("weight", models.PositiveSmallIntegerField(verbose_name="weight")),
                ("counted", models.BooleanField(default=True, verbose_name="counts")),
                ("required", models.BooleanField(default=True, verbose_name="must be scored")),
                ("anchors", models.JSONField(default=dict, verbose_name="what each level means")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="committee.round",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "key"), name="criterion_keys_differ"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("counted", True), ("weight__range", (1, 100))),
                            models.Q(("counted", False), ("weight", 0)),
                            _connector="OR",
                        ),
                        name="criterion_that_counts_has_a_weight",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                ("sheets", models.JSONField(default=list, verbose_name="ids of the sheets that counted")),
                ("score", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="score of 100")),
                ("median", models.DecimalField(decimal_places=2, max_digits=5)),
                ("lowest", models.DecimalField(decimal_places=2, max_digits=5)),
                ("highest", models.DecimalField(decimal_places=2, max_digits=5)),
                ("deviation", models.DecimalField(decimal_places=2, max_digits=5)),
                ("raters", models.PositiveSmallIntegerField()),
                ("dropped", models.PositiveSmallIntegerField(default=0)),
                ("members", models.PositiveSmallIntegerField(verbose_name="voting members concerned")),
                ("recused_self", models.PositiveSmallIntegerField(default=0)),
                ("recused_rule", models.PositiveSmallIntegerField(default=0)),
                ("recused_challenge", models.PositiveSmallIntegerField(default=0)),
                (
                    "voided",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="sheets voided by a late declaration"
                    ),
                ),
                (
                    "digest",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the sheets without names"),
                ),
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closings",
                        to="cycles.project",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closings",
                        to="committee.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "project", "revision"), name="closing_revisions_differ"
                    ),
                    models.CheckConstraint(condition=models.Q(("raters__gte", 1)), name="closing_has_raters"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lowest__lte", models.F("score")), ("score__lte", models.F("highest"))
                        ),
                        name="closing_score_between_the_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Calibration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cycles.project"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calibrations",
                        to="committee.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "project"), name="calibrated_once_in_a_round")
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="cycles.project",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="committee.member",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="committee.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "project", "member"), name="assigned_once_in_a_round"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("scores", models.JSONField(verbose_name="score per criterion")),
                ("comments", models.JSONField(default=dict, verbose_name="comment per criterion")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="committee.member",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="cycles.project",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="committee.round",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["project", "member", "-revision"], name="committee_s_project_79e9e8_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "member", "project", "revision"), name="sheet_revisions_differ"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
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
                    "sheet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reopening",
                        to="committee.scoresheet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="reopening_has_a_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "being prepared"),
                            ("called", "called"),
                            ("open", "in session"),
                            ("closed", "session over"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("room", "in a room"), ("online", "online"), ("written", "in writing")],
                        default="room",
                        max_length=10,
                        verbose_name="how it is held",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                (
                    "ends_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="votes in writing are taken until"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                ("officer", models.CharField(max_length=60, verbose_name="whom to ask")),
                ("phone", models.CharField(max_length=30, verbose_name="telephone")),
                ("called_at", models.DateTimeField(blank=True, null=True, verbose_name="notice given")),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="committee.committee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "number"), name="session_numbers_differ"),
                    models.CheckConstraint(
                        condition=models.Q(("state", "draft"), ("called_at__isnull", False), _connector="OR"),
                        name="session_was_called",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "written"), _negated=True),
                            models.Q(("ends_at__gt", models.F("starts_at")), ("ends_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="session_in_writing_has_a_deadline",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="minutes",
            name="session",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="committee.session"
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="committee.session"
            ),
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("present", models.BooleanField(default=True, verbose_name="present")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="committee.member",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="committee.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "member"), name="attendance_once_a_member")
                ],
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("organisation", models.CharField(max_length=120, verbose_name="organisation")),
                ("part", models.CharField(max_length=120, verbose_name="what the member is or was there")),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ties",
                        to="committee.member",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("since__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="tie_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("place", models.CharField(max_length=120, verbose_name="place")),
                ("went", models.PositiveSmallIntegerField(verbose_name="members who went")),
                ("finding", models.TextField(verbose_name="what was found")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="committee.committee",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="cycles.project",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("went__gte", 1), models.Q(("finding", ""), _negated=True)),
                        name="visit_found",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WrittenVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[("aye", "for"), ("no", "against"), ("abstain", "abstain")],
                        max_length=10,
                        verbose_name="vote",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="written_votes",
                        to="committee.item",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="written_votes",
                        to="committee.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("item", "member"), name="written_vote_once_a_member"),
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["aye", "no", "abstain"])),
                        name="written_vote_is_one_of_three",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="declaration",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d0d3cafa180132475227c1a6244ecbc679d9332c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5161b",
                    table="committee_declaration",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="declaration",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="621629e28df5f23b3331ca64decced6a6e5f2f57",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_29538",
                    table="committee_declaration",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="declaration",
            trigger=pgtrigger.compiler.Trigger(
                name="withdrawal_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        \n    IF NOT EXISTS (\n        SELECT 1 FROM committee_member m\n        JOIN committee_committee k ON k.id = m.committee_id\n        JOIN cycles_envelope e ON e.cycle_id = k.cycle_id\n        JOIN cycles_project p ON p.envelope_id = e.id\n        WHERE m.id = NEW.member_id AND p.id = NEW.project_id AND k.reviews\n    ) THEN\n        RAISE EXCEPTION 'the member sits in the committee of another cycle'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'committee_of_another_cycle';\n    END IF;\n\n        IF NEW.interest = 'none' AND EXISTS (\n            SELECT 1 FROM committee_declaration d\n            WHERE d.member_id = NEW.member_id AND d.project_id = NEW.project_id AND d.interest <> 'none'\n        ) THEN\n            RAISE EXCEPTION 'who has withdrawn from a project stays withdrawn'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'declaration_withdrawal_stays';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="66d229521910ffa1d295bc770b52f405fa80c27c",
                    operation="INSERT",
                    pgid="pgtrigger_withdrawal_stays_006de",
                    table="committee_declaration",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ac69b2097052c28500a7f35ff52e90c32b1a8a7a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_273e5",
                    table="committee_contribution",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="580f15ca6d58e22b2367f30b61937727370cb70d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_4492a",
                    table="committee_contribution",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="challenge",
            trigger=pgtrigger.compiler.Trigger(
                name="challenge_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF TG_OP = 'DELETE' OR OLD.outcome <> 'pending' OR (NEW.project_id, NEW.member_id, NEW.by_id, NEW.ground, NEW.filed_at)\n            IS DISTINCT FROM (OLD.project_id, OLD.member_id, OLD.by_id, OLD.ground, OLD.filed_at) THEN\n            RAISE EXCEPTION 'a challenge is decided once and stays as it was filed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'challenge_is_decided';\n        END IF;\n        IF EXISTS (SELECT 1 FROM committee_member m WHERE m.id = NEW.member_id AND m.user_id = NEW.decided_by_id) THEN\n            RAISE EXCEPTION 'the challenged member takes no part in the decision'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'challenge_decided_by_the_challenged';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="6541ba80693664529403fb9a2342dcee52e0c97b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_challenge_stands_f6b8d",
                    table="committee_challenge",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="confirmation",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="da92db6efd4d63283c7d940d61acb4202016fdad",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ed94d",
                    table="committee_confirmation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="confirmation",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="d4597ecaab3591edaba9a9a82a6c9fad8d186a5e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_8330d",
                    table="committee_confirmation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="motion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="63f6800b99b25ec7e99954f1307db473c95820ab",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7dd2c",
                    table="committee_motion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="motion",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="e2fc676d3a259db819dd966f42db77688dab79b7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_49c1a",
                    table="committee_motion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paper",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="19c911b9af768fa5309ae5c3948818911366bd3b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_328b3",
                    table="committee_paper",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paper",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="b15c431f983180142ad72a02efdd3d7066d5d1e6",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_4841b",
                    table="committee_paper",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c4129b6dbba77c249115efe88d2d45956c301f16",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4e76f",
                    table="committee_party",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="b4f73de459b0dd5756117dac4903b1b8700b9207",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_29951",
                    table="committee_party",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lottery",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="98b20853776c8277dd5adc5a21b66817f52dd64e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_89f6a",
                    table="committee_lottery",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lottery",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="6bf0e910aca6b448a494d7c9aed671eb7e0cf9ae",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_af914",
                    table="committee_lottery",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="66da6536a0e35c6841a153265db65c0a9e717801",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2103a",
                    table="committee_relation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="434916e4bcb5e712761368ed86cde15d634f4e23",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_eedc5",
                    table="committee_relation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remark",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8096c7fd3776755b9d87c2379a5cc7ce5d303c54",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3d0bd",
                    table="committee_remark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remark",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="79e604b794ac6211c9fbd41200ed8a5ea92b2e10",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_d1a9d",
                    table="committee_remark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remark",
            trigger=pgtrigger.compiler.Trigger(
                name="remark_no_conflict",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE newest text; earliest timestamp;",
                    func="\n    IF NOT EXISTS (\n        SELECT 1 FROM committee_member m\n        JOIN committee_committee k ON k.id = m.committee_id\n        JOIN cycles_envelope e ON e.cycle_id = k.cycle_id\n        JOIN cycles_project p ON p.envelope_id = e.id\n        WHERE m.id = NEW.member_id AND p.id = NEW.project_id AND k.reviews\n    ) THEN\n        RAISE EXCEPTION 'the member sits in the committee of another cycle'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'committee_of_another_cycle';\n    END IF;\n \n        SELECT CURRENT_DATE - make_interval(years => r.look_back_years) INTO earliest\n        FROM committee_round r JOIN committee_member m ON m.committee_id = r.committee_id\n        WHERE m.id = NEW.member_id ORDER BY r.number DESC LIMIT 1;\n        SELECT d.interest INTO newest FROM committee_declaration d\n        WHERE d.member_id = NEW.member_id AND d.project_id = NEW.project_id ORDER BY d.id DESC LIMIT 1;\n        IF newest IS DISTINCT FROM 'none' OR \n    EXISTS (\n        SELECT 1 FROM committee_member m JOIN cycles_project p ON p.id = NEW.project_id\n        WHERE m.id = NEW.member_id AND (\n            EXISTS (\n                SELECT 1 FROM proposals_proposal a\n                WHERE (a.id = p.proposal_id OR a.merged_into_id = p.proposal_id) AND (\n                    a.author_id = m.user_id OR EXISTS (\n                        SELECT 1 FROM committee_relation t WHERE t.member_id = m.id AND t.person_id = a.author_id\n                    ) OR EXISTS (\n                        SELECT 1 FROM proposals_coproposer o WHERE o.proposal_id = a.id AND (\n                            o.user_id = m.user_id OR EXISTS (\n                                SELECT 1 FROM committee_relation t\n                                WHERE t.member_id = m.id AND t.person_id = o.user_id\n                            )\n                        )\n                    ) OR a.group_name <> '' AND (\n                        EXISTS (\n                            SELECT 1 FROM committee_relation t\n                            WHERE t.member_id = m.id AND t.organisation_key = regexp_replace(regexp_replace(lower(normalize(a.group_name, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g')\n                            AND (t.until IS NULL OR t.until >= earliest)\n                        ) OR EXISTS (\n                            SELECT 1 FROM committee_tie t\n                            WHERE t.member_id = m.id AND regexp_replace(regexp_replace(lower(normalize(t.organisation, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g') = regexp_replace(regexp_replace(lower(normalize(a.group_name, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g')\n                            AND (t.until IS NULL OR t.until >= earliest)\n                        )\n                    )\n                )\n            ) OR EXISTS (\n                SELECT 1 FROM committee_party y WHERE y.project_id = p.id AND (\n                    y.user_id = m.user_id OR EXISTS (\n                        SELECT 1 FROM committee_relation t WHERE t.member_id = m.id AND (\n                            t.person_id = y.user_id OR (\n                                t.organisation_key <> '' AND t.organisation_key = y.organisation_key\n                                AND (t.until IS NULL OR t.until >= earliest)\n                            )\n                        )\n                    ) OR EXISTS (\n                        SELECT 1 FROM committee_tie t WHERE t.member_id = m.id AND y.organisation_key <> ''\n                        AND regexp_replace(regexp_replace(lower(normalize(t.organisation, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g') = y.organisation_key AND (t.until IS NULL OR t.until >= earliest)\n                    )\n                )\n            ) OR EXISTS (\n                SELECT 1 FROM accounts_role r\n                WHERE r.user_id = m.user_id AND r.department_id = p.department_id AND r.kind = 'officer'\n                AND r.starts_at <= clock_timestamp() AND (r.ends_at IS NULL OR r.ends_at >= earliest)\n            ) OR EXISTS (\n                SELECT 1 FROM committee_relation t WHERE t.member_id = m.id AND t.department_id = p.department_id\n                AND (t.until IS NULL OR t.until >= earliest)\n            )\n        )\n    )\n THEN\n            RAISE EXCEPTION 'a member with an interest, or without a declaration, takes no part in this project'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_needs_a_clear_declaration';\n        END IF;\n RETURN NEW;",
                    hash="9438b06df0da428f0a4c97bd89a7b499658a9f46",
                    operation="INSERT",
                    pgid="pgtrigger_remark_no_conflict_cf246",
                    table="committee_remark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="draft",
            trigger=pgtrigger.compiler.Trigger(
                name="draft_no_conflict",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE newest text; earliest timestamp;",
                    func="\n        PERFORM 1 FROM cycles_project WHERE id = NEW.project_id FOR KEY SHARE;\n        IF EXISTS (SELECT 1 FROM committee_decision d WHERE d.project_id = NEW.project_id) THEN\n            RAISE EXCEPTION 'the committee has decided on this project; its score sheets are sealed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_sealed_by_the_decision';\n        END IF;\n        IF EXISTS (\n            SELECT 1 FROM committee_closing c WHERE c.project_id = NEW.project_id AND c.round_id = NEW.round_id\n        ) THEN\n            RAISE EXCEPTION 'the scoring of this project is closed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_after_the_closing';\n        END IF;\n \n    IF NOT EXISTS (\n        SELECT 1 FROM committee_member m\n        JOIN committee_committee k ON k.id = m.committee_id\n        JOIN cycles_envelope e ON e.cycle_id = k.cycle_id\n        JOIN cycles_project p ON p.envelope_id = e.id\n        WHERE m.id = NEW.member_id AND p.id = NEW.project_id AND k.reviews\n    ) THEN\n        RAISE EXCEPTION 'the member sits in the committee of another cycle'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'committee_of_another_cycle';\n    END IF;\n \n        SELECT CURRENT_DATE - make_interval(years => r.look_back_years) INTO earliest\n        FROM committee_round r JOIN committee_member m ON m.committee_id = r.committee_id\n        WHERE m.id = NEW.member_id ORDER BY r.number DESC LIMIT 1;\n        SELECT d.interest INTO newest FROM committee_declaration d\n        WHERE d.member_id = NEW.member_id AND d.project_id = NEW.project_id ORDER BY d.id DESC LIMIT 1;\n        IF newest IS DISTINCT FROM 'none' OR \n    EXISTS (\n        SELECT 1 FROM committee_member m JOIN cycles_project p ON p.id = NEW.project_id\n        WHERE m.id = NEW.member_id AND (\n            EXISTS (\n                SELECT 1 FROM proposals_proposal a\n                WHERE (a.id = p.proposal_id OR a.merged_into_id = p.proposal_id) AND (\n                    a.author_id = m.user_id OR EXISTS (\n                        SELECT 1 FROM committee_relation t WHERE t.member_id = m.id AND t.person_id = a.author_id\n                    ) OR EXISTS (\n                        SELECT 1 FROM proposals_coproposer o WHERE o.proposal_id = a.id AND (\n                            o.user_id = m.user_id OR EXISTS (\n                                SELECT 1 FROM committee_relation t\n                                WHERE t.member_id = m.id AND t.person_id = o.user_id\n                            )\n                        )\n                    ) OR a.group_name <> '' AND (\n                        EXISTS (\n                            SELECT 1 FROM committee_relation t\n                            WHERE t.member_id = m.id AND t.organisation_key = regexp_replace(regexp_replace(lower(normalize(a.group_name, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g')\n                            AND (t.until IS NULL OR t.until >= earliest)\n                        ) OR EXISTS (\n                            SELECT 1 FROM committee_tie t\n                            WHERE t.member_id = m.id AND regexp_replace(regexp_replace(lower(normalize(t.organisation, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g') = regexp_replace(regexp_replace(lower(normalize(a.group_name, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g')\n                            AND (t.until IS NULL OR t.until >= earliest)\n                        )\n                    )\n                )\n            ) OR EXISTS (\n                SELECT 1 FROM committee_party y WHERE y.project_id = p.id AND (\n                    y.user_id = m.user_id OR EXISTS (\n                        SELECT 1 FROM committee_relation t WHERE t.member_id = m.id AND (\n                            t.person_id = y.user_id OR (\n                                t.organisation_key <> '' AND t.organisation_key = y.organisation_key\n                                AND (t.until IS NULL OR t.until >= earliest)\n                            )\n                        )\n                    ) OR EXISTS (\n                        SELECT 1 FROM committee_tie t WHERE t.member_id = m.id AND y.organisation_key <> ''\n                        AND regexp_replace(regexp_replace(lower(normalize(t.organisation, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g') = y.organisation_key AND (t.until IS NULL OR t.until >= earliest)\n                    )\n                )\n            ) OR EXISTS (\n                SELECT 1 FROM accounts_role r\n                WHERE r.user_id = m.user_id AND r.department_id = p.department_id AND r.kind = 'officer'\n                AND r.starts_at <= clock_timestamp() AND (r.ends_at IS NULL OR r.ends_at >= earliest)\n            ) OR EXISTS (\n                SELECT 1 FROM committee_relation t WHERE t.member_id = m.id AND t.department_id = p.department_id\n                AND (t.until IS NULL OR t.until >= earliest)\n            )\n        )\n    )\n THEN\n            RAISE EXCEPTION 'a member with an interest, or without a declaration, takes no part in this project'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_needs_a_clear_declaration';\n        END IF;\n RETURN NEW;",
                    hash="453b8f649646f7059e7d8c9710b85a53a5c466f6",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_draft_no_conflict_f7dfa",
                    table="committee_draft",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="rubric_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (\n            SELECT 1 FROM committee_scoresheet s\n            WHERE s.round_id = CASE WHEN TG_OP = 'DELETE' THEN OLD.round_id ELSE NEW.round_id END\n        ) THEN\n            RAISE EXCEPTION 'a rubric that was scored by does not change; open another round'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'rubric_is_in_use';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        RETURN NEW;\n    ",
                    hash="02982ef3c3d01020734fccb7e432e682ce87ed25",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_rubric_fixed_e7a76",
                    table="committee_criterion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="weights_sum",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    declare="DECLARE whole integer; which bigint;",
                    func="\n        which := CASE WHEN TG_OP = 'DELETE' THEN OLD.round_id ELSE NEW.round_id END;\n        SELECT sum(c.weight) INTO whole FROM committee_criterion c WHERE c.round_id = which AND c.counted;\n        IF whole <> 100 OR (whole IS NULL AND EXISTS (SELECT 1 FROM committee_round r WHERE r.id = which)) THEN\n            RAISE EXCEPTION 'the weights of the criteria that count sum to 100, not %', coalesce(whole, 0)\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'rubric_weights_sum_to_100';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="508ce8af97887f4332f907c387d3bd5441cd60ca",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_weights_sum_a36bd",
                    table="committee_criterion",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closing",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f4385f687e18218612716b40d67e0cbc6c1d500b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5b38e",
                    table="committee_closing",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closing",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="0edee5fc621c91c0d3c51d0c6a9b6b3b8b8a5e9a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_729b1",
                    table="committee_closing",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scoresheet",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1a6ea916a9b806ed364292ef83ed91a38058bab9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d5ad3",
                    table="committee_scoresheet",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scoresheet",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="deadd32d3f4cef7b3aa0d469ff425ce3177cf97a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_e8a4e",
                    table="committee_scoresheet",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scoresheet",
            trigger=pgtrigger.compiler.Trigger(
                name="no_conflict",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE newest text; earliest timestamp;",
                    func="\n        \n        PERFORM 1 FROM cycles_project WHERE id = NEW.project_id FOR KEY SHARE;\n        IF EXISTS (SELECT 1 FROM committee_decision d WHERE d.project_id = NEW.project_id) THEN\n            RAISE EXCEPTION 'the committee has decided on this project; its score sheets are sealed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_sealed_by_the_decision';\n        END IF;\n        IF EXISTS (\n            SELECT 1 FROM committee_closing c WHERE c.project_id = NEW.project_id AND c.round_id = NEW.round_id\n        ) THEN\n            RAISE EXCEPTION 'the scoring of this project is closed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_after_the_closing';\n        END IF;\n\n        \n    IF NOT EXISTS (\n        SELECT 1 FROM committee_member m\n        JOIN committee_committee k ON k.id = m.committee_id\n        JOIN cycles_envelope e ON e.cycle_id = k.cycle_id\n        JOIN cycles_project p ON p.envelope_id = e.id\n        WHERE m.id = NEW.member_id AND p.id = NEW.project_id AND k.reviews\n    ) THEN\n        RAISE EXCEPTION 'the member sits in the committee of another cycle'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'committee_of_another_cycle';\n    END IF;\n\n        \n        IF NEW.round_id IS DISTINCT FROM (\n            SELECT r.id FROM committee_round r JOIN committee_member m ON m.committee_id = r.committee_id\n            WHERE m.id = NEW.member_id ORDER BY r.number DESC LIMIT 1\n        ) THEN\n            RAISE EXCEPTION 'a sheet belongs to the round that is at work'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'committee_of_another_cycle';\n        END IF;\n\n        \n        SELECT CURRENT_DATE - make_interval(years => r.look_back_years) INTO earliest\n        FROM committee_round r JOIN committee_member m ON m.committee_id = r.committee_id\n        WHERE m.id = NEW.member_id ORDER BY r.number DESC LIMIT 1;\n        SELECT d.interest INTO newest FROM committee_declaration d\n        WHERE d.member_id = NEW.member_id AND d.project_id = NEW.project_id ORDER BY d.id DESC LIMIT 1;\n        IF newest IS DISTINCT FROM 'none' OR \n    EXISTS (\n        SELECT 1 FROM committee_member m JOIN cycles_project p ON p.id = NEW.project_id\n        WHERE m.id = NEW.member_id AND (\n            EXISTS (\n                SELECT 1 FROM proposals_proposal a\n                WHERE (a.id = p.proposal_id OR a.merged_into_id = p.proposal_id) AND (\n                    a.author_id = m.user_id OR EXISTS (\n                        SELECT 1 FROM committee_relation t WHERE t.member_id = m.id AND t.person_id = a.author_id\n                    ) OR EXISTS (\n                        SELECT 1 FROM proposals_coproposer o WHERE o.proposal_id = a.id AND (\n                            o.user_id = m.user_id OR EXISTS (\n                                SELECT 1 FROM committee_relation t\n                                WHERE t.member_id = m.id AND t.person_id = o.user_id\n                            )\n                        )\n                    ) OR a.group_name <> '' AND (\n                        EXISTS (\n                            SELECT 1 FROM committee_relation t\n                            WHERE t.member_id = m.id AND t.organisation_key = regexp_replace(regexp_replace(lower(normalize(a.group_name, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g')\n                            AND (t.until IS NULL OR t.until >= earliest)\n                        ) OR EXISTS (\n                            SELECT 1 FROM committee_tie t\n                            WHERE t.member_id = m.id AND regexp_replace(regexp_replace(lower(normalize(t.organisation, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g') = regexp_replace(regexp_replace(lower(normalize(a.group_name, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g')\n                            AND (t.until IS NULL OR t.until >= earliest)\n                        )\n                    )\n                )\n            ) OR EXISTS (\n                SELECT 1 FROM committee_party y WHERE y.project_id = p.id AND (\n                    y.user_id = m.user_id OR EXISTS (\n                        SELECT 1 FROM committee_relation t WHERE t.member_id = m.id AND (\n                            t.person_id = y.user_id OR (\n                                t.organisation_key <> '' AND t.organisation_key = y.organisation_key\n                                AND (t.until IS NULL OR t.until >= earliest)\n                            )\n                        )\n                    ) OR EXISTS (\n                        SELECT 1 FROM committee_tie t WHERE t.member_id = m.id AND y.organisation_key <> ''\n                        AND regexp_replace(regexp_replace(lower(normalize(t.organisation, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g') = y.organisation_key AND (t.until IS NULL OR t.until >= earliest)\n                    )\n                )\n            ) OR EXISTS (\n                SELECT 1 FROM accounts_role r\n                WHERE r.user_id = m.user_id AND r.department_id = p.department_id AND r.kind = 'officer'\n                AND r.starts_at <= clock_timestamp() AND (r.ends_at IS NULL OR r.ends_at >= earliest)\n            ) OR EXISTS (\n                SELECT 1 FROM committee_relation t WHERE t.member_id = m.id AND t.department_id = p.department_id\n                AND (t.until IS NULL OR t.until >= earliest)\n            )\n        )\n    )\n THEN\n            RAISE EXCEPTION 'a member with an interest, or without a declaration, takes no part in this project'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_needs_a_clear_declaration';\n        END IF;\n\n        IF EXISTS (SELECT 1 FROM committee_round r WHERE r.id = NEW.round_id AND r.sharing <> 'all')\n        AND NOT EXISTS (\n            SELECT 1 FROM committee_assignment a\n            WHERE a.round_id = NEW.round_id AND a.member_id = NEW.member_id AND a.project_id = NEW.project_id\n        ) AND NOT EXISTS (\n            SELECT 1 FROM committee_calibration a WHERE a.round_id = NEW.round_id AND a.project_id = NEW.project_id\n        ) THEN\n            RAISE EXCEPTION 'this project was given to other members'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_of_somebody_else';\n        END IF;\n        IF NEW.revision > 1 AND NOT EXISTS (\n            SELECT 1 FROM committee_scoresheet s JOIN committee_reopening o ON o.sheet_id = s.id\n            WHERE s.round_id = NEW.round_id AND s.member_id = NEW.member_id AND s.project_id = NEW.project_id\n            AND s.revision = NEW.revision - 1\n        ) THEN\n            RAISE EXCEPTION 'a sheet that was handed in is frozen until it is reopened'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_is_frozen';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="aca603300028a949b5b01b9fdfac5c26d2545899",
                    operation="INSERT",
                    pgid="pgtrigger_no_conflict_02a12",
                    table="committee_scoresheet",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scoresheet",
            trigger=pgtrigger.compiler.Trigger(
                name="sealed_by_vote",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        PERFORM 1 FROM cycles_project WHERE id = NEW.project_id FOR KEY SHARE;\n        IF EXISTS (SELECT 1 FROM committee_item i WHERE i.project_id = NEW.project_id AND i.state = 'decided') THEN\n            RAISE EXCEPTION 'the committee has voted on this project; its score sheets are sealed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_sealed_by_the_decision';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="5a36f1763d9a62c64a09d058185f5b1b045a25a3",
                    operation="INSERT",
                    pgid="pgtrigger_sealed_by_vote_0531f",
                    table="committee_scoresheet",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reopening",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="77c5bf9a4e917ef517e0f8e170a408aa928a1d4f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9e914",
                    table="committee_reopening",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reopening",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="865c9a600328b5aa2627f14aa11966270081ab6f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_8b05f",
                    table="committee_reopening",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("access", "open"), models.Q(("ground", ""), _negated=True), _connector="OR"
                ),
                name="closed_minutes_have_a_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="published_minutes_have_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("session", "position"), name="agenda_places_differ"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                fields=("session", "project"), name="agenda_has_a_project_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "waiting"), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="settled_item_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "decided"), _negated=True),
                    models.Q(
                        ("needed__gte", 1), ("present__gte", models.F("needed")), ("present__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="decided_item_has_a_quorum",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__in", ["carried", "conditional", "lost"]), ("state", "decided")),
                    models.Q(models.Q(("state", "decided"), _negated=True), ("outcome", "")),
                    _connector="OR",
                ),
                name="decided_item_has_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "conditional"), _negated=True),
                    models.Q(("condition", ""), _negated=True),
                    _connector="OR",
                ),
                name="item_condition_is_written",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "lost"), _negated=True),
                    models.Q(("code", ""), _negated=True),
                    _connector="OR",
                ),
                name="lost_item_has_a_code",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="has_quorum",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE there integer; held text; how text;",
                    func="\n        IF TG_OP = 'UPDATE' THEN\n            IF OLD.state = 'decided' THEN\n                IF ROW(NEW.state, NEW.outcome, NEW.reason, NEW.condition, NEW.present, NEW.needed, NEW.project_id)\n                IS DISTINCT FROM\n                ROW(OLD.state, OLD.outcome, OLD.reason, OLD.condition, OLD.present, OLD.needed, OLD.project_id) THEN\n                    RAISE EXCEPTION 'what a committee has decided stands'\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_item_stands';\n                END IF;\n                RETURN NEW;\n            END IF;\n        END IF;\n        IF NEW.state = 'decided' THEN\n            SELECT s.state, s.way INTO held, how FROM committee_session s WHERE s.id = NEW.session_id FOR UPDATE;\n            SELECT count(*) INTO there\n            FROM committee_member m\n            WHERE m.votes AND CASE WHEN how = 'written' THEN EXISTS (\n                SELECT 1 FROM committee_writtenvote v WHERE v.item_id = NEW.id AND v.member_id = m.id\n            ) ELSE EXISTS (\n                SELECT 1 FROM committee_attendance a\n                WHERE a.session_id = NEW.session_id AND a.member_id = m.id AND a.present\n            ) END AND 'none' = COALESCE((\n                SELECT d.interest FROM committee_declaration d\n                WHERE d.member_id = m.id AND d.project_id = NEW.project_id ORDER BY d.id DESC LIMIT 1\n            ), 'none');\n            IF held <> 'open' OR there < NEW.present OR there < NEW.needed OR NEW.needed < 1 THEN\n                RAISE EXCEPTION 'an item is decided in an open session with a quorum of those present and not recused'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'item_decided_without_quorum';\n            END IF;\n        END IF;\n        RETURN NEW;\n    ",
                    hash="a5f9d2206142adcb603b58a76221c6b1afc8703c",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_has_quorum_c3daa",
                    table="committee_item",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="writtenvote",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2953114bb8695bcb0b5963428a2ac8a2dba81f41",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c9296",
                    table="committee_writtenvote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="writtenvote",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="7de0981979d8535ce299fd2f3fbeb9e6f51e4f7f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_5d9bd",
                    table="committee_writtenvote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="writtenvote",
            trigger=pgtrigger.compiler.Trigger(
                name="vote_in_writing",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE asked bigint; held text; how text; until timestamptz; waits text; body bigint; scores boolean; newest text; earliest timestamp;",
                    func="\n        SELECT s.state, s.way, s.ends_at, s.committee_id INTO held, how, until, body\n        FROM committee_session s\n        WHERE s.id = (SELECT i.session_id FROM committee_item i WHERE i.id = NEW.item_id) FOR KEY SHARE;\n        SELECT i.state, i.project_id INTO waits, asked FROM committee_item i WHERE i.id = NEW.item_id;\n        IF how <> 'written' OR held <> 'open' OR waits <> 'waiting' OR NEW.at >= until THEN\n            RAISE EXCEPTION 'votes in writing are taken while the vote is open'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'written_vote_out_of_time';\n        END IF;\n        SELECT k.reviews INTO scores FROM committee_committee k WHERE k.id = body;\n        SELECT d.interest INTO newest FROM committee_declaration d\n        WHERE d.member_id = NEW.member_id AND d.project_id = asked ORDER BY d.id DESC LIMIT 1;\n        SELECT CURRENT_DATE - make_interval(years => COALESCE((\n            SELECT r.look_back_years FROM committee_round r WHERE r.committee_id = body ORDER BY r.number DESC LIMIT 1\n        ), 3)) INTO earliest;\n        IF NOT EXISTS (\n            SELECT 1 FROM committee_member m WHERE m.id = NEW.member_id AND m.committee_id = body AND m.votes\n        ) OR (asked IS NOT NULL AND (\n            COALESCE(newest, CASE WHEN scores THEN 'undeclared' ELSE 'none' END) <> 'none' OR \n    EXISTS (\n        SELECT 1 FROM committee_member m JOIN cycles_project p ON p.id = asked\n        WHERE m.id = NEW.member_id AND (\n            EXISTS (\n                SELECT 1 FROM proposals_proposal a\n                WHERE (a.id = p.proposal_id OR a.merged_into_id = p.proposal_id) AND (\n                    a.author_id = m.user_id OR EXISTS (\n                        SELECT 1 FROM committee_relation t WHERE t.member_id = m.id AND t.person_id = a.author_id\n                    ) OR EXISTS (\n                        SELECT 1 FROM proposals_coproposer o WHERE o.proposal_id = a.id AND (\n                            o.user_id = m.user_id OR EXISTS (\n                                SELECT 1 FROM committee_relation t\n                                WHERE t.member_id = m.id AND t.person_id = o.user_id\n                            )\n                        )\n                    ) OR a.group_name <> '' AND (\n                        EXISTS (\n                            SELECT 1 FROM committee_relation t\n                            WHERE t.member_id = m.id AND t.organisation_key = regexp_replace(regexp_replace(lower(normalize(a.group_name, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g')\n                            AND (t.until IS NULL OR t.until >= earliest)\n                        ) OR EXISTS (\n                            SELECT 1 FROM committee_tie t\n                            WHERE t.member_id = m.id AND regexp_replace(regexp_replace(lower(normalize(t.organisation, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g') = regexp_replace(regexp_replace(lower(normalize(a.group_name, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g')\n                            AND (t.until IS NULL OR t.until >= earliest)\n                        )\n                    )\n                )\n            ) OR EXISTS (\n                SELECT 1 FROM committee_party y WHERE y.project_id = p.id AND (\n                    y.user_id = m.user_id OR EXISTS (\n                        SELECT 1 FROM committee_relation t WHERE t.member_id = m.id AND (\n                            t.person_id = y.user_id OR (\n                                t.organisation_key <> '' AND t.organisation_key = y.organisation_key\n                                AND (t.until IS NULL OR t.until >= earliest)\n                            )\n                        )\n                    ) OR EXISTS (\n                        SELECT 1 FROM committee_tie t WHERE t.member_id = m.id AND y.organisation_key <> ''\n                        AND regexp_replace(regexp_replace(lower(normalize(t.organisation, NFC)), '\\(주\\)|㈜|주식회사|\\(사\\)|사단법인|\\(재\\)|재단법인|\\(유\\)|유한회사', '', 'g'), '[-[:space:]_.,·()]+', '', 'g') = y.organisation_key AND (t.until IS NULL OR t.until >= earliest)\n                    )\n                )\n            ) OR EXISTS (\n                SELECT 1 FROM accounts_role r\n                WHERE r.user_id = m.user_id AND r.department_id = p.department_id AND r.kind = 'officer'\n                AND r.starts_at <= clock_timestamp() AND (r.ends_at IS NULL OR r.ends_at >= earliest)\n            ) OR EXISTS (\n                SELECT 1 FROM committee_relation t WHERE t.member_id = m.id AND t.department_id = p.department_id\n                AND (t.until IS NULL OR t.until >= earliest)\n            )\n        )\n    )\n\n        )) THEN\n            RAISE EXCEPTION 'a vote in writing is a voting member''s who is not recused and has declared so'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'written_vote_of_the_recused';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="13aba28bc50d165db01ca512f13f897d62001505",
                    operation="INSERT",
                    pgid="pgtrigger_vote_in_writing_d3f9a",
                    table="committee_writtenvote",
                    when="BEFORE",
                ),
            ),
        ),
    ]
