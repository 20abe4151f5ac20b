"""Why a committee does not carry an item: a code for statistics, beside the reason in words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RefusalCode(models.TextChoices):
    NEED = "need", _("the need is not shown")
    BENEFIT = "benefit", _("too few people benefit")
    FEASIBLE = "feasibility", _("it cannot be carried out within the year")
    COST = "cost", _("the cost is out of proportion")
    DUPLICATE = "duplicate", _("the city does this already")
    FAIRNESS = "fairness", _("it favours one person or group")
    OTHER = "other", _("another reason")
