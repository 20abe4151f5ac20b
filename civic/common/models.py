"""Abstract pieces of models: nothing here makes a table."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Titled(models.Model):
    """A thing with a title in its original language and, where somebody translated it, in English."""

    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return (self.title_en or self.title) if get_language() == "en" else self.title
