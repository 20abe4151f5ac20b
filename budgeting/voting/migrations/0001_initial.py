import django.db.models.deletion
import django.db.models.fields.json
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
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
            name="PollingPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=100, verbose_name="name in English")),
                ("address", models.CharField(max_length=200, verbose_name="address")),
                (
                    "address_en",
                    models.CharField(blank=True, max_length=200, verbose_name="address in English"),
                ),
                ("hours", models.CharField(max_length=200, verbose_name="opening hours")),
                (
                    "hours_en",
                    models.CharField(blank=True, max_length=200, verbose_name="opening hours in English"),
                ),
                ("access", models.TextField(blank=True, verbose_name="how accessible it is")),
                ("access_en", models.TextField(blank=True, verbose_name="how accessible it is, in English")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.area",
                        verbose_name="district",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="cycles.cycle"
                    ),
                ),
            ],
            options={
                "ordering": ["area", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("cycle", "name"), name="polling_place_names_differ")
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.CharField(blank=True, max_length=10)),
                ("entered_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "scans_sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="SHA-256 of the scans"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="remark for the minutes")),
                ("slips", models.PositiveIntegerField(default=0)),
                ("counted", models.JSONField(default=dict)),
                ("rejected", models.JSONField(default=list)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="voting.pollingplace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("place", "scope"), name="batch_once_for_a_place"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="batch_confirmed_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("resolved_by__isnull", True),
                            models.Q(
                                models.Q(("resolved_by", models.F("entered_by")), _negated=True),
                                models.Q(("resolved_by", models.F("confirmed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="batch_resolved_by_a_third_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                ("entered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="batch_closed_after_both_readings",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KioskSession",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("code_hash", models.BinaryField(max_length=32, unique=True)),
                ("opened_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kiosks",
                        to="voting.pollingplace",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SlipReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reader",
                    models.CharField(
                        choices=[
                            ("first", "first reading"),
                            ("second", "second reading"),
                            ("final", "decided by a third person"),
                        ],
                        max_length=6,
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number on the slip")),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("read", "read"),
                            ("unreadable", "nothing on it can be read"),
                            ("absent", "handed out, but not in the box"),
                            ("surplus", "more slips than people: drawn by lot and set aside"),
                            ("none", "there is no such slip"),
                        ],
                        default="read",
                        max_length=10,
                        verbose_name="slip",
                    ),
                ),
                ("choices", models.JSONField(default=dict)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="voting.paperbatch",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "reader", "number"), name="slip_once_in_a_reading"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fate", "none"), _negated=True), ("reader", "final"), _connector="OR"
                        ),
                        name="slip_denied_by_a_third_person_only",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SlipRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.CharField(blank=True, max_length=10)),
                ("first", models.PositiveIntegerField()),
                ("last", models.PositiveIntegerField()),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slip_runs",
                        to="voting.pollingplace",
                    ),
                ),
            ],
            options={
                "ordering": ["first"],
                "constraints": [
                    models.UniqueConstraint(fields=("place", "first"), name="slip_run_begins_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__gte", 1), ("last__gte", models.F("first"))),
                        name="slip_run_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trustee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=100)),
                ("public_key", models.BinaryField(max_length=32)),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trustees",
                        to="cycles.cycle",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("cycle", "place"), name="trustee_once_in_a_place"),
                    models.UniqueConstraint(
                        fields=("cycle", "public_key"), name="trustee_key_once_in_a_vote"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__gte", 1), ("place__lte", 3)),
                        name="trustee_is_one_of_three",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VotingGroup",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("public_key", models.BinaryField(max_length=32)),
                ("log_key", models.BinaryField(max_length=32, null=True)),
                ("roll_hash", models.BinaryField(max_length=32, null=True)),
                ("roll_size", models.PositiveIntegerField(default=0)),
                ("roll_totals", models.JSONField(default=dict)),
                ("classes", models.JSONField(default=dict)),
                ("classes_hash", models.BinaryField(max_length=32, null=True)),
                ("roll_fixed_at", models.DateTimeField(blank=True, null=True)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("keys_destroyed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cycle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="voting", to="cycles.cycle"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TreeHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("previous", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField()),
                ("signature", models.BinaryField(max_length=64)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heads",
                        to="voting.votinggroup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("group", "size"), name="ledger_has_one_head_a_size")
                ],
            },
        ),
        migrations.CreateModel(
            name="SealedKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed", models.BinaryField()),
                (
                    "inner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="voting.trustee"
                    ),
                ),
                (
                    "outer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="voting.trustee"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sealed_keys",
                        to="voting.votinggroup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "outer", "inner"), name="sealed_key_once_for_a_pair"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outer", models.F("inner")), _negated=True),
                        name="sealed_key_needs_two_people",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SealedBallot",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("slot", models.BinaryField(max_length=32)),
                ("version", models.PositiveIntegerField()),
                ("commitment", models.BinaryField(max_length=32, unique=True)),
                ("sealed", models.BinaryField()),
                ("idempotency", models.BinaryField(max_length=32)),
                ("channel", models.CharField(default="web", max_length=10)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="box",
                        to="voting.votinggroup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "slot", "version"), name="ballot_version_once_in_a_slot"
                    ),
                    models.UniqueConstraint(fields=("group", "idempotency"), name="ballot_once_for_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RulesDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules_document",
                        to="voting.votinggroup",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RollEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("resident", models.UUIDField()),
                ("area_code", models.CharField(max_length=10)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roll",
                        to="voting.votinggroup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("group", "resident"), name="roll_once_in_a_group")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="voting.votinggroup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("group", "user"), name="reminder_once_in_a_group")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceiptTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checks", models.PositiveIntegerField(default=0)),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipt_tally",
                        to="voting.votinggroup",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OpenedBallot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("commitment", models.BinaryField(max_length=32, unique=True)),
                ("nonce", models.BinaryField(max_length=32)),
                ("area_code", models.CharField(blank=True, max_length=10)),
                ("channel", models.CharField(default="web", max_length=10)),
                ("choices", models.JSONField()),
                ("points", models.JSONField(null=True)),
                ("class_seal", models.BinaryField(max_length=32, null=True)),
                ("class_nonce", models.BinaryField(max_length=32, null=True)),
                ("voter_class", models.CharField(blank=True, max_length=20)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opened",
                        to="voting.votinggroup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("class_nonce__isnull", True), ("voter_class", "")),
                            models.Q(
                                models.Q(("voter_class", ""), _negated=True),
                                ("class_nonce__isnull", False),
                                ("class_seal__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="opened_class_has_its_proof",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerNode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.PositiveSmallIntegerField()),
                ("index", models.PositiveIntegerField()),
                ("hash", models.BinaryField(max_length=32)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger_nodes",
                        to="voting.votinggroup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("group", "level", "index"), name="ledger_node_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("index", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("open", "the vote and its rules"),
                            ("ballot", "a ballot"),
                            ("void", "a ballot that does not count"),
                            ("paper_batch", "paper ballots of a place"),
                            ("close", "the close"),
                            ("result", "the result"),
                            ("annul", "an annulment"),
                        ],
                        max_length=12,
                    ),
                ),
                ("body", models.JSONField()),
                ("commitment", models.BinaryField(max_length=32, null=True)),
                ("leaf", models.BinaryField(max_length=32)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger",
                        to="voting.votinggroup",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("kind", "ballot"), _negated=True),
                        fields=["group", "kind"],
                        name="ledger_acts",
                    ),
                    models.Index(
                        django.db.models.fields.json.KeyTextTransform("replaces", "body"),
                        condition=models.Q(("body__has_key", "replaces")),
                        name="ledger_replaced",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("group", "index"), name="ledger_has_one_entry_a_place"),
                    models.UniqueConstraint(
                        condition=models.Q(("commitment__isnull", False)),
                        fields=("commitment", "kind"),
                        name="ledger_names_a_ballot_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InPersonMark",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("scope", models.CharField(blank=True, max_length=10)),
                ("slot", models.BinaryField(max_length=32)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="voting.pollingplace",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="voting.votinggroup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("group", "slot"), name="in_person_once_in_a_group")
                ],
            },
        ),
        migrations.CreateModel(
            name="ClassMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("resident", models.UUIDField()),
                ("name", models.CharField(max_length=20)),
                ("apart", models.BooleanField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="class_members",
                        to="voting.votinggroup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "resident"), name="class_one_for_a_person_in_a_group"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VotingNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(default="voting.ballot_recorded", max_length=80)),
                ("recipient", models.BinaryField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="voting.votinggroup",
                    ),
                ),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paperbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="batch_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."closed_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3f7752282d4a1853cb13b4dfbf727e9178bd7a1a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_batch_is_fixed_086e4",
                    table="voting_paperbatch",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="slipreading",
            trigger=pgtrigger.compiler.Trigger(
                name="reading_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE batch voting_paperbatch%ROWTYPE;",
                    func="\n        SELECT * INTO batch FROM voting_paperbatch WHERE id = COALESCE(NEW.batch_id, OLD.batch_id) FOR SHARE;\n        IF batch.closed_at IS NOT NULL\n            OR (COALESCE(NEW.reader, OLD.reader) = 'first' AND batch.entered_at IS NOT NULL)\n            OR (COALESCE(NEW.reader, OLD.reader) = 'second' AND batch.confirmed_at IS NOT NULL)\n        THEN\n            RAISE EXCEPTION 'this reading of the slips is finished' USING ERRCODE = 'restrict_violation';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        RETURN NEW;\n    ",
                    hash="de8cd9982c914c1856ebb44f76ea6876bf01d71a",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reading_is_fixed_b6c31",
                    table="voting_slipreading",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trustee",
            trigger=pgtrigger.compiler.Trigger(
                name="trustees_are_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT 1 FROM voting_votinggroup WHERE cycle_id = COALESCE(NEW.cycle_id, OLD.cycle_id)) THEN\n            RAISE EXCEPTION 'the keys of this vote are made' USING ERRCODE = 'restrict_violation';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        RETURN NEW;\n    ",
                    hash="48e47bf123cbec55df5515d8c10aaf1e8343c4df",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_trustees_are_fixed_04adc",
                    table="voting_trustee",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="votinggroup",
            trigger=pgtrigger.compiler.Trigger(
                name="group_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF NEW.public_key IS DISTINCT FROM OLD.public_key\n            OR NEW.cycle_id IS DISTINCT FROM OLD.cycle_id\n            OR (OLD.roll_fixed_at IS NOT NULL AND (\n                NEW.roll_fixed_at IS DISTINCT FROM OLD.roll_fixed_at\n                OR NEW.roll_hash IS DISTINCT FROM OLD.roll_hash\n                OR NEW.roll_size IS DISTINCT FROM OLD.roll_size\n                OR NEW.roll_totals IS DISTINCT FROM OLD.roll_totals\n                OR NEW.classes IS DISTINCT FROM OLD.classes\n                OR NEW.classes_hash IS DISTINCT FROM OLD.classes_hash))\n            OR (OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at)\n            OR (OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at)\n            OR (OLD.log_key IS NOT NULL AND NEW.log_key IS DISTINCT FROM OLD.log_key)\n            OR (OLD.keys_destroyed_at IS NOT NULL AND NEW.keys_destroyed_at IS DISTINCT FROM OLD.keys_destroyed_at)\n        THEN\n            RAISE EXCEPTION 'the key, the fixed roll and the close of a vote do not change' USING ERRCODE = 'restrict_violation';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="16cf133a7fad5d4792fe2e0bcd68ab8c3d8bf3c9",
                    operation="UPDATE",
                    pgid="pgtrigger_group_is_fixed_944ff",
                    table="voting_votinggroup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treehead",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9ad9f37d134520e5bff4c0017a5797ce83e427b9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fe3d9",
                    table="voting_treehead",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treehead",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="16c502fb8441aacf0acf27860828e3eaea1adb1d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_01359",
                    table="voting_treehead",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sealedkey",
            trigger=pgtrigger.compiler.Trigger(
                name="made_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="06e48c6729a7ff77879085d5d0a30e9aabbae444",
                    operation="UPDATE",
                    pgid="pgtrigger_made_once_4e8fe",
                    table="voting_sealedkey",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sealedballot",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9e3eca9fbbb3f84ef6102f35d620d49ce9941caa",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cd4d7",
                    table="voting_sealedballot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sealedballot",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="51ca8b7a1ddca7b9d0a582cfdba69e5ede6beca2",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_35594",
                    table="voting_sealedballot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rulesdocument",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="90b8e09f804768fedee5d5b0c353f529f8bcf348",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f9a11",
                    table="voting_rulesdocument",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rulesdocument",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="609bea67da4660b58f140f700e3cb858012c7500",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_87081",
                    table="voting_rulesdocument",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rollentry",
            trigger=pgtrigger.compiler.Trigger(
                name="roll_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE fixed timestamptz;",
                    func="\n        SELECT roll_fixed_at INTO fixed FROM voting_votinggroup\n            WHERE id = COALESCE(NEW.group_id, OLD.group_id) FOR SHARE;\n        IF fixed IS NOT NULL THEN\n            RAISE EXCEPTION 'the roll of this vote is fixed since %', fixed USING ERRCODE = 'restrict_violation';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        RETURN NEW;\n    ",
                    hash="1feac4842068ef42f7990e6b71967bcc5c3f3f21",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_roll_is_fixed_9fa8f",
                    table="voting_rollentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openedballot",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="dab5257eddcb8349a23dc2fbdb4d2ed3a61f61ea",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c0329",
                    table="voting_openedballot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openedballot",
            trigger=pgtrigger.compiler.Trigger(
                name="opened_after_the_close",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF NOT EXISTS (\n            SELECT 1 FROM voting_votinggroup\n            WHERE id = NEW.group_id AND closed_at IS NOT NULL AND published_at IS NULL\n        ) THEN\n            RAISE EXCEPTION 'ballots are opened between the close and the publication only' USING ERRCODE = 'restrict_violation';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="78e7c6183cf7005655e4cacbe4be9eef7d473b32",
                    operation="INSERT",
                    pgid="pgtrigger_opened_after_the_close_d40a8",
                    table="voting_openedballot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledgernode",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9201744b5625c06afaa2f0362487c5a4dd1dd1f7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_83d10",
                    table="voting_ledgernode",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledgernode",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="596f5e1e3eede2d6dbac93cf09b0a833405fea7c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_10a94",
                    table="voting_ledgernode",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledgerentry",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="09f7f66904ac6cca2afa834067fcd1e240e4a2ae",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c53fa",
                    table="voting_ledgerentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledgerentry",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="af5ab0a27a216404b53a896334d4cb0b679d53ed",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_f4909",
                    table="voting_ledgerentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledgerentry",
            trigger=pgtrigger.compiler.Trigger(
                name="ledger_in_order",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE last bigint;",
                    func="\n        SELECT max(index) INTO last FROM voting_ledgerentry WHERE group_id = NEW.group_id;\n        IF NEW.index <> COALESCE(last, -1) + 1 THEN\n            RAISE EXCEPTION 'entry % of the ledger does not come after entry %', NEW.index, last\n                USING ERRCODE = 'restrict_violation';\n        END IF;\n        IF (NEW.kind = 'open') <> (last IS NULL) THEN\n            RAISE EXCEPTION 'a ledger begins with its open entry and has one' USING ERRCODE = 'restrict_violation';\n        END IF;\n        IF (NEW.kind IN ('ballot', 'close') AND EXISTS (\n                SELECT 1 FROM voting_ledgerentry WHERE group_id = NEW.group_id AND kind = 'close'))\n            OR (NEW.kind NOT IN ('ballot', 'annul') AND EXISTS (\n                SELECT 1 FROM voting_ledgerentry WHERE group_id = NEW.group_id AND kind = 'result'))\n        THEN\n            RAISE EXCEPTION 'the ledger is past entries of the kind %', NEW.kind USING ERRCODE = 'restrict_violation';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="d875c70cfc5c5c5814cea15f75a0cd2b5b193a3c",
                    operation="INSERT",
                    pgid="pgtrigger_ledger_in_order_42393",
                    table="voting_ledgerentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inpersonmark",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ac6fcf1fb0c6d7319a71ca060fef6420a1ed4567",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9ac99",
                    table="voting_inpersonmark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inpersonmark",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="7fa5e272c4805be28405ea86a08fdb2e3733f237",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_ddd6f",
                    table="voting_inpersonmark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="classmember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f1206b6cdf79bc8c43bac35a740aff59852eecd3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_insert_only_08f74",
                    table="voting_classmember",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="classmember",
            trigger=pgtrigger.compiler.Trigger(
                name="roll_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE fixed timestamptz;",
                    func="\n        SELECT roll_fixed_at INTO fixed FROM voting_votinggroup\n            WHERE id = COALESCE(NEW.group_id, OLD.group_id) FOR SHARE;\n        IF fixed IS NOT NULL THEN\n            RAISE EXCEPTION 'the roll of this vote is fixed since %', fixed USING ERRCODE = 'restrict_violation';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        RETURN NEW;\n    ",
                    hash="b7aa448a718d821db2692b7e44ef3fd16e21c5be",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_roll_is_fixed_f50e1",
                    table="voting_classmember",
                    when="BEFORE",
                ),
            ),
        ),
    ]
