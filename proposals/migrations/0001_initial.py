import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import proposals.models.searches
import uuid
from django.conf import settings
from civic.common.migrating import FirstMigration
from django.db import migrations, models


#: All pairs of neighbouring characters inside the words of the texts: two syllables are found by the index. A generated
#: column, so that no door can forget it; no extension is needed.
BIGRAMS = r"""
CREATE FUNCTION proposal_bigrams(VARIADIC texts text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(word, place, 2)), '{}')
  FROM unnest(texts) AS one,
       regexp_split_to_table(lower(normalize(one, NFC)), '[^[:alnum:]]+') AS word,
       generate_series(1, length(word) - 1) AS place
$$
"""


class Migration(FirstMigration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("areas", "0001_initial"),
        ("attachments", "0001_initial"),
        ("comments", "0001_initial"),
        ("processes", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(BIGRAMS, "DROP FUNCTION proposal_bigrams(text[])"),
        migrations.CreateModel(
            name="KeyShare",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("share", models.FloatField()),
            ],
        ),
        migrations.CreateModel(
            name="Ladder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=100)),
                ("name_en", models.CharField(blank=True, max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="NumberYear",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="AnswerTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "disposition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adopted", "adopted"),
                            ("partly", "adopted in part"),
                            ("long_term", "under long-term review"),
                            ("in_force", "already in force"),
                            ("not_possible", "not possible"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="areas.department",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "edit_minutes",
                    models.PositiveIntegerField(
                        default=60, verbose_name="minutes in which a text may be changed without a trace"
                    ),
                ),
                (
                    "second_approval",
                    models.BooleanField(
                        default=False, verbose_name="a second person approves every final answer"
                    ),
                ),
                (
                    "process",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="call",
                        to="processes.process",
                    ),
                ),
                (
                    "ladder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="proposals.ladder",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Proposal",
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
                (
                    "number",
                    models.CharField(
                        blank=True, max_length=20, null=True, unique=True, verbose_name="reference number"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("open", "open for support"),
                            ("review", "department reviews"),
                            ("answered", "answered"),
                            ("debate", "in public debate"),
                            ("debated", "public debate concluded"),
                            ("head_answered", "answered by the mayor"),
                            ("implementing", "in implementation"),
                            ("implemented", "implemented"),
                            ("not_supported", "closed without enough supports"),
                            ("withdrawn", "withdrawn by the proposer"),
                            ("merged", "merged into another"),
                            ("transferred", "transferred to another body"),
                            ("hidden", "hidden"),
                        ],
                        default="draft",
                        max_length=14,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("problem", "a problem I see"),
                            ("clarification", "a question to clear up"),
                            ("solution", "a solution I propose"),
                        ],
                        default="solution",
                        max_length=13,
                        verbose_name="kind",
                    ),
                ),
                ("body", models.TextField(blank=True, verbose_name="what and why")),
                ("body_en", models.TextField(blank=True, verbose_name="what and why, in English")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place in words")),
                ("latitude", models.DecimalField(blank=True, decimal_places=4, max_digits=7, null=True)),
                ("longitude", models.DecimalField(blank=True, decimal_places=4, max_digits=7, null=True)),
                (
                    "rough_cost",
                    models.BigIntegerField(blank=True, null=True, verbose_name="rough cost in won"),
                ),
                (
                    "group_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("council", "residents' autonomy council"),
                            ("residents", "residents' association"),
                            ("club", "club or circle"),
                            ("organisation", "association or organisation"),
                            ("school", "class or school group"),
                        ],
                        max_length=12,
                        verbose_name="sort of group",
                    ),
                ),
                ("group_name", models.CharField(blank=True, max_length=80, verbose_name="name of the group")),
                ("source", models.CharField(default="web", max_length=20, verbose_name="where it came from")),
                ("external_id", models.CharField(blank=True, max_length=120, null=True, unique=True)),
                ("support_count", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "support_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="supports are gathered until"),
                ),
                (
                    "threshold",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="supports needed"),
                ),
                (
                    "next_threshold",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="supports needed for the next step"
                    ),
                ),
                ("threshold_reached_at", models.DateTimeField(blank=True, null=True)),
                ("answer_due_at", models.DateTimeField(blank=True, null=True, verbose_name="answer due")),
                ("interim_answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "bigrams",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("title"),
                            models.F("title_en"),
                            models.F("place"),
                            models.F("body"),
                            function="proposal_bigrams",
                        ),
                        output_field=django.contrib.postgres.fields.ArrayField(
                            base_field=models.TextField(), size=None
                        ),
                    ),
                ),
                (
                    "title_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="draft saved")),
                ("saved_parts", models.JSONField(blank=True, default=dict)),
                ("keeper", models.CharField(blank=True, max_length=64)),
                ("idempotency_key", models.UUIDField(null=True, unique=True)),
                ("origin", models.CharField(blank=True, max_length=64)),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="writer of the draft reminded"),
                ),
                ("choice_after_similar", models.CharField(blank=True, max_length=20)),
                (
                    "personal_data_ok",
                    models.BooleanField(
                        default=False, verbose_name="the writer was asked about personal data and goes on"
                    ),
                ),
                (
                    "withdrawal_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("duplicate", "another proposal says the same"),
                            ("started", "the city has begun it already"),
                            ("done", "the matter is settled"),
                            ("unfeasible", "it turned out not to be feasible"),
                            ("other", "another reason"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "withdrawal_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason of the withdrawal"),
                ),
                ("state_before_hidden", models.CharField(blank=True, max_length=14)),
                ("due_soon_told_at", models.DateTimeField(blank=True, null=True)),
                ("overdue_told_at", models.DateTimeField(blank=True, null=True)),
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
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="proposals.call",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="areas.department",
                    ),
                ),
                (
                    "folder",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proposal",
                        to="attachments.folder",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "split_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "thread",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal",
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
                    models.Index(fields=["-submitted_at", "-id"], name="proposal_newest"),
                    models.Index(fields=["-support_count", "-id"], name="proposal_supported"),
                    models.Index(
                        condition=models.Q(("keeper", ""), _negated=True),
                        fields=["keeper"],
                        name="proposal_keeper",
                    ),
                    models.Index(
                        condition=models.Q(("origin", ""), _negated=True),
                        fields=["origin"],
                        name="proposal_origin",
                    ),
                    models.Index(
                        condition=models.Q(("state", "draft")),
                        fields=["saved_at"],
                        name="proposal_draft_saved",
                    ),
                    models.Index(
                        condition=models.Q(("state", "review")), fields=["answer_due_at"], name="proposal_due"
                    ),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["support_until"],
                        name="proposal_closing",
                    ),
                    models.Index(
                        django.db.models.expressions.CombinedExpression(
                            models.F("threshold"), "-", models.F("support_count")
                        ),
                        models.F("id"),
                        condition=models.Q(("state", "open")),
                        name="proposal_near_threshold",
                    ),
                    models.Index(
                        django.db.models.functions.text.Upper(
                            django.db.models.functions.text.Left("title", 1)
                        ),
                        models.OrderBy(models.F("submitted_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="proposal_initial",
                    ),
                    models.Index(
                        models.Func(
                            models.F("id"),
                            models.Value(0),
                            function="hashint8extended",
                            output_field=models.BigIntegerField(),
                        ),
                        models.F("id"),
                        name="proposal_shuffle_0",
                    ),
                    models.Index(
                        models.Func(
                            models.F("id"),
                            models.Value(1),
                            function="hashint8extended",
                            output_field=models.BigIntegerField(),
                        ),
                        models.F("id"),
                        name="proposal_shuffle_1",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["bigrams"], name="proposal_bigrams"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["title_keys"], name="proposal_title_keys"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(("number__isnull", False), ("submitted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="proposal_submitted_has_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "review"), _negated=True),
                            ("answer_due_at__isnull", False),
                            _connector="OR",
                        ),
                        name="proposal_review_has_a_due_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "merged"), _negated=True),
                            ("merged_into__isnull", False),
                            _connector="OR",
                        ),
                        name="proposal_merged_names_the_other",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("keeper", ""),
                            models.Q(("author__isnull", True), ("state", "draft")),
                            _connector="OR",
                        ),
                        name="proposal_kept_by_a_cookie_is_a_draft_of_nobody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(("group_kind", ""), ("group_name", "")),
                            models.Q(
                                models.Q(("group_kind", ""), _negated=True),
                                models.Q(("group_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_group_has_name_and_sort",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                            models.Q(
                                ("latitude__isnull", False),
                                ("latitude__range", (-90, 90)),
                                ("longitude__isnull", False),
                                ("longitude__range", (-180, 180)),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_position_is_on_earth",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="note")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("mentioned", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["proposal", "id"], name="note_of_a_proposal")],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("state_before", models.CharField(max_length=14)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("undone_reason", models.CharField(blank=True, max_length=300)),
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
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merges",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taken_in",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("source",),
                        name="merge_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="merge_into_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="merge_has_a_reason"
                    ),
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
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("proposal",),
                        name="invitation_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="invitation_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeadAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="answer")),
                ("text_en", models.TextField(blank=True, verbose_name="answer in English")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned date")),
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
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="head_answer",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="head_answer_has_a_text"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="what was done")),
                ("text_en", models.TextField(blank=True, verbose_name="what was done, in English")),
                ("link", models.URLField(blank=True, verbose_name="where it can be seen")),
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
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="evidence_has_a_text"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Encounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "shown",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("support", "support the existing one"),
                            ("opinion", "add an opinion there"),
                            ("write", "write anyway"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "chosen",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="proposals.proposal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Debate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=200, verbose_name="question of the debate")),
                (
                    "question_en",
                    models.CharField(blank=True, max_length=200, verbose_name="question in English"),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="why it is debated")),
                ("opens_at", models.DateTimeField(verbose_name="opens")),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                ("pro_count", models.PositiveIntegerField(default=0)),
                ("con_count", models.PositiveIntegerField(default=0)),
                ("conclusions", models.TextField(blank=True, verbose_name="conclusions")),
                ("conclusions_en", models.TextField(blank=True, verbose_name="conclusions in English")),
                ("concluded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="debate",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="debate_closes_after_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("concluded_at__isnull", True),
                            models.Q(("conclusions", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="debate_ends_with_conclusions",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoProposer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="co_proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="co_proposers",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "user"), name="co_proposer_once_on_a_proposal"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assistance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("counter", "at the counter"),
                            ("phone", "by phone"),
                            ("letter", "by letter or form"),
                            ("visit", "on a visit"),
                        ],
                        max_length=8,
                        verbose_name="how the person came",
                    ),
                ),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("spoken", "said yes after the text was read out"),
                            ("signed", "signed on paper"),
                        ],
                        max_length=8,
                        verbose_name="how the person consented",
                    ),
                ),
                ("consented_on", models.DateField(verbose_name="day of the consent")),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("code_until", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assistance",
                        to="proposals.proposal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AnswerDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "being written"),
                            ("waiting", "waits for approval"),
                            ("returned", "sent back"),
                            ("approved", "approved"),
                            ("published", "published"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                (
                    "disposition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adopted", "adopted"),
                            ("partly", "adopted in part"),
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
                ("text", models.TextField(blank=True, verbose_name="answer")),
                ("text_en", models.TextField(blank=True, verbose_name="answer in English")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned date")),
                ("recheck_on", models.DateField(blank=True, null=True, verbose_name="looked at again on")),
                ("returned_because", models.CharField(blank=True, max_length=500)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.department",
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answer_draft",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "published"), _negated=True),
                        fields=["status", "id"],
                        name="answer_draft_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("author")), _negated=True),
                            _connector="OR",
                        ),
                        name="answer_draft_two_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["approved", "published"]), _negated=True),
                            ("approved_by__isnull", False),
                            _connector="OR",
                        ),
                        name="answer_draft_approved_by_somebody",
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
                ("interim", models.BooleanField(default=False)),
                (
                    "disposition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adopted", "adopted"),
                            ("partly", "adopted in part"),
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
                ("text", models.TextField(verbose_name="answer")),
                ("text_en", models.TextField(blank=True, verbose_name="answer in English")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned date")),
                ("recheck_on", models.DateField(blank=True, null=True, verbose_name="looked at again on")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("date_told_on", models.DateField(blank=True, null=True)),
                (
                    "author",
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("interim", False)), fields=("proposal",), name="answer_one_final"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interim", True), models.Q(("disposition", ""), _negated=True), _connector="OR"
                        ),
                        name="answer_final_has_a_disposition",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disposition__in", ["adopted", "partly"]), _negated=True),
                            ("planned_on__isnull", False),
                            _connector="OR",
                        ),
                        name="answer_adoption_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disposition", "long_term"), _negated=True),
                            ("recheck_on__isnull", False),
                            _connector="OR",
                        ),
                        name="answer_long_term_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disposition", "not_possible"), _negated=True),
                            models.Q(("reason_code", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="answer_refusal_has_a_reason",
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
                ("text", models.CharField(max_length=1000, verbose_name="question")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField()),
                ("reply", models.TextField(blank=True, verbose_name="reply")),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="question",
                        to="proposals.answer",
                    ),
                ),
                (
                    "reply_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replied_at__isnull", True),
                            models.Q(("reply", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="question_replied_in_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="rating",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="proposals.answer",
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
                    models.UniqueConstraint(fields=("answer", "user"), name="rating_once_by_a_person"),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 1), ("value__lte", 5)), name="rating_from_1_to_5"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Routing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
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
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.department"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="routings",
                        to="proposals.proposal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rung",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "consequence",
                    models.CharField(
                        choices=[
                            ("answer", "the department in charge answers"),
                            ("debate", "a public debate is decided on"),
                            ("head", "the mayor answers"),
                        ],
                        max_length=10,
                    ),
                ),
                ("count", models.PositiveIntegerField()),
                ("answer_days", models.PositiveSmallIntegerField()),
                ("reached_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(blank=True, max_length=500, verbose_name="why no debate is held"),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rungs",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["reached_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "consequence"), name="rung_reached_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("query", models.CharField(max_length=2000, verbose_name="what is searched")),
                (
                    "every",
                    models.CharField(
                        choices=[
                            ("day", "once a day"),
                            ("week", "once a week"),
                            ("never", "never; I read the feed"),
                        ],
                        default="day",
                        max_length=5,
                        verbose_name="how often you are told",
                    ),
                ),
                (
                    "token",
                    models.CharField(default=proposals.models.searches.new_token, max_length=40, unique=True),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("seen_until", models.DateTimeField(default=django.utils.timezone.now)),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)),
                        fields=["next_at"],
                        name="search_to_tell",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "query"), name="search_saved_once_by_a_person"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("query", ""), _negated=True)
                        ),
                        name="search_has_a_name_and_a_wish",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("every", "never"), ("next_at__isnull", True)),
                            models.Q(models.Q(("every", "never"), _negated=True), ("next_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="search_told_about_has_a_next_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.CharField(max_length=10)),
                ("window", models.CharField(max_length=32)),
                ("values", models.JSONField(default=dict)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="set_aside",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draft", "part", "window"), name="set_aside_once_a_window"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Slip",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old_on", models.DateField()),
                ("new_on", models.DateField(verbose_name="new date")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slips",
                        to="proposals.answer",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="answer_slip_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("old_on", models.F("new_on")), _negated=True),
                        name="answer_slip_moves_the_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("count", models.PositiveIntegerField(verbose_name="supports")),
                ("window_days", models.PositiveSmallIntegerField(verbose_name="within days")),
                (
                    "consequence",
                    models.CharField(
                        choices=[
                            ("answer", "the department in charge answers"),
                            ("debate", "a public debate is decided on"),
                            ("head", "the mayor answers"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "counts",
                    models.CharField(
                        choices=[("supports", "supports"), ("participants", "people in the public debate")],
                        default="supports",
                        max_length=12,
                        verbose_name="what is counted",
                    ),
                ),
                ("answer_days", models.PositiveSmallIntegerField(verbose_name="days to answer")),
                (
                    "ladder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="proposals.ladder",
                    ),
                ),
            ],
            options={
                "ordering": ["count"],
                "constraints": [
                    models.UniqueConstraint(fields=("ladder", "count"), name="step_counts_differ")
                ],
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "merge",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supports",
                        to="proposals.merge",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supports",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "-id"], name="support_of_a_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "user"), name="support_once_by_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Terms",
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
                            ("competition", "innovation competition"),
                            ("budget", "annual call for the participatory budget"),
                        ],
                        max_length=12,
                        verbose_name="kind of call",
                    ),
                ),
                ("text", models.TextField(verbose_name="what the call is about")),
                ("text_en", models.TextField(blank=True, verbose_name="what the call is about, in English")),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("everybody", "everybody with an account"),
                            ("verified", "verified residents"),
                            ("area", "verified residents of the call's area"),
                        ],
                        default="everybody",
                        max_length=10,
                        verbose_name="who may propose",
                    ),
                ),
                ("criteria", models.TextField(blank=True, verbose_name="criteria, one a line")),
                ("criteria_en", models.TextField(blank=True, verbose_name="criteria in English, one a line")),
                (
                    "required",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("area", "the area"),
                                ("place", "the place in words"),
                                ("cost", "the rough cost"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="parts that a proposal needs, beside title, text and topic",
                    ),
                ),
                ("jury", models.CharField(blank=True, max_length=100, verbose_name="jury")),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="how many proposals are chosen"
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("closed_told_at", models.DateTimeField(blank=True, null=True)),
                ("result_at", models.DateTimeField(blank=True, null=True, verbose_name="result published")),
                ("result_text", models.TextField(blank=True, verbose_name="about the result")),
                ("result_text_en", models.TextField(blank=True, verbose_name="about the result, in English")),
                (
                    "areas",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="areas.area",
                        verbose_name="areas that proposals may be about",
                    ),
                ),
                (
                    "call",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="proposals.call"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.department",
                        verbose_name="department that runs the call",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="terms_say_what_it_is_about"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result_at__isnull", True), ("published_at__isnull", False), _connector="OR"
                        ),
                        name="terms_result_of_a_published_call",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(verbose_name="place")),
                (
                    "score",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="score of 100"
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("reason_en", models.TextField(blank=True, verbose_name="reason in English")),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="award",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="proposals.terms",
                    ),
                ),
            ],
            options={
                "ordering": ["place", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("place__gte", 1)), name="award_places_begin_at_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="award_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score__isnull", True), ("score__range", (0, 100)), _connector="OR"
                        ),
                        name="award_score_of_a_hundred",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermsChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None, verbose_name="what was changed"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
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
                    "terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="proposals.terms",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="terms_change_has_a_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TopicRoute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="areas.department"
                    ),
                ),
                (
                    "topic",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="route", to="areas.topic"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.CharField(blank=True, max_length=120, verbose_name="body outside the city")),
                ("body_en", models.CharField(blank=True, max_length=120, verbose_name="its name in English")),
                ("on", models.DateField(verbose_name="date of the transfer")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("state_before", models.CharField(max_length=14)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("sent", "sent"),
                            ("received", "received there"),
                            ("answered", "answered there"),
                        ],
                        default="sent",
                        max_length=8,
                    ),
                ),
                (
                    "note",
                    models.CharField(blank=True, max_length=500, verbose_name="what the other body says"),
                ),
                ("link", models.URLField(blank=True, verbose_name="where the other body answers")),
                ("status_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transfers",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("area__isnull", False), ("body", "")),
                            models.Q(("area__isnull", True), models.Q(("body", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="transfer_names_one_body",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="transfer_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("body", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "number"), name="version_numbers_differ")
                ],
            },
        ),
        migrations.CreateModel(
            name="Voice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stance",
                    models.CharField(choices=[("pro", "in favour"), ("con", "against it")], max_length=3),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "debate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voices",
                        to="proposals.debate",
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
                    models.UniqueConstraint(fields=("debate", "user"), name="voice_one_for_a_person")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="award",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="96be52e6cf48403b6b5c44846957082ca9e8b06b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e10da",
                    table="proposals_award",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="award",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="38e957406e9ab774b6bcc26fa7178bbc6d4259e1",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_fa53d",
                    table="proposals_award",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termschange",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8b4a82c22b3b0628964c4b9e4acd475e40f0bab4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_53cf5",
                    table="proposals_termschange",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termschange",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="e9951739872aa9062ae8ce7d2e50d5e42a8c88f0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_e635a",
                    table="proposals_termschange",
                    when="BEFORE",
                ),
            ),
        ),
    ]
