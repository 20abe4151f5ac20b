import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("proposals", "0006_similar_by_gist")]

    operations = [
        migrations.AddField("proposal", "keeper", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
        migrations.AddField("proposal", "saved_at", models.DateTimeField(blank=True, null=True, verbose_name="draft saved")),
        migrations.AddField("proposal", "saved_parts", models.JSONField(blank=True, default=dict)),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=10)),
                ("window", models.CharField(max_length=32)),
                ("values", models.JSONField(default=dict)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("draft", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="set_aside", to="proposals.proposal")),
            ],
        ),
        migrations.AddConstraint(
            model_name="setaside",
            constraint=models.UniqueConstraint(fields=("draft", "part", "window"), name="set_aside_once_a_window"),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(condition=models.Q(("keeper", ""), _negated=True), fields=["keeper"], name="proposal_keeper"),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(condition=models.Q(("state", "draft")), fields=["saved_at"], name="proposal_draft_saved"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("keeper", ""), models.Q(("author__isnull", True), ("state", "draft")), _connector="OR"),
                name="proposal_kept_by_a_cookie_is_a_draft_of_nobody",
            ),
        ),
    ]
