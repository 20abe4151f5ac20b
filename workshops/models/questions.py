"""What a host asks of those who register, and what they answer. Only the host sees the answers, and not for ever."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from workshops.models.registrations import Registration
from workshops.models.workshops import Workshop


class Question(models.Model):
    """One question; a choice names what there is to choose from."""

    class Kind(models.TextChoices):
        TEXT = "text", _("in one's own words")
        CHOICE = "choice", _("one of several")
        YES_NO = "yes_no", _("yes or no")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("question"), max_length=200)
    text_en = models.CharField(_("question in English"), max_length=200, blank=True)
    kind = models.CharField(_("how it is answered"), max_length=6, choices=Kind.choices, default=Kind.TEXT)
    choices = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    choices_en = ArrayField(
        models.CharField(max_length=100), default=list, blank=True
    )  # one for each, or none
    required = models.BooleanField(_("must be answered"), default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "position"], name="question_one_at_a_position"),
            models.CheckConstraint(
                condition=~models.Q(kind="choice") | models.Q(choices__len__gte=2),
                name="question_choice_has_two",
            ),
            models.CheckConstraint(
                condition=models.Q(choices_en__len=0) | models.Q(choices_en__len=models.F("choices__len")),
                name="question_choices_are_all_in_english_or_none",
            ),
        ]

    def __str__(self) -> str:
        return (self.text_en or self.text) if get_language() == "en" else self.text

    @property
    def offered(self) -> list[tuple[str, str]]:
        """What there is to choose from: as it is stored, and as the reader reads it."""
        english = get_language() == "en" and len(self.choices_en) == len(self.choices)
        return list(zip(self.choices, self.choices_en if english else self.choices, strict=True))


class QuestionAnswer(models.Model):
    """The answer of one registration to one question; yes and no are stored as "yes" and "no"."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    text = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "question"], name="question_answered_once_by_a_registration"
            )
        ]

    def __str__(self) -> str:
        return self.text
